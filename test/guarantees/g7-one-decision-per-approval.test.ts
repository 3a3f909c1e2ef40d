/** G7 through a database that stands still for a minute: every approval that arrives meanwhile is decided, once. */
import type { IssueId } from '../../clients/sdk';
import { freezePostgres } from '../support/faults';
import { workflowOf } from '../support/operator';
import { closeIt, grid, lead, moreTime, report } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
/** The one test that takes its time: the outage has to outlast every time-out on the way to the database. */
const OUTAGE_MS = 60_000;
const EACH = 10;

const decided = (codes: readonly (string | undefined)[], count: number) =>
  expect(codes.filter((code) => code === 'APPROVAL_DECIDED')).toHaveLength(count);

async function asked(question: typeof moreTime | typeof closeIt): Promise<IssueId> {
  const { caller } = world();
  const issue = await caller.report(report('calm'));
  await caller.command('acknowledge', issue, { by: lead });
  await caller.command('request', issue, { by: lead, ...question });
  return issue;
}

it('approvals by update and by signal that arrive during the outage are decided once, and both sides are told', async () => {
  const { caller, doorstep } = world();
  const all = (question: typeof moreTime | typeof closeIt) =>
    Promise.all(Array.from({ length: EACH }, () => asked(question)));
  const [contested, signalled, climbing] = await Promise.all([
    all(moreTime),
    all(closeIt),
    Promise.all(Array.from({ length: EACH }, () => caller.report(report('ladder')))),
  ]);

  const frozen = freezePostgres(world());
  const thawAtMs = performance.now() + OUTAGE_MS;
  const codeOf = (error: { code?: string }) => error.code;
  const answers = contested.flatMap((issue) => [
    caller.command('approve', issue, { by: grid[0] }).then(() => undefined, codeOf),
    caller.command('reject', issue, { by: grid[1] }).then(() => undefined, codeOf),
  ]);
  for (const issue of signalled) await workflowOf(world(), issue).signal('approve', { by: grid[0] });
  await until('the outage is over', () => performance.now() >= thawAtMs, 2 * OUTAGE_MS);
  frozen.thaw();

  // One of each pair wins, the other learns that it was decided, although both had to wait for a minute.
  decided(await Promise.all(answers), EACH);
  for (const issue of signalled) await doorstep.waitFor(issue, 'closed', { timeoutMs: 90_000 });
  for (const issue of climbing) await doorstep.waitFor(issue, (state) => state.tier === 4, { timeoutMs: 90_000 });

  const issues = await expectNothingLostDoubledEarlyOrStuck(world());
  const approvals = issues.flatMap(({ moments }) => moments.at(-1)?.after.approvals ?? []);
  expect(
    approvals.map(({ status }) => status).filter((status) => status === 'approved' || status === 'rejected'),
  ).toHaveLength(2 * EACH);
});
