import { explain, fold, natural, nextWake, notices, type IssueRules } from '../../domain';
import {
  acknowledge,
  by,
  dispute,
  given,
  handle,
  HOUR,
  ISSUE,
  person,
  RULES,
  T0,
  askSuspension,
  approve,
} from './given';

const withTier = (index: number, more: Partial<IssueRules['tiers'][number]>): IssueRules => ({
  ...RULES,
  tiers: RULES.tiers.map((tier, at) => (at === index ? { ...tier, ...more } : tier)),
});

describe('warnings: whoever is at work learns it before the time to handle is over', () => {
  const rules = withTier(0, { warnings: [{ share: 0.5 }, { beforeMs: HOUR }] });

  test('GIVEN warnings at half of the time and an hour before WHEN time passes THEN each rings once, and the deadline stays', () => {
    const issue = given(T0, rules).and(acknowledge('lead'));
    expect(nextWake(issue.state)).toMatchObject({ clock: 'warning', atMs: T0 + 4 * HOUR });
    issue.pass(7 * HOUR);
    expect(issue.types(2)).toEqual(['warned', 'warned']);
    expect(issue.state.clocks.handle).toMatchObject({ dueAtMs: T0 + 8 * HOUR, round: 0 });
    expect(issue.state.clocks.handle?.warnAtMs).toBeUndefined();
    const last = issue.log.at(-1)!.event;
    expect(notices(issue.state, last)).toMatchObject([{ recipient: 'lead', template: 'deadline-near' }]);
    issue.pass(HOUR);
    expect(issue.state.tier).toBe(2);
  });

  test('GIVEN a pause WHEN the clock goes on THEN it warns when half of the time is used, not when half of the days are gone', () => {
    const issue = given(T0, rules)
      .and(acknowledge('lead'))
      .and(askSuspension('lead', T0 + 100 * HOUR), HOUR)
      .and(approve('grid'))
      .pass(99 * HOUR);
    expect(issue.state.stage).toBe('handling');
    expect(issue.state.clocks.handle?.warnAtMs).toEqual([T0 + 103 * HOUR, T0 + 106 * HOUR]);
  });

  test('GIVEN an outage over warnings and deadline WHEN it ends THEN nobody is warned of what has passed', () => {
    const issue = given(T0, rules).and(acknowledge('lead'));
    issue.nowMs = T0 + 9 * HOUR;
    const [warned] = issue.wakeOnce();
    expect(warned).toMatchObject({ type: 'warned', untold: true });
    expect(notices(issue.state, warned!)).toEqual([]);
    expect(issue.wakeOnce()).toMatchObject([{ type: 'escalated', cause: 'not-handled' }]);
  });
});

describe('acknowledged and then forgotten', () => {
  const rules = withTier(1, { acknowledgementFor: natural(3 * HOUR) });
  const taken = () =>
    given(T0, rules)
      .pass(3 * HOUR)
      .and(acknowledge('grid'));

  test('GIVEN an acknowledgement that expires WHEN nothing is heard THEN the whole tier is called again and the time to handle goes on', () => {
    const issue = taken();
    const { dueAtMs } = issue.state.clocks.handle!;
    issue.pass(3 * HOUR);
    expect(issue.types().slice(-1)).toEqual(['acknowledgement-expired']);
    expect(issue.state).toMatchObject({ stage: 'open', tier: 2, assignee: null });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(dueAtMs);
    expect(issue.state.clocks.renew).toBeUndefined();
    expect(notices(issue.state, issue.log.at(-1)!.event).map(({ recipient }) => recipient)).toEqual([
      'grid',
      'grid-deputy',
    ]);
  });

  test('GIVEN an acknowledgement that expires WHEN it is renewed THEN only its own end moves', () => {
    const issue = taken()
      .when(acknowledge('grid'), 2 * HOUR)
      .then({ type: 'acknowledged' });
    expect(issue.state.clocks.renew?.dueAtMs).toBe(T0 + 8 * HOUR);
    expect(issue.state.stage).toBe('handling');
    expect(issue.state.assignee).toBe('grid');
  });

  test('only who has it may renew; a stale acknowledgement of somebody else is no renewal', () => {
    taken().when(acknowledge('grid-deputy'), HOUR).refused('NOT_YOURS_TO_DO');
  });

  test('stale acknowledgements escalated: one that was renewed in time is not called again', () => {
    const issue = taken()
      .and(acknowledge('grid'), 2 * HOUR)
      .pass(2 * HOUR);
    expect(issue.types(3)).not.toContain('acknowledgement-expired');
  });
});

