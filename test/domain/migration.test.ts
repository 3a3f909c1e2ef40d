/** Other rules for an issue that is under way. */
import { natural, nextWake, type IssueRules, type PartyKey, type UnitId } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askSuspension,
  by,
  dispute,
  given,
  handle,
  HOUR,
  person,
  resume,
  RULES,
  T0,
  told,
} from './given';
import { migrate, next, party } from './other-rules';

describe('deadlines under other rules', () => {
  test('GIVEN two hours gone WHEN the term grows by four THEN what is left grows by four', () => {
    const issue = given().and(acknowledge('lead'), 2 * HOUR);
    issue.and(migrate(), 0, { rules: next(4) });
    expect(issue.state.clocks.handle).toMatchObject({ dueAtMs: T0 + 12 * HOUR, round: 0 });
    expect(issue.state.clocks.handle?.charges).toEqual([
      { why: 'term', atMs: T0, ms: 8 * HOUR, dueAtMs: T0 + 8 * HOUR },
      {
        why: 'procedure',
        atMs: T0 + 2 * HOUR,
        ms: 4 * HOUR,
        dueAtMs: T0 + 12 * HOUR,
        termMs: 12 * HOUR,
      },
    ]);
    expect(issue.state.rules.version).toBe(2);
    expect(issue.folded()).toEqual(issue.state);
  });

  test('a policy change that loses a pause: an extension and a suspension are kept', () => {
    const issue = given()
      .and(acknowledge('lead'))
      .and(askExtension('lead', 4))
      .and(approve('grid'))
      .and(askSuspension('lead', T0 + 30 * HOUR), 2 * HOUR)
      .and(approve('grid'));
    // 8 h and 4 h more, 2 h gone.
    expect(issue.state.suspension?.handle.leftMs).toBe(10 * HOUR);
    issue.and(migrate(), 5 * HOUR, { rules: next(3) });
    expect(issue.state.stage).toBe('suspended');
    expect(issue.state.suspension).toMatchObject({ untilMs: T0 + 30 * HOUR, handle: { leftMs: 13 * HOUR } });
    issue.and(resume('lead'), HOUR);
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 8 * HOUR + 13 * HOUR);
    expect(issue.state.clocks.handle?.charges.map(({ why }) => why)).toEqual([
      'term',
      'extension',
      'procedure',
      'suspension',
    ]);
  });

  test('escalated state that survives removal of its SLA: what was overdue is not any more, and nobody is called', () => {
    const issue = given();
    for (const id of ['lead', 'grid', 'group']) issue.and({ type: 'escalate', ...by(id), reason: 'up' });
    issue.and(acknowledge('committee')).pass(48.5 * HOUR);
    expect(issue.state.clocks.handle).toMatchObject({ round: 1 });
    issue.and(migrate('committee-b'), 0, { rules: next(24) });
    expect(issue.state.clocks.handle).toMatchObject({ round: 0, dueAtMs: T0 + 72 * HOUR });
    expect(nextWake(issue.state)).toMatchObject({ atMs: T0 + 72 * HOUR, round: 0 });
  });

  test('GIVEN an acknowledgement that expires and a total WHEN the new rules have none THEN they end, and an answer that is owed stays owed', () => {
    const rules: IssueRules = {
      ...RULES,
      tiers: RULES.tiers.map((tier) => ({ ...tier, acknowledgementFor: natural(HOUR) })),
      total: { within: natural(100 * HOUR), to: 4 },
      supervision: { answerWithin: natural(HOUR) },
    };
    const issue = given(T0, rules)
      .and(acknowledge('lead'))
      .and({ type: 'supervise', ...by('group'), reason: 'look' });
    expect(Object.keys(issue.state.clocks).sort()).toEqual(['answer', 'handle', 'renew', 'total']);
    issue.and(migrate(), 0, { rules: next(0) });
    expect(Object.keys(issue.state.clocks).sort()).toEqual(['answer', 'handle']);
    // And where they are new, they begin.
    issue.and(migrate(), HOUR / 2, { rules });
    expect(issue.state.clocks.renew?.dueAtMs).toBe(T0 + 1.5 * HOUR);
    expect(issue.state.clocks.total?.dueAtMs).toBe(T0 + 100 * HOUR);
  });

  test('GIVEN five hours gone WHEN the term shrinks to two THEN it begins anew, and going back gives nothing away', () => {
    const issue = given().and(acknowledge('lead'), 5 * HOUR);
    issue.and(migrate(), 0, { rules: next(-6) });
    // By the old deadline three hours were left, the new term is two.
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 7 * HOUR);
    issue.and(migrate(), HOUR, { rules: RULES });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 8 * HOUR);
  });

  test('GIVEN an old deadline that comes first WHEN the new term is over too THEN the old deadline stays', () => {
    const issue = given().and(acknowledge('lead'), 7.5 * HOUR - 1);
    issue.and(migrate(), 0, { rules: next(-4) });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 8 * HOUR);
  });

  test('GIVEN the last tier alerted without end WHEN rules change THEN it is still called, as often as the new rules say', () => {
    const issue = given();
    for (const id of ['lead', 'grid', 'group']) issue.and({ type: 'escalate', ...by(id), reason: 'up' });
    issue.pass(5.5 * HOUR);
    const { dueAtMs } = issue.state.clocks.acknowledge!;
    expect(dueAtMs).toBe(T0 + 6 * HOUR);
    const rules = next(0);
    const [a, b, c, last] = rules.tiers;
    const often = { ...last!, repeat: { every: natural(HOUR / 4), times: 2 } };
    issue.and(migrate(), 0, { rules: { ...rules, tiers: [a!, b!, c!, often] } });
    expect(issue.state.clocks.acknowledge).toMatchObject({ dueAtMs: T0 + 5.75 * HOUR, round: 2 });
  });

  test('warnings are those of the new rules', () => {
    const warned = (share: number): IssueRules => ({
      ...RULES,
      tiers: RULES.tiers.map((tier) => ({ ...tier, warnings: [{ share }] })),
    });
    const issue = given(T0, warned(0.5)).and(migrate(), HOUR, { rules: warned(0.75) });
    expect(issue.state.clocks.handle?.warnAtMs).toEqual([T0 + 6 * HOUR]);
    expect(issue.state.clocks.handle?.charges).toHaveLength(1);
    issue.and(migrate(), 0, { rules: RULES });
    expect(issue.state.clocks.handle).not.toHaveProperty('warnAtMs');
  });

  test('a clock that the change does not touch gets no charge', () => {
    const issue = given().and(migrate(), HOUR, { rules: { ...RULES, version: 2, evidenceMinimum: 3 } });
    expect(issue.state.clocks.handle?.charges).toHaveLength(1);
    expect(issue.state.clocks.acknowledge?.charges).toHaveLength(1);
  });

  test('a party that has it, the tier that waits for it and the parts of others get their new terms', () => {
    const rules = { ...RULES, parties: [party('power'), party('water')] };
    const issue = given(T0, rules).and(acknowledge('lead'), HOUR);
    issue.and({ type: 'summon', ...by('lead'), party: 'water' as PartyKey, reason: 'wet' });
    issue.and({ type: 'dispatch', ...by('lead'), to: 'power' as PartyKey });
    issue.and(migrate(), HOUR, { rules: { ...next(2), parties: [party('power', 9), party('water', 10)] } });
    const { clocks, dispatch, parts } = issue.state;
    expect(clocks.handle?.dueAtMs).toBe(T0 + HOUR + 9 * HOUR);
    expect(dispatch?.handle.leftMs).toBe(9 * HOUR);
    expect(parts?.[0]?.handle?.dueAtMs).toBe(T0 + HOUR + 10 * HOUR);
    expect(issue.folded()).toEqual(issue.state);
  });

  test('the time to do it again after a failed check is the new rules’ time to do it again', () => {
    const check = (reworkH: number): IssueRules => ({
      ...RULES,
      check: {
        by: { role: 'checker', unit: 'x' as UnitId, people: [person('checker')] },
        within: natural(5 * HOUR),
        repeat: { every: natural(HOUR), times: 1 },
        evidenceMinimum: 0,
        reworkWithin: natural(reworkH * HOUR),
      },
    });
    const issue = given(T0, check(3)).and(acknowledge('lead')).and(handle('lead'), HOUR);
    issue.and({ type: 'fail-check', ...by('checker'), reason: 'dark', evidence: [] }, HOUR);
    issue.and(migrate(), HOUR, { rules: check(5) });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 2 * HOUR + 5 * HOUR);
  });
});

