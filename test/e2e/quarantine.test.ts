/** Rules that passed loading and can't be followed for an issue put that issue aside, and nothing else. */
import { diagnoseIssues } from '../../stack/doctor/issues';
import type { IssueId } from '../../clients/sdk';
import { natural, type IssueRules, type Term } from '../../domain';
import { appended } from '../support/appended';
import { currentDetails, findWorkflows, workflowOf } from '../support/operator';
import { committee, done, grid, lead, report } from '../support/people';
import { until } from '../support/until';
import { findIssue } from '../../store';
import { worldForTests } from '../support/world';

const world = worldForTests();
/** No calendar is pinned by which it could be counted. */
const WORKING: Term = { ms: 1_000, time: 'working' };

const quarantined = (issue: IssueId) =>
  until('it is in quarantine', async () => (await world().doorstep.get(issue)).quarantine);
const TOP = committee.map((person) => `${person} quarantined`);

it('a deadline that can not be decided wedges nothing; a migration lifts it', async () => {
  const { doorstep, caller } = world();
  const repeating = (rules: IssueRules): IssueRules => ({
    ...rules,
    tiers: rules.tiers.map((tier) => ({ ...tier, repeat: { every: WORKING, times: 1 } })),
  });
  const issue = await appended(world(), 'i-poisoned', report('watched'), repeating);
  expect(await quarantined(issue)).toMatchObject({ what: 'acknowledge' });
  expect((await doorstep.timeline(issue)).at(-1)).toMatchObject({ type: 'quarantined', actor: 'engine' });

  // Another issue of the same engine goes on, by commands and by its clocks.
  const other = await caller.report(report('watched'));
  await doorstep.waitFor(other, ({ tier }) => tier === 2);
  await caller.command('acknowledge', other, { by: grid[0] });

  // Everything can still be asked, nothing rings, and nobody may do anything but migrate it.
  await expect(doorstep.acknowledge(issue, { by: lead })).rejects.toMatchObject({ code: 'ISSUE_QUARANTINED' });
  expect(await doorstep.explain(issue)).toMatchObject({ next: null, waits: [{ what: 'migration' }] });
  expect(await workflowOf(world(), issue).query('state')).toEqual(await findIssue(world().database, issue));
  expect(await currentDetails(world(), issue)).toContain('**quarantined**');
  expect(await findWorkflows(world(), 'IssueStage = "open" AND ExecutionStatus = "Running"')).toContain(
    `issue/${issue}`,
  );
  expect((await doorstep.list({ quarantined: true })).map(({ id }) => id)).toEqual([issue]);
  const [finding] = await diagnoseIssues(async () => (await doorstep.list({ quarantined: true })).map(({ id }) => id));
  expect(finding).toMatchObject({ status: 'warn', found: `1: ${issue}` });

  await doorstep.migrate(issue, { by: committee[0], what: 'procedure', reason: '规程已更正' });
  expect(await doorstep.get(issue)).not.toHaveProperty('quarantine');
  // What rang in vain rings again, and the ladder climbs.
  await doorstep.waitFor(issue, ({ tier }) => tier === 2);
  expect((await doorstep.timeline(issue)).map(({ type }) => type)).toEqual([
    ...['opened', 'commented', 'quarantined', 'rules-changed', 'reminded', 'escalated'],
  ]);
  expect(await doorstep.list({ quarantined: true })).toEqual([]);
  world().inbox.expectWhatTheLogSays();
});

it('a command that can not be decided is answered, and the same rules may be tried again', async () => {
  const { doorstep } = world();
  const confirming = (rules: IssueRules): IssueRules => ({
    ...rules,
    confirmation: { within: WORKING, repeat: { every: natural(1_000), times: 1 } },
  });
  const issue = await appended(world(), 'i-no-confirmation', report('calm'), confirming);
  await doorstep.acknowledge(issue, { by: lead });
  await expect(doorstep.handle(issue, { by: lead, ...done })).rejects.toMatchObject({ code: 'ISSUE_QUARANTINED' });
  expect(await quarantined(issue)).toMatchObject({ what: 'handle' });
  await doorstep.migrate(issue, { by: committee[1], what: 'calendar', reason: '再试一次' });
  expect(await doorstep.get(issue)).not.toHaveProperty('quarantine');
  await expect(doorstep.handle(issue, { by: lead, ...done })).rejects.toMatchObject({ code: 'ISSUE_QUARANTINED' });
  await doorstep.migrate(issue, { by: committee[1], what: 'procedure', reason: '规程已更正' });
  expect(await doorstep.handle(issue, { by: lead, ...done })).toMatchObject({ stage: 'confirming' });
  world().expectNotices(
    issue,
    ...['lead-1 tier-called', 'resident-1 report-received', 'resident-1 commented', 'resident-1 acknowledged'],
    ...[...TOP, ...TOP],
    // What was left when nobody could move is left now.
    ...['lead-1 rules-changed', 'resident-1 rules-changed', 'lead-1 rules-changed', 'resident-1 rules-changed'],
    'resident-1 please-confirm',
  );
});
