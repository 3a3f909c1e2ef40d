/** The log outlives its workflows: whatever Temporal has closed, ended or forgotten goes on from the log. */
import { newCommandId, type IssueId } from '../../clients/sdk';
import { QUERIES } from '../../contracts/workflow';
import { findIssue } from '../../store';
import { forget } from '../support/forget';
import { currentDetails, staticTexts, workflowOf } from '../support/operator';
import { done, grid, lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const OPENED = ['lead-1 tier-called', 'resident-1 report-received'];
const CLOSED = [
  ...OPENED,
  'resident-1 acknowledged',
  'resident-1 please-confirm',
  'lead-1 closed',
  'resident-1 closed',
];
const REOPENED = ['grid-1 tier-called', 'grid-2 tier-called', 'resident-1 reopened'];

/** Every run of an issue says the same of it, also one that knows no more than its id when it starts. */
const shownAs = (issue: IssueId, category: string) => ({
  summary: `${category} · east-1`,
  details: `issue \`${issue}\` · category \`${category}\` · unit \`east-1\``,
});

async function closed(): Promise<IssueId> {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.handle(issue, { by: lead, ...done });
  await doorstep.confirm(issue, { by: resident });
  await workflowOf(world(), issue).result();
  return issue;
}

it('a closed issue that is back resumes one tier higher, in a workflow of its own', async () => {
  const { doorstep } = world();
  const issue = await closed();
  await expect(doorstep.acknowledge(issue, { by: lead })).rejects.toMatchObject({ code: 'ISSUE_CLOSED' });
  expect(await doorstep.reopen(issue, { by: resident, reason: '又不亮了' })).toMatchObject({
    stage: 'open',
    tier: 2,
    seq: 6,
  });
  expect((await workflowOf(world(), issue).describe()).status.name).toBe('RUNNING');
  expect(await currentDetails(world(), issue)).toMatch(/^\*\*open\*\* · tier 2/);
  expect(await staticTexts(world(), issue)).toEqual(shownAs(issue, 'calm'));
  await doorstep.acknowledge(issue, { by: grid[0] });
  expect(await workflowOf(world(), issue).query(QUERIES.state)).toEqual(await findIssue(world().database, issue));
  world().expectNotices(issue, ...CLOSED, ...REOPENED, 'resident-1 acknowledged');
});

it('also when Temporal has forgotten that the issue ever was', async () => {
  const { doorstep } = world();
  const issue = await closed();
  await forget(world(), issue);
  const commandId = newCommandId();
  expect(await doorstep.reopen(issue, { by: resident, reason: '又不亮了' }, { commandId })).toMatchObject({
    stage: 'open',
    tier: 2,
    repeated: false,
  });
  await forget(world(), issue);
  // Nobody but the log can know this command now.
  expect(await doorstep.reopen(issue, { by: resident, reason: '又不亮了' }, { commandId })).toMatchObject({
    seq: 6,
    repeated: true,
  });
  world().expectNotices(issue, ...CLOSED, ...REOPENED);
});

it('a running issue whose workflow an operator terminated goes on with the next command, update or signal', async () => {
  const { doorstep } = world();
  const [byUpdate, bySignal] = await Promise.all([doorstep.report(report('calm')), doorstep.report(report('calm'))]);
  for (const { issue } of [byUpdate, bySignal]) {
    await doorstep.acknowledge(issue, { by: lead });
    await doorstep.request(issue, { by: lead, kind: 'force-close', reason: '住户已搬走' });
    await workflowOf(world(), issue).terminate('by mistake');
  }
  await doorstep.approve(byUpdate.issue, { by: grid[0] });
  await doorstep.signalApprove(bySignal.issue, { by: grid[0] });
  for (const { issue } of [byUpdate, bySignal]) {
    expect(await doorstep.waitFor(issue, 'closed')).toMatchObject({ seq: 5, closure: { outcome: 'force-closed' } });
    expect(await staticTexts(world(), issue)).toEqual(shownAs(issue, 'calm'));
    world().expectNotices(
      issue,
      ...[...OPENED, 'resident-1 acknowledged', 'grid-1 approval-asked', 'grid-2 approval-asked'],
      ...['lead-1 approval-approved', 'grid-2 approval-approved', 'lead-1 closed', 'resident-1 closed'],
    );
  }
});

it('a command id is remembered however much has happened since and whoever has forgotten it', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  const commandId = newCommandId();
  await doorstep.acknowledge(issue, { by: lead }, { commandId });
  // More commands than an issue keeps in its state.
  const stillPossible = newCommandId();
  await doorstep.assign(issue, { by: lead, to: lead }, { commandId: stillPossible });
  for (let turn = 0; turn < 39; turn += 1) await doorstep.assign(issue, { by: lead, to: lead });
  await forget(world(), issue);
  expect(await doorstep.acknowledge(issue, { by: lead }, { commandId })).toMatchObject({ seq: 2, repeated: true });
  expect(await doorstep.assign(issue, { by: lead, to: lead }, { commandId: stillPossible })).toMatchObject({
    seq: 3,
    repeated: true,
  });
  expect(await doorstep.timeline(issue)).toHaveLength(42);
  world().expectNotices(issue, ...OPENED, 'resident-1 acknowledged', ...Array<string>(40).fill('lead-1 assigned'));
});

it('an overdue issue without a workflow climbs without anybody’s help', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('watched'));
  await forget(world(), issue);
  await until('the safety net has caught the issue', async () => (await doorstep.get(issue)).tier === 2);
  expect(await staticTexts(world(), issue)).toEqual(shownAs(issue, 'watched'));
  // Its time was over while nobody could act: it is reminded once and climbs after another second, not at once.
  expect((await doorstep.timeline(issue)).map(({ type }) => type)).toEqual(['opened', 'reminded', 'escalated']);
  world().expectNotices(
    issue,
    ...OPENED,
    'lead-1 tier-reminded',
    'grid-1 tier-called',
    'grid-2 tier-called',
    'resident-1 escalated',
  );
});