describe('repeat from step N and jump to a step', () => {
  test('GIVEN a tier that is followed by the top WHEN its deadline passes THEN the tiers between are left out', () => {
    const issue = given(T0, withTier(0, { next: 4 })).pass(3 * HOUR);
    expect(issue.state.tier).toBe(4);
  });

  test('GIVEN a ladder that is climbed again WHEN nobody at the top answers THEN tier 2 is called again, once, and then the top for ever', () => {
    const issue = given(T0, { ...RULES, again: { from: 2, times: 1 } }).pass(100 * HOUR);
    const tiers = issue.log.flatMap(({ event }) => (event.type === 'escalated' ? [[event.toTier, event.cause]] : []));
    expect(tiers).toEqual([
      [2, 'not-acknowledged'],
      [3, 'not-acknowledged'],
      [4, 'not-acknowledged'],
      [2, 'again'],
      [3, 'not-acknowledged'],
      [4, 'not-acknowledged'],
    ]);
    expect(issue.state).toMatchObject({ tier: 4, rounds: 1 });
    expect(nextWake(issue.state)).toMatchObject({ clock: 'acknowledge', tier: 4 });
  });

  test('the second time round is told under names of its own', () => {
    const issue = given(T0, { ...RULES, again: { from: 2, times: 1 } }).pass(100 * HOUR);
    const rounds = issue.log.flatMap(({ event }, index) => {
      const after = fold(ISSUE, issue.log.slice(0, index + 1))!;
      return notices(after, event)
        .filter(({ template }) => template.startsWith('tier-'))
        .map(({ recipient, tier, round }) => `${recipient} ${tier} ${round}`);
    });
    expect(new Set(rounds).size).toBe(rounds.length);
  });

  test('WHEN it is passed up to a tier by name THEN it goes straight there; a lower or unknown one is refused with what is above', () => {
    const passUp = (to: string) => ({ type: 'escalate', ...by('lead'), reason: 'gas', to }) as const;
    given().when(passUp('committee')).then({ type: 'escalated', toTier: 4, cause: 'passed-up' });
    const refusal = given().when(passUp('building-lead')).refused('TIER_UNKNOWN');
    expect(refusal?.message).toContain('grid-worker, party-group, committee');
  });
});

describe('if not closed: the time over all tiers', () => {
  const rules: IssueRules = { ...RULES, total: { within: natural(6 * HOUR), to: 3 } };

  test('GIVEN a time over all tiers WHEN it is over THEN the ladder climbs to the tier that the procedure names, once', () => {
    const issue = given(T0, rules)
      .and(acknowledge('lead'))
      .pass(6 * HOUR);
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'escalated', cause: 'not-closed', toTier: 3 });
    expect(issue.state.clocks.total).toBeUndefined();
  });

  test('GIVEN a ladder that is climbed again WHEN the time over all tiers was over at the top THEN the tiers below have their time all the same', () => {
    const issue = given(T0, {
      ...rules,
      again: { from: 1, times: 1 },
      total: { within: natural(12 * HOUR), to: 4 },
    }).pass(14 * HOUR);
    expect(issue.state).toMatchObject({ tier: 1, rounds: 1 });
    expect(issue.state.clocks.total).toBeUndefined();
    expect(nextWake(issue.state)).toMatchObject({ clock: 'acknowledge', atMs: T0 + 16 * HOUR });
  });

  test('GIVEN a ladder that is climbed again WHEN the time over all tiers is not over yet THEN it goes on', () => {
    const issue = given(T0, {
      ...rules,
      again: { from: 1, times: 1 },
      total: { within: natural(15 * HOUR), to: 4 },
    }).pass(15 * HOUR);
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'escalated', cause: 'not-closed', fromTier: 1, toTier: 4 });
  });

  test('it stands still while the resident is asked, and goes on with what was left when the resident disagrees', () => {
    const issue = given(T0, rules)
      .and(acknowledge('lead'))
      .and(handle('lead'), 2 * HOUR);
    expect(issue.state.totalPaused?.leftMs).toBe(4 * HOUR);
    expect(issue.state.clocks.total).toBeUndefined();
    issue.and(dispute(), 10 * HOUR);
    expect(issue.state.totalPaused).toBeUndefined();
    expect(issue.state.clocks.total?.dueAtMs).toBe(T0 + 16 * HOUR);
    expect(issue.state.clocks.total?.charges.map(({ why }) => why)).toEqual(['term', 'waiting']);
  });

  test('it is explained as one of the things that the issue waits for', () => {
    const { waits } = explain(given(T0, rules).state);
    expect(waits).toContainEqual(
      expect.objectContaining({ what: 'closing', untilMs: T0 + 6 * HOUR, then: 'escalate' }),
    );
  });
});

test('only level 1 ever fires: every tier of the ladder is called when nobody moves', () => {
  const issue = given().pass(100 * HOUR);
  const called = issue.log.flatMap(({ event }) => (event.type === 'escalated' ? [event.toTier] : []));
  expect(called).toEqual([2, 3, 4]);
});

test('notifications after acknowledgement: whoever has it is not reminded to acknowledge', () => {
  const issue = given()
    .and(acknowledge('lead'))
    .pass(7 * HOUR);
  expect(issue.types(2)).toEqual([]);
});

test('copies: a procedure names further people for an event, and they are told once', () => {
  const rules: IssueRules = { ...RULES, copies: [{ event: 'escalated', people: [person('watch'), person('grid')] }] };
  const issue = given(T0, rules).pass(3 * HOUR);
  const told = notices(issue.state, issue.log.at(-1)!.event);
  expect(told.filter(({ recipient }) => recipient === 'watch')).toMatchObject([
    { template: 'for-information', facts: { event: 'escalated' } },
  ]);
  expect(told.filter(({ recipient }) => recipient === 'grid')).toHaveLength(1);
});

test('copies: of another event nobody is told more than without them', () => {
  const rules: IssueRules = { ...RULES, copies: [{ event: 'escalated', people: [person('watch')] }] };
  const issue = given(T0, rules).pass(2 * HOUR);
  const told = notices(issue.state, issue.log.at(-1)!.event);
  expect(told.map(({ recipient }) => recipient)).toStrictEqual(['lead']);
});
