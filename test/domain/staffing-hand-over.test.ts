/** Whoever has an issue is away: their deputy has it, or the crew is called again; its time to handle goes on. */
import type { IssueRules } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askSuspension,
  assign,
  by,
  CHECKED,
  confirm,
  given,
  handle,
  HOUR,
  person,
  post,
  REPORT,
  RULES,
  T0,
  told,
  type Given,
} from './given';
import { dispatch, summon, withLead } from './parties';
import { said } from './said';
import { LEAD, away, found, isAway, looks, staff, staffing } from './staff';

const held = (rules: IssueRules = RULES): Given => given(T0, rules).and(acknowledge('lead'), HOUR);

describe('to the deputy', () => {
  test('GIVEN whoever has it is away WHEN a deputy is there THEN the deputy has it as they had it', () => {
    const before = held();
    const { clocks, calls } = before.state;
    const issue = looks(before, isAway('lead', 'stand-in'));
    expect(issue.log.at(-1)?.event).toEqual({ type: 'handed-over', from: 'lead', why: 'absent', to: 'stand-in' });
    expect(issue.state).toMatchObject({ stage: 'handling', assignee: 'stand-in', clocks, calls });
    expect(said(issue, 'handed-over')).toEqual([['handed-over', 'stand-in', { by: 'lead', dueAtMs: T0 + 8 * HOUR }]]);
    issue.when(handle('stand-in')).then({ type: 'handled', by: person('stand-in') });
    expect(issue.folded()).toEqual(issue.state);
  });

  test('GIVEN somebody has left for good THEN that is said', () => {
    const issue = looks(held(), isAway('lead', 'stand-in', 'left'));
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'handed-over', why: 'left' });
  });

  test('GIVEN a question of whoever is away is pending THEN it goes on, and the deputy does not decide it', () => {
    const issue = looks(held().and(askExtension('lead')), isAway('lead', 'grid'));
    expect(issue.state.approvals[0]?.status).toBe('pending');
    expect(issue.when(approve('grid')).refused('APPROVAL_NOT_YOURS')).toBeDefined();
    issue.and(approve('grid-deputy'));
  });

  test('GIVEN the deputy reported it THEN the crew is called: the resident has the last word and can’t handle it as well', () => {
    const issue = looks(held(), isAway('lead', REPORT.reporter));
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'handed-over', acknowledge: { sinceMs: T0 + HOUR } });
    expect(issue.state).toMatchObject({ stage: 'open', assignee: null });
  });

  test('GIVEN an acknowledgement that expires THEN the deputy has to renew it when the other would have had to', () => {
    const [first, ...others] = RULES.tiers;
    const rules: IssueRules = {
      ...RULES,
      tiers: [{ ...first!, acknowledgementFor: first!.acknowledgeWithin }, ...others],
    };
    const issue = held(rules);
    const { renew } = issue.state.clocks;
    expect(renew).toBeDefined();
    expect(looks(issue, isAway('lead', 'stand-in')).state.clocks.renew).toEqual(renew);
  });
});

