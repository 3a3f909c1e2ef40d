/** A tier of which nobody could be told counts as not told: an alarm, and by rule the next tier at once. */
import { notToldNow, openCall, wantsStaffing, type IssueRules, type Staffing } from '../../domain';
import { acknowledge, assign, by, given, HOUR, person, RULES, T0, told, type Given } from './given';
import { dispatch, PARTY_RULES } from './parties';
import { staff, staffing } from './staff';

const TOP = ['committee', 'committee-b', 'committee-c'];
const alarm = TOP.map((id) => `nobody-told ${id}`);
const CLIMBING: IssueRules = { ...RULES, tiers: RULES.tiers.map((tier) => ({ ...tier, notTold: 'climb' })) };

const finding = (tier: number, round: number, ...people: readonly string[]) => ({
  tier,
  round,
  people: people.map((id) => ({ person: person(id), channels: ['webhook', 'email'] })),
});
type Finding = ReturnType<typeof finding>;
const comes = (issue: Given, found: Finding, there?: Staffing) => notToldNow(issue.state, found, issue.nowMs, there);
const hears = (issue: Given, found: Finding, there?: Staffing): Given => issue.happens(comes(issue, found, there));

test('GIVEN the procedure lets it climb WHEN nobody of the tier could be told THEN the next has it at once, with fresh clocks and an alarm', () => {
  const issue = given(T0, CLIMBING).pass(HOUR);
  hears(issue, finding(1, 0, 'lead'));
  expect(issue.log.slice(1).map(({ event }) => event)).toMatchObject([
    { type: 'not-told', tier: 1, round: 0, people: [{ person: 'lead', channels: ['webhook', 'email'] }] },
    { type: 'escalated', fromTier: 1, toTier: 2, cause: 'not-told', acknowledge: { dueAtMs: T0 + 3 * HOUR } },
  ]);
  expect(told(issue, 'not-told')).toEqual(alarm);
  expect(told(issue, 'escalated')).toEqual(['tier-called grid', 'tier-called grid-deputy', 'escalated resident']);
  expect(issue.folded()).toEqual(issue.state);
});

test('GIVEN the procedure says nothing of it THEN it is an alarm, once for a call, and the clocks go on', () => {
  const issue = hears(given(T0), finding(1, 0, 'lead'));
  expect(issue.types(1)).toEqual(['not-told']);
  expect(told(issue, 'not-told')).toEqual(alarm);
  expect(issue.state.clocks.acknowledge?.dueAtMs).toBe(T0 + 2 * HOUR);
  expect(comes(issue, finding(1, 0, 'lead'))).toEqual([]);
  issue.pass(2 * HOUR);
  expect(comes(issue, finding(1, 0, 'lead'))).toEqual([]);
  expect(hears(issue, finding(1, 1, 'lead')).types(2)).toEqual(['reminded', 'not-told']);
});

test('GIVEN the tier names another that follows THEN that one has it', () => {
  const tiers = CLIMBING.tiers.map((tier, index) => (index === 0 ? { ...tier, next: 3 } : tier));
  expect(hears(given(T0, { ...CLIMBING, tiers }), finding(1, 0, 'lead')).state.tier).toBe(3);
});

test('GIVEN the top WHEN nobody of it could be told THEN it is an alarm and stays there, and is alerted as before', () => {
  const issue = given(T0, { ...CLIMBING, tiers: CLIMBING.tiers.slice(3) });
  hears(issue, finding(1, 0, ...TOP));
  expect(issue.types()).toEqual(['opened', 'not-told']);
  expect(issue.pass(4 * HOUR).types(2)).toEqual(['reminded']);
});

