/** Who may call a matter something else, who learns of it, and when its rules change with it. */
import { explain, natural, notices, type Command, type IssueRules } from '../../domain';
import type { WorkingTime } from '../../domain/calendar/working-time';
import { acknowledge, assign, by, given, handle, HOUR, post, RULES, T0, verify, type Given } from './given';

const reclassify = (id: string, severity: 'urgent' | 'low'): Command => ({
  type: 'reclassify',
  ...by(id),
  reason: 'water runs down the wall',
  severity,
});
const VERIFIED: IssueRules = {
  ...RULES,
  verification: {
    by: post('clerk', 'clerk'),
    within: natural(9 * HOUR),
    repeat: { every: natural(HOUR), times: 1 },
  },
};
const offered = (issue: Given) => explain(issue.state).offers.find(({ command }) => command === 'reclassify')?.whom;
const aboveGrid = ['group', 'group-member', 'committee', 'committee-b', 'committee-c'];
const aboveLead = ['grid', 'grid-deputy', ...aboveGrid];

test('whoever has the issue and the tiers above are offered it, and whoever looks at the report as long as they do', () => {
  expect(offered(given())).toEqual(['lead', ...aboveLead]);
  expect(offered(given(T0, VERIFIED))).toEqual(['clerk', 'lead', ...aboveLead]);
  const looked = given(T0, VERIFIED).and(verify('clerk'));
  expect(offered(looked)).toEqual(['lead', ...aboveLead]);
  expect(looked.when(reclassify('clerk', 'urgent')).refused('NOT_YOURS_TO_DO')?.message).toContain(
    'may not reclassify',
  );
});

test('GIVEN it has climbed THEN those below may not any more, except whoever was given it', () => {
  const issue = given()
    .and({ type: 'escalate', ...by('lead'), reason: 'up' })
    .and(acknowledge('grid'));
  expect(offered(issue)).toEqual(['grid', 'grid-deputy', ...aboveGrid]);
  expect(offered(issue.and(assign('grid', 'lead')))).toContain('lead');
});

test('GIVEN it was handled THEN it is too late, and nobody is offered it', () => {
  const issue = given().and(acknowledge('lead'));
  expect(offered(issue)).toContain('lead');
  issue.and(handle('lead'));
  expect(offered(issue)).toBeUndefined();
  expect(issue.when(reclassify('lead', 'urgent')).refused('NOT_IN_THIS_STAGE')?.message).toMatch(
    /^reclassify is possible/,
  );
});

test('whoever is on duty learns by whom', () => {
  const issue = given().and(reclassify('grid', 'low'), 0, { rules: RULES });
  expect(notices(issue.state, issue.log.at(-1)!.event)).toMatchObject([
    { template: 'reclassified', recipient: 'lead', facts: { by: 'grid' } },
  ]);
});

test('GIVEN the rules are of a newer version WHEN they say the same THEN they hold all the same', () => {
  const issue = given()
    .when(reclassify('lead', 'low'), 0, 0, { rules: { ...RULES, version: 2 } })
    .then({ type: 'reclassified' }, { type: 'rules-changed', why: 'priority' });
  expect(issue.state.rules.version).toBe(2);
});

test('GIVEN only the calendar is a newer one THEN the issue goes on by its own', () => {
  const calendar = (name: string): WorkingTime => ({
    name,
    offsets: [],
    firstDay: 0,
    days: '',
    knownThroughDay: 0,
    week: [[[0, 1_440]]],
    usual: [],
  });
  const issue = given(T0, { ...RULES, workingTime: calendar('old@1') })
    .when(reclassify('lead', 'low'), 0, 0, { rules: { ...RULES, workingTime: calendar('new@2') } })
    .then({ type: 'reclassified' });
  expect(issue.state.rules.workingTime?.name).toBe('old@1');
});