describe('to the crew', () => {
  const colleagues = staffing(staff('building-lead', ['lead', 'second'], ['second']));

  test('GIVEN nobody stands in THEN who is there of the tier is called again, with a fresh time to acknowledge and the time to handle that was left', () => {
    const before = held();
    const { clocks, calls } = before.state;
    const issue = looks(before, { ...colleagues, away: away('lead') });
    expect(issue.types(2)).toEqual(['staffed', 'handed-over']);
    expect(issue.log.at(-1)?.event).toMatchObject({
      from: 'lead',
      why: 'absent',
      acknowledge: { sinceMs: T0 + HOUR, dueAtMs: T0 + 3 * HOUR, round: 0 },
    });
    expect(issue.state).toMatchObject({ stage: 'open', tier: 1, assignee: null, calls: calls + 1 });
    expect(issue.state.clocks.handle).toEqual(clocks.handle);
    expect(told(issue, 'handed-over')).toEqual(['handed-over second']);
    issue.and(acknowledge('second'), HOUR);
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 8 * HOUR);
  });

  test('GIVEN a question is pending THEN it lapses: nobody has the issue who could want it', () => {
    const issue = looks(held().and(askExtension('lead')), { ...colleagues, away: away('lead') });
    expect(issue.types(3)).toEqual(['staffed', 'approval-lapsed', 'handed-over']);
    expect(issue.log.at(-2)?.event).toMatchObject({ cause: 'overtaken' });
  });

  test('GIVEN an acknowledgement that expires THEN what nobody has expires no more', () => {
    const [first, ...others] = RULES.tiers;
    const rules: IssueRules = {
      ...RULES,
      tiers: [{ ...first!, acknowledgementFor: first!.acknowledgeWithin }, ...others],
    };
    const issue = looks(held(rules), { ...colleagues, away: away('lead') });
    expect(issue.state.clocks.renew).toBeUndefined();
    expect(issue.state.clocks.acknowledge).toBeDefined();
  });

  test('GIVEN nobody of the tier is there either THEN the next tier has it at once', () => {
    const issue = looks(held(), { ...staffing(staff('building-lead', ['lead'], [])), away: away('lead') });
    expect(issue.types(2)).toEqual(['staffed', 'handed-over', 'unstaffed', 'escalated']);
    expect(told(issue, 'handed-over')).toEqual([]);
    expect(issue.state).toMatchObject({ stage: 'open', tier: 2 });
  });

  test('GIVEN a unit has it THEN the unit is called again, by its own time', () => {
    const porter = staffing({ ...post('property', 'manager', 'porter'), called: [person('porter')] });
    const issue = withLead().and(dispatch('lead', 'property')).and(acknowledge('manager'), HOUR);
    const { handle: before } = issue.state.clocks;
    looks(issue, { ...porter, away: away('manager') });
    expect(issue.log.at(-1)?.event).toMatchObject({ from: 'manager', acknowledge: { dueAtMs: T0 + 2 * HOUR } });
    expect(told(issue, 'handed-over')).toEqual(['handed-over porter']);
    expect(issue.state.clocks.handle).toEqual(before);
    expect(issue.state.dispatch?.party).toBe('property');
  });

  test('GIVEN a summoned unit is at work THEN its part goes on', () => {
    const issue = withLead().and(summon('lead', 'power'));
    const { parts } = issue.state;
    expect(looks(issue, { ...colleagues, away: away('lead') }).state.parts).toEqual(parts);
  });
});

describe('where nobody hands anything over', () => {
  const suspended = (): Given =>
    held()
      .and(askSuspension('lead', T0 + 48 * HOUR))
      .and(approve('grid'));
  const verification: IssueRules = {
    ...RULES,
    verification: {
      by: post('verifier', 'lead'),
      within: RULES.tiers[0]!.acknowledgeWithin,
      repeat: { every: RULES.tiers[0]!.acknowledgeWithin, times: 0 },
    },
  };
  const cases: readonly (readonly [string, () => Given])[] = [
    ['verifying', () => given(T0, verification)],
    ['open', () => given(T0)],
    ['open', () => given(T0).and(assign('lead', 'lead'))],
    ['suspended', suspended],
    ['checking', () => held(CHECKED).and(handle('lead'))],
    ['confirming', () => held().and(handle('lead'))],
    ['linked', () => held().and({ type: 'link', ...by('lead'), to: LEAD.id, reason: 'r' }, 0, { lead: LEAD })],
    ['closed', () => held().and(handle('lead')).and(confirm())],
  ];

  test.each(cases)('GIVEN it is %s THEN whoever had it being away changes nothing', (stage, make) => {
    const issue = make();
    expect(issue.state.stage).toBe(stage);
    expect(found(issue, isAway('lead', 'stand-in'))).toEqual([]);
    expect(found(issue, isAway('lead'))).toEqual([]);
  });

  test('GIVEN it is closed THEN not even that its posts are filled anew is recorded', () => {
    const issue = held().and(handle('lead')).and(confirm());
    expect(found(issue, staffing(staff('building-lead', ['others'])))).toEqual([]);
    expect(found(held(), staffing(staff('building-lead', ['others'])))).toEqual(['staffed']);
  });

  test('GIVEN its rules can’t be followed THEN nobody hands it over', () => {
    const issue = held().happens([{ type: 'quarantined', what: 'acknowledge', atMs: T0 + HOUR }]);
    expect(found(issue, isAway('lead', 'stand-in'))).toEqual([]);
  });

  test('GIVEN somebody else is away THEN whoever has it keeps it', () => {
    expect(found(held(), isAway('grid', 'stand-in'))).toEqual([]);
    expect(found(held(), staffing())).toEqual([]);
  });
});
