/** An issue with a long life is continued in a new run of its workflow; nobody can tell. */
import { newCommandId, type IssueId } from '../../clients/sdk';
import { QUERIES } from '../../contracts/workflow';
import { suggestingAfter } from '../support/early-continue-as-new';
import { findIssue } from '../../store';
import { currentDetails, timerSummaries, workflowOf } from '../support/operator';
import { done, grid, lead, moreTime, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests({ env: (folder) => suggestingAfter(60, folder) });

const runOf = async (issue: IssueId) => (await workflowOf(world(), issue).describe()).runId;

/** Gives the issue from one to the other until Temporal has had enough of its history. */
async function wearOut(issue: IssueId): Promise<number> {
  const first = await runOf(issue);
  let turns = 0;
  for (; (await runOf(issue)) === first; turns += 1) {
    await world().doorstep.assign(issue, { by: lead, to: turns % 2 === 0 ? lead : grid[0] });
    if (turns > 60) throw new Error('It was never continued as new.');
  }
  return turns;
}

it('keeps the state, the timeline, the deadlines, the pending question and the answers already given', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'), { key: 'long-life' });
  const commandId = newCommandId();
  await doorstep.acknowledge(issue, { by: lead }, { commandId });
  const turns = await wearOut(issue);
  if (turns % 2 === 0) await doorstep.assign(issue, { by: lead, to: lead });
  const last = turns % 2 === 0 ? turns + 1 : turns;
  const state = await doorstep.get(issue);
  const held = await until('the new run answers', () => workflowOf(world(), issue).query(QUERIES.state));
  expect(held).toEqual(await findIssue(world().database, issue));
  expect(await workflowOf(world(), issue).query(QUERIES.timeline)).toHaveLength(state.seq);
  expect(await currentDetails(world(), issue)).toMatch(/^\*\*handling\*\*/);
  expect((await timerSummaries(world(), issue))[0]).toBe('handle · tier 1');

  expect(await doorstep.acknowledge(issue, { by: lead }, { commandId })).toMatchObject({ seq: 2, repeated: true });
  expect(await doorstep.report(report('calm'), { key: 'long-life' })).toMatchObject({ issue, seq: 1, repeated: true });
  await expect(doorstep.report(report('calm', '电梯坏了'), { key: 'long-life' })).rejects.toMatchObject({
    code: 'REPORT_MISMATCH',
  });

  await doorstep.request(issue, { by: lead, ...moreTime });
  await doorstep.approve(issue, { by: grid[0] });
  await doorstep.handle(issue, { by: lead, ...done });
  await doorstep.confirm(issue, { by: resident });
  await expect(workflowOf(world(), issue).result()).resolves.toEqual({ issue, outcome: 'confirmed' });
  world().expectNotices(
    issue,
    ...['lead-1 tier-called', 'resident-1 report-received', 'resident-1 acknowledged'],
    ...Array.from({ length: last }, (_, turn) => `${turn % 2 === 0 ? lead : grid[0]} assigned`),
    ...['grid-1 approval-asked', 'grid-2 approval-asked', 'lead-1 approval-approved', 'grid-2 approval-approved'],
    ...['resident-1 please-confirm', 'lead-1 closed', 'resident-1 closed'],
  );
});

it('a flood of commands over many runs loses none and doubles none', async () => {
  const { caller, inbox } = world();
  const issue = await caller.report(report('calm'));
  await caller.command('acknowledge', issue, { by: lead });
  const first = await runOf(issue);
  const ids = Array.from({ length: 120 }, () => newCommandId());
  // Six at a time: Temporal takes at most ten updates of one workflow at once.
  const queue = [...ids];
  const sender = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const commandId = id;
      const send = () => caller.command('assign', issue, { by: lead, to: lead }, commandId);
      // Every fifth is sent twice.
      await Promise.all(queue.length % 5 === 0 ? [send(), send()] : [send()]);
    }
  };
  await Promise.all(Array.from({ length: 6 }, sender));
  expect(await runOf(issue)).not.toBe(first);
  const log = await world().doorstep.timeline(issue);
  expect(log).toHaveLength(122);
  expect(new Set(caller.promised.map(({ seq }) => seq)).size).toBe(122);
  expect(await workflowOf(world(), issue).query(QUERIES.state)).toEqual(await findIssue(world().database, issue));
  inbox.expectWhatTheLogSays();
});
