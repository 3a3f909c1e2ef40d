/** One matter through everything that the closed loop has, seen from every side. */
import type { IssueId } from '../../clients/sdk';
import { workflowId } from '../../contracts/workflow';
import { currentDetails, findWorkflows, staticTexts, timerSummaries, workflowOf } from '../support/operator';
import { committee, done, grid, group, lead, moreTime, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const PRIVATE = '我家住三单元402，电话打不通';

const types = async (issue: IssueId) => (await world().doorstep.timeline(issue)).map(({ type }) => type);
/** Visibility follows the workflow at its own pace. */
const untilFound = (query: string, issue: IssueId) =>
  until(`visibility finds ${query}`, async () => (await findWorkflows(world(), query)).includes(workflowId(issue)));

it('climbs, is approved more time, is disputed, resumes one tier higher and ends with the resident’s word', async () => {
  const { doorstep } = world();
  const { issue, tier, stage } = await doorstep.report(report('watched', PRIVATE), { key: 'loop' });
  expect({ tier, stage }).toEqual({ tier: 1, stage: 'open' });
  await untilFound(`IssueStage = 'open' AND IssueUnit = 'east-1' AND IssueProcedure = 'watched@1'`, issue);

  // Tier 1 ignores it, is reminded once, and the ladder climbs.
  await doorstep.waitFor(issue, (state) => state.tier === 2, { timeoutMs: 90_000 });
  expect(await types(issue)).toEqual(['opened', 'reminded', 'escalated']);
  await untilFound(`IssueTier = 2`, issue);
  expect(await currentDetails(world(), issue)).toMatch(
    /^\*\*open\*\* · tier 2 `grid-worker` · watched@1\n[^]*waits for \*\*acknowledgement\*\* by `grid-1`, `grid-2`/,
  );

  await doorstep.acknowledge(issue, { by: grid[0] });
  const before = await doorstep.get(issue);
  await doorstep.request(issue, { by: grid[0], ...moreTime });
  expect((await doorstep.explain(issue)).waits.map(({ what, whom }) => [what, whom])).toEqual([
    ['approval', group],
    ['handling', [grid[0]]],
  ]);
  await doorstep.approve(issue, { by: group[1] });
  const extended = await doorstep.get(issue);
  expect(extended.clocks.handle?.dueAtMs).toBe((before.clocks.handle?.dueAtMs ?? 0) + moreTime.extendByMs);
  // Temporal drops zeros at the end of an instant and then compares text: an equality would miss one in ten.
  const dueAt = (moreMs: number): string => new Date((extended.clocks.handle?.dueAtMs ?? 0) + moreMs).toISOString();
  await untilFound(`IssueDueAt >= '${dueAt(-1)}' AND IssueDueAt <= '${dueAt(1)}'`, issue);

  await doorstep.handle(issue, { by: grid[0], ...done });
  await doorstep.dispute(issue, { by: resident, reason: '还是不亮' });
  expect(await doorstep.get(issue)).toMatchObject({ stage: 'open', tier: 3, disputes: 1 });
  await doorstep.acknowledge(issue, { by: group[0] });
  await doorstep.handle(issue, { by: group[0], ...done });
  expect(await doorstep.confirm(issue, { by: resident })).toMatchObject({ stage: 'closed', tier: 3, repeated: false });

  expect(await types(issue)).toEqual([
    ...['opened', 'reminded', 'escalated', 'acknowledged', 'approval-requested', 'approved', 'extended'],
    ...['handled', 'disputed', 'escalated', 'acknowledged', 'handled', 'confirmed', 'closed'],
  ]);
  expect(await doorstep.get(issue)).toMatchObject({
    stage: 'closed',
    seq: 14,
    closure: { outcome: 'confirmed' },
    clocks: {},
  });
  expect(await doorstep.list({ reporter: resident })).toMatchObject([{ id: issue, stage: 'closed' }]);
  expect(await doorstep.verifyChain(issue)).toEqual({ issue, events: 14, brokenAtSeq: null });

  await expect(workflowOf(world(), issue).result()).resolves.toEqual({ issue, outcome: 'confirmed' });
  await untilFound(
    `IssueStage = 'closed' AND IssueTier = 3 AND IssueDueAt IS NULL AND ExecutionStatus = 'Completed'`,
    issue,
  );
  expect(await currentDetails(world(), issue)).toMatch(/^\*\*closed\*\* \(confirmed\)/);
  expect(await timerSummaries(world(), issue)).toEqual([
    ...['acknowledge · tier 1', 'acknowledge · tier 1', 'acknowledge · tier 2', 'handle · tier 2', 'approval · tier 2'],
    ...['handle · tier 2', 'confirm · tier 2', 'acknowledge · tier 3', 'handle · tier 3', 'confirm · tier 3'],
  ]);
  await nothingPrivateInTemporal(issue);

  world().expectNotices(
    issue,
    ...['lead-1 tier-called', 'resident-1 report-received', 'lead-1 tier-reminded'],
    ...['grid-1 tier-called', 'grid-2 tier-called', 'resident-1 escalated', 'resident-1 acknowledged'],
    ...['group-1 approval-asked', 'group-2 approval-asked', 'grid-1 approval-approved', 'group-1 approval-approved'],
    ...[
      'resident-1 please-confirm',
      'grid-1 disputed',
      'group-1 tier-called',
      'group-2 tier-called',
      'resident-1 escalated',
    ],
    ...['resident-1 acknowledged', 'resident-1 please-confirm', 'group-1 closed', 'resident-1 closed'],
  );
});

/** What lists and titles show of an issue names its place and kind, never the resident or their words. */
async function nothingPrivateInTemporal(issue: IssueId): Promise<void> {
  const described = await workflowOf(world(), issue).describe();
  expect(await staticTexts(world(), issue)).toEqual({
    summary: 'watched · east-1',
    details: `issue \`${issue}\` · category \`watched\` · unit \`east-1\``,
  });
  const shown = JSON.stringify([
    described.workflowId,
    described.searchAttributes,
    described.memo,
    await timerSummaries(world(), issue),
  ]);
  expect(shown).not.toContain(resident);
  expect(shown).not.toContain(PRIVATE);
}

it('the last tier never drops an issue, and may close it without the resident when another member agrees', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('ladder'));
  await doorstep.waitFor(issue, (state) => state.tier === 4 && state.clocks.acknowledge?.round === 1, {
    timeoutMs: 90_000,
  });
  await doorstep.acknowledge(issue, { by: committee[0] });
  await doorstep.request(issue, { by: committee[0], kind: 'force-close', reason: '住户已搬走' });
  await expect(doorstep.approve(issue, { by: committee[0] })).rejects.toMatchObject({ code: 'APPROVAL_BY_ASKER' });
  await expect(doorstep.approve(issue, { by: lead })).rejects.toMatchObject({ code: 'APPROVAL_NOT_YOURS' });
  expect(await doorstep.approve(issue, { by: committee[2] })).toMatchObject({ stage: 'closed' });
  expect(await doorstep.get(issue)).toMatchObject({ closure: { outcome: 'force-closed' } });
  world().expectNotices(
    issue,
    ...[
      'lead-1 tier-called',
      'resident-1 report-received',
      'resident-1 escalated',
      'resident-1 escalated',
      'resident-1 escalated',
    ],
    ...[...grid, ...group, ...committee].map((person) => `${person} tier-called`),
    ...committee.map((person) => `${person} tier-alerted`),
    ...['resident-1 acknowledged', 'committee-2 approval-asked', 'committee-3 approval-asked'],
    ...['committee-1 approval-approved', 'committee-2 approval-approved', 'committee-1 closed', 'resident-1 closed'],
  );
});
