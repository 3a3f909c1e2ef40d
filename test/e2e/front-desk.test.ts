/** An engine's front desk opens issues before their workflows run: whatever stands still or dies around it, each is there once and goes on. */
import { connectDoorstep, type IssueId } from '../../clients/sdk';
import { QUERIES } from '../../contracts/workflow';
import type { IssueState } from '../../domain';
import { findIssue } from '../../store';
import { freezeProcess, killHard } from '../support/faults';
import { workflowOf } from '../support/operator';
import { lead, report } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

const historyOf = async (issue: IssueId) => (await workflowOf(world(), issue).fetchHistory()).events ?? [];
const runs = (issue: IssueId) => until('its workflow runs', async () => (await historyOf(issue)).length > 3);
const startedBy = async (issue: IssueId): Promise<object> => {
  const [first] = await historyOf(issue);
  const [input] = first?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return JSON.parse(Buffer.from(input?.data ?? []).toString()) as object;
};

/** A client connects to NATS behind its second report, and leaves a desk that did not answer alone for a while. */
async function untilReportsGoToTheDesk(): Promise<void> {
  const { caller } = world();
  await until('reports go to the front desk', async () => {
    const issue = await caller.report(report('calm'));
    await runs(issue);
    return 'opening' in (await startedBy(issue));
  });
}
beforeEach(untilReportsGoToTheDesk);

it('a report is answered by the log, and its workflow has nothing to open', async () => {
  const issue = await world().caller.report(report('calm'));
  expect(await findIssue(world().database, issue)).toMatchObject({ seq: 1, stage: 'open' });
  await runs(issue);
  const events = await historyOf(issue);
  expect(events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes != null)).toEqual([]);
  expect(events.filter((event) => event.markerRecordedEventAttributes != null)).toEqual([]);
  const state = await workflowOf(world(), issue).query<IssueState>(QUERIES.state);
  expect(state).toEqual(await findIssue(world().database, issue));
});

it('a command may come right behind the answer', async () => {
  const { caller } = world();
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const issue = await caller.report(report('calm'));
      await caller.command('acknowledge', issue, { by: lead });
    }),
  );
  await expectNothingLostDoubledEarlyOrStuck(world());
});

it('the same key gets the same answer and no other report, whichever way they come', async () => {
  const { caller, doorstep } = world();
  const issues = await Promise.all(Array.from({ length: 10 }, () => caller.report(report('calm'), 'desk-1')));
  expect(new Set(issues).size).toBe(1);
  await expect(doorstep.report(report('calm', '另一件事'), { key: 'desk-1' })).rejects.toMatchObject({
    code: 'REPORT_MISMATCH',
  });
  expect(await doorstep.timeline(issues[0]!)).toHaveLength(1);
});

it('what the place refuses is refused as ever, and leaves nothing', async () => {
  const { doorstep } = world();
  const refused = doorstep.report({ ...report('calm'), category: 'no-such-thing' }, { key: 'desk-2' });
  await expect(refused).rejects.toMatchObject({ code: 'CATEGORY_UNKNOWN' });
  const again = await doorstep.report(report('calm'), { key: 'desk-2' });
  expect(again.seq).toBe(1);
  await until('the run that goes on holds it', async () => {
    const state = await workflowOf(world(), again.issue).query<IssueState | null>(QUERIES.state);
    return state?.seq === 1;
  });
});

it('reports are taken while Temporal stands still, and their ladders climb once it goes on', async () => {
  const { caller, doorstep } = world();
  const frozen = freezeProcess(world(), 'temporal');
  const taken: IssueId[] = [];
  const reports = Array.from({ length: 5 }, () =>
    caller.report(report('watched')).then((issue) => (taken.push(issue), issue)),
  );
  // Longer than the first deadline, and long enough for calls under way to fail.
  await until('some time is over', ofTime(4_000)).finally(() => frozen.thaw());
  expect(taken).not.toHaveLength(0);
  for (const issue of await Promise.all(reports))
    await until('it climbs', async () => (await doorstep.get(issue)).tier > 1);
  await expectNothingLostDoubledEarlyOrStuck(world());
});

it('a report that waits for Temporal is taken by an engine meanwhile', async () => {
  const { stack } = world();
  const masterKeys = world().masterKeys;
  const other = await connectDoorstep({ ...stack.connections, masterKeys, timeoutMs: 120_000 });
  const frozen = freezeProcess(world(), 'temporal');
  try {
    // Its first report, as from the command line.
    const { issue } = await other.report(report('calm'));
    expect(await findIssue(world().database, issue)).toMatchObject({ seq: 1 });
    frozen.thaw();
    await runs(issue);
  } finally {
    frozen.thaw();
    await other.close();
  }
});

it('an engine that is killed behind its answer leaves nothing that nobody wakes', async () => {
  const { caller } = world();
  const frozen = freezeProcess(world(), 'temporal');
  // Its first deadline is hours away: the safety net has no reason to look at it.
  const issue = await caller.report(report('calm'));
  const killed = killHard(world(), 'engine');
  await until('the engine is gone', ofTime(500));
  frozen.thaw();
  await killed;
  await runs(issue);
  await expectNothingLostDoubledEarlyOrStuck(world());
});

it('without NATS, and without an engine for a while, reports go the other way', async () => {
  const { caller } = world();
  const frozen = freezeProcess(world(), 'nats');
  const first = await caller.report(report('calm')).finally(() => frozen.thaw());
  const engine = killHard(world(), 'engine');
  const second = await caller.report(report('calm'));
  await engine;
  await Promise.all([runs(first), runs(second)]);
  await expectNothingLostDoubledEarlyOrStuck(world());
});

function ofTime(spanMs: number): () => boolean {
  const untilMs = Date.now() + spanMs;
  return () => Date.now() > untilMs;
}
