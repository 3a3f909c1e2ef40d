/**
 * Records the corpus anew from a real stack: `npm run record-histories`. Only after a change that old runs may not
 * survive, and never to make a red replay green: a red replay means that running issues would get stuck.
 * The histories hold nobody but the invented people of test/support/policies.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { issueIdOfKey, type IssueId } from '../../clients/sdk';
import { suggestingAfter } from '../support/early-continue-as-new';
import { freezePostgres } from '../support/faults';
import { workflowOf } from '../support/operator';
import { closeIt, committee, done, grid, lead, moreTime, report, resident } from '../support/people';
import { HISTORIES } from '../support/replay';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests({ env: (folder) => suggestingAfter(80, folder) });

async function keep(name: string, issue: IssueId, runId?: string): Promise<void> {
  const history = await until('nobody is at work on it', async () => {
    const found = await workflowOf(world(), issue, runId).fetchHistory();
    const last = found.events?.at(-1);
    return (
      last?.workflowTaskScheduledEventAttributes == null && last?.workflowTaskStartedEventAttributes == null && found
    );
  });
  writeFileSync(
    join(HISTORIES, `${name}.json`),
    `${JSON.stringify(JSON.parse(historyToJSON(history)), withoutTraces, 1)}\n`,
  );
  world().inbox.expectWhatTheLogSays();
}

/** Nothing of the machine that recorded: no host name, no path. Replay looks at neither. */
function withoutTraces(key: string, value: unknown): unknown {
  if (key === 'stackTrace') return '';
  return typeof value === 'string' ? value.replace(/\d+@[\w.-]+/g, 'recorder') : value;
}

async function taken(): Promise<IssueId> {
  const { issue } = await world().doorstep.report(report('calm'));
  await world().doorstep.acknowledge(issue, { by: lead });
  return issue;
}

it('the closed loop', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('watched'));
  await doorstep.waitFor(issue, (state) => state.tier === 2, { timeoutMs: 90_000 });
  await doorstep.acknowledge(issue, { by: grid[0] });
  await doorstep.handle(issue, { by: grid[0], ...done });
  await doorstep.dispute(issue, { by: resident, reason: '还是不亮' });
  await keep('disputed-and-running', issue);
  await doorstep.escalate(issue, { by: 'group-1' as never, reason: '要找电力公司' });
  await doorstep.acknowledge(issue, { by: committee[0] });
  await doorstep.handle(issue, { by: committee[0], ...done });
  await doorstep.confirm(issue, { by: resident });
  await workflowOf(world(), issue).result();
  await keep('closed-loop', issue);
});

it('a ladder that nobody answers', async () => {
  const { issue } = await world().doorstep.report(report('ladder'));
  await world().doorstep.waitFor(issue, (state) => state.tier === 4 && state.calls === 1, { timeoutMs: 90_000 });
  await keep('ladder-to-the-top', issue);
});

it('approvals by update and signal, and a refused signal', async () => {
  const { doorstep } = world();
  const issue = await taken();
  await doorstep.request(issue, { by: lead, ...moreTime });
  await doorstep.approve(issue, { by: grid[0] });
  await doorstep.request(issue, { by: lead, ...closeIt });
  await workflowOf(world(), issue).signal('approve', { by: 'lead-1' });
  await workflowOf(world(), issue).signal('reject', { by: 'grid-1', reason: '再看看' });
  await doorstep.waitFor(issue, (state) => state.approvals[1]?.status === 'rejected');
  await doorstep.request(issue, { by: lead, ...closeIt });
  await workflowOf(world(), issue).signal('approve', { by: 'grid-2' });
  await workflowOf(world(), issue).result();
  await keep('approvals', issue);
});

it('a closed issue that was reopened from the log', async () => {
  const { doorstep } = world();
  const issue = await taken();
  await doorstep.handle(issue, { by: lead, ...done });
  await doorstep.confirm(issue, { by: resident });
  await workflowOf(world(), issue).result();
  await doorstep.reopen(issue, { by: resident, reason: '又不亮了' });
  await doorstep.acknowledge(issue, { by: grid[0] });
  await keep('reopened', issue);
});

it('a report that was refused', async () => {
  const { doorstep } = world();
  await doorstep.report({ ...report('calm'), unit: 'atlantis' as never }, { key: 'nowhere' }).catch(() => undefined);
  await keep('refused', issueIdOfKey('nowhere'));
});

it('both sides of a continue-as-new', async () => {
  const { doorstep } = world();
  const issue = await taken();
  const { runId } = await workflowOf(world(), issue).describe();
  await until('the run has ended', async () => {
    await doorstep.assign(issue, { by: lead, to: lead });
    return (await workflowOf(world(), issue, runId).describe()).status.name === 'CONTINUED_AS_NEW';
  });
  await keep('continued-first-run', issue, runId);
  await doorstep.handle(issue, { by: lead, ...done });
  await keep('continued-second-run', issue);
});

it('a database that was away: the patient way to the log', async () => {
  const { doorstep } = world();
  const issue = await taken();
  await doorstep.request(issue, { by: lead, ...moreTime });
  const frozen = freezePostgres(world());
  const approved = doorstep.approve(issue, { by: grid[0] });
  await until('the patient activity is at work', async () => {
    const { raw } = await workflowOf(world(), issue).describe();
    return (raw.pendingActivities ?? []).length > 0;
  });
  frozen.thaw();
  await approved;
  await keep('database-away', issue);
});