describe('who learns of it', () => {
  test('whoever is on duty and the reporter, with the new deadline, when it moved', () => {
    const issue = given().and(acknowledge('lead'));
    issue.and(migrate(), 0, { rules: next(4) });
    expect(told(issue, 'rules-changed')).toEqual(['rules-changed lead', 'rules-changed resident']);
  });

  test('nobody, when nothing moved for them; whoever is on duty only now, in any case', () => {
    const issue = given();
    issue.and(migrate(), 0, { rules: { ...RULES, version: 2, evidenceMinimum: 2 } });
    expect(told(issue, 'rules-changed')).toEqual([]);
    const [first, ...above] = RULES.tiers;
    const tiers = [{ ...first!, people: [person('lead'), person('second-lead')] }, ...above];
    issue.and(migrate(), 0, { rules: { ...RULES, version: 3, tiers } });
    expect(told(issue, 'rules-changed')).toEqual(['rules-changed second-lead']);
  });
});

test('the tier that failed is found again in another ladder', () => {
  const issue = given().and(acknowledge('lead')).and(handle('lead'));
  const [first, ...above] = next(0).tiers;
  const before = { ...first!, key: 'door', people: [person('door')] };
  issue.and(migrate(), 0, { rules: { ...next(0), tiers: [before, first!, ...above] } });
  expect(issue.state).toMatchObject({ tier: 2, handled: { tier: 2 } });
  issue.and(dispute());
  expect(issue.state.tier).toBe(3);
});