test.each<[string, () => Given, Finding]>([
  ['somebody of it was told', () => given(T0, CLIMBING).pass(4 * HOUR), finding(2, 0, 'grid')],
  ['it is with another tier', () => given(T0, CLIMBING).pass(4 * HOUR), finding(1, 0, 'lead')],
  ['no such call was made yet', () => given(T0, CLIMBING), finding(1, 1, 'lead')],
  ['somebody has it', () => given(T0, CLIMBING).and(acknowledge('lead')), finding(1, 0, 'lead')],
  ['it was given to somebody', () => given(T0, CLIMBING).and(assign('lead', 'lead')), finding(1, 0, 'lead')],
  [
    'a deputy of theirs was told',
    () => given(T0, CLIMBING).and({ type: 'delegate', ...by('lead'), to: person('grid'), untilMs: T0 + HOUR }),
    finding(1, 0, 'lead'),
  ],
  [
    'a unit beside the ladder has it',
    () => given(T0, { ...PARTY_RULES, tiers: CLIMBING.tiers }).and(dispatch('lead', 'property')),
    finding(1, 1, 'lead', 'porter'),
  ],
  [
    'it is closed',
    () => given(T0, CLIMBING).and({ type: 'withdraw', ...by('resident'), reason: 'r' }),
    finding(1, 0, 'lead'),
  ],
])('GIVEN %s THEN nothing comes of it', (_why, issue, found) => {
  expect(comes(issue(), found)).toEqual([]);
});

test('GIVEN a unit beside the ladder has it, or its rules can’t be followed, THEN no tier is waited for', () => {
  const dispatched = given(T0, { ...PARTY_RULES, tiers: CLIMBING.tiers }).and(dispatch('lead', 'property'));
  expect(openCall(dispatched.state)).toBeNull();
  const quarantined = given(T0, CLIMBING).happens([{ type: 'quarantined', what: 'acknowledge', atMs: T0 }]);
  expect(openCall(quarantined.state)).toBeNull();
});

test('GIVEN what was found is of another tier, or of a call before it came to this one, THEN nothing comes of it', () => {
  const issue = given(T0, CLIMBING).pass(4 * HOUR);
  const { tier, rounds, people } = openCall(issue.state)!;
  expect(comes(issue, finding(tier, rounds[0], ...people))).not.toEqual([]);
  expect(comes(issue, finding(tier - 1, rounds[0], ...people))).toEqual([]);
  expect(comes(issue, finding(tier + 1, rounds[0], ...people))).toEqual([]);
  expect(comes(issue, finding(tier, rounds[0] - 1, ...people))).toEqual([]);
  expect(comes(issue, finding(tier, rounds[1] + 1, ...people))).toEqual([]);
});

test('GIVEN a deputy and whom they stand in for could not be told THEN it climbs', () => {
  const issue = given(T0, CLIMBING);
  issue.and({ type: 'delegate', ...by('lead'), to: person('grid'), untilMs: T0 + HOUR });
  expect(openCall(issue.state)).toEqual({ tier: 1, rounds: [0, 1], people: ['lead', 'grid'] });
  expect(comes(issue, finding(1, 1, 'lead', 'grid')).map(({ type }) => type)).toEqual(['not-told', 'escalated']);
});

test('GIVEN somebody came on duty since who was not called THEN the tier is not given up, and it is known who is there', () => {
  const issue = given(T0, CLIMBING);
  const there = staffing(staff('building-lead', ['lead', 'newcomer'], ['newcomer']));
  expect(comes(issue, finding(1, 0, 'lead'), there).map(({ type }) => type)).toEqual(['staffed']);
  hears(issue, finding(1, 0, 'lead'), there);
  expect(comes(issue, finding(1, 0, 'lead'), there)).toEqual([]);
});

test('GIVEN nobody of the next tier is there THEN the ladder goes past it in the same step', () => {
  const there = staffing(staff('grid-worker', ['grid', 'grid-deputy'], []));
  const issue = hears(given(T0, CLIMBING), finding(1, 0, 'lead'), there);
  expect(issue.types(1)).toEqual(['staffed', 'not-told', 'escalated', 'unstaffed', 'escalated']);
  expect(issue.state.tier).toBe(3);
});

test('the directory is asked before the next tier is called', () => {
  const events = comes(given(T0, CLIMBING), finding(1, 0, 'lead'));
  expect(wantsStaffing({ ok: true, events })).toBe(true);
});
