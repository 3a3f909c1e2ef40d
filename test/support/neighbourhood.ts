/** Many issues at once, in every stage of their lives, so that a fault finds something in mid-step wherever it strikes. */
import type { IssueId } from '../../clients/sdk';
import { closeIt, committee, done, grid, group, lead, moreTime, report, resident } from './people';
import type { World } from './world';

/** What becomes of an issue. Each step is sent until it is answered, whatever is killed meanwhile. */
type Life = (world: World, issue: IssueId) => Promise<unknown>;

const confirmed: Life = async ({ caller }, issue) => {
  await caller.command('acknowledge', issue, { by: lead });
  await caller.command('handle', issue, { by: lead, ...done });
  await caller.command('confirm', issue, { by: resident });
};

const disputed: Life = async ({ caller }, issue) => {
  await caller.command('acknowledge', issue, { by: lead });
  await caller.command('handle', issue, { by: lead, ...done });
  await caller.command('dispute', issue, { by: resident, reason: '还是不亮' });
  await caller.command('acknowledge', issue, { by: grid[0] });
};

const extended: Life = async ({ caller }, issue) => {
  await caller.command('acknowledge', issue, { by: lead });
  await caller.command('request', issue, { by: lead, ...moreTime });
  await caller.command('approve', issue, { by: grid[0] });
};

/** Two supervisors at once, one of them with a plain signal. */
const contested: Life = async ({ caller, doorstep }, issue) => {
  await caller.command('acknowledge', issue, { by: lead });
  await caller.command('request', issue, { by: lead, ...closeIt });
  await Promise.all([
    doorstep.signalApprove(issue, { by: grid[1] }),
    caller.command('approve', issue, { by: grid[0] }).catch((error: { code?: string }) => {
      if (error.code !== 'APPROVAL_DECIDED') throw error;
    }),
  ]);
  await doorstep.waitFor(issue, 'closed', { timeoutMs: 120_000 });
};

/** Nobody takes it until it is at the top. */
const ignored: Life = async ({ caller, doorstep }, issue) => {
  await doorstep.waitFor(issue, (state) => state.tier === 4, { timeoutMs: 120_000 });
  await caller.command('acknowledge', issue, { by: committee[0] });
};

/** Passed up by hand, then by hand again. */
const passedUp: Life = async ({ caller }, issue) => {
  await caller.command('escalate', issue, { by: lead, reason: '要换电缆' });
  await caller.command('escalate', issue, { by: grid[0], reason: '要找电力公司' });
  await caller.command('acknowledge', issue, { by: group[0] });
};

/** `perLife` issues of each kind, all on their way; resolves when each has had all of its answers. */
export function liveBusily(world: World, perLife: number): Promise<unknown> {
  const calm = [confirmed, disputed, extended, contested, passedUp];
  const lives = Array.from({ length: perLife }, () => [
    ...calm.map((life) => ['calm', life] as const),
    ['ladder', ignored] as const,
  ]).flat();
  return Promise.all(lives.map(async ([pace, life]) => life(world, await world.caller.report(report(pace)))));
}
