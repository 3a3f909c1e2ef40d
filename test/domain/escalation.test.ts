import { notices, nextWake, currentTier } from '../../domain';
import { acknowledge, assign, by, given, HOUR, T0 } from './given';

describe('escalation: the ladder 楼栋长 → 网格员 → 党小组 → 大党委', () => {
  test('GIVEN an open issue WHEN nobody acknowledges THEN the tier is told again, then the ladder climbs', () => {
    const issue = given().pass(2 * HOUR);
    expect(issue.types(1)).toEqual(['reminded']);
    issue.pass(HOUR);
    expect(issue.types(1)).toEqual(['reminded', 'escalated']);
    expect(issue.log.at(-1)?.event).toMatchObject({
      fromTier: 1,
      toTier: 2,
      cause: 'not-acknowledged',
      firedAtMs: T0 + 3 * HOUR,
    });
  });

  test('GIVEN an acknowledged issue WHEN its handling deadline passes THEN it climbs although it was acknowledged', () => {
    const issue = given()
      .and(acknowledge('lead'), HOUR)
      .pass(7 * HOUR);
    expect(issue.log.at(-1)?.event).toMatchObject({
      type: 'escalated',
      cause: 'not-handled',
      toTier: 2,
      firedAtMs: T0 + 8 * HOUR,
    });
    expect(issue.state).toMatchObject({ stage: 'open', assignee: null, tier: 2 });
  });

  test('GIVEN an acknowledged issue WHEN the acknowledge deadline would have come THEN nobody is told again', () => {
    expect(
      given()
        .and(acknowledge('lead'), HOUR)
        .pass(3 * HOUR)
        .types(1),
    ).toEqual(['acknowledged']);
  });

  test('GIVEN everybody ignores it WHEN a week passes THEN the last tier is alerted again and again and never drops it', () => {
    const issue = given().pass(7 * 24 * HOUR);
    expect(issue.state).toMatchObject({ tier: 4, stage: 'open' });
    const alerts = issue.log.filter(({ event }) => event.type === 'reminded' && event.alert);
    expect(alerts.length).toBeGreaterThan(100);
    expect(nextWake(issue.state)).toBeDefined();
    expect(currentTier(issue.state).key).toBe('committee');
  });

  test('GIVEN a small delay WHEN the ladder climbs THEN the next deadline counts from the due instant, so delays do not add up', () => {
    const issue = given().pass(4 * HOUR, 50);
    expect(issue.state).toMatchObject({
      tier: 2,
      clocks: { acknowledge: { sinceMs: T0 + 3 * HOUR, dueAtMs: T0 + 5 * HOUR } },
    });
  });

  test('GIVEN an outage of a day WHEN it ends THEN the next tier keeps its whole time and one call goes out, not a storm', () => {
    const issue = given().pass(2 * HOUR);
    issue.nowMs = T0 + 26 * HOUR;
    issue.wakeOnce();
    expect(issue.state).toMatchObject({ tier: 2, clocks: { acknowledge: { sinceMs: T0 + 26 * HOUR } } });
    const top = given().pass(60 * HOUR);
    const before = top.state.seq;
    top.nowMs += 100 * HOUR;
    top.wakeOnce();
    expect(top.types(before)).toEqual(['reminded']);
    expect(nextWake(top.state)!.atMs).toBeGreaterThan(top.nowMs - 100 * HOUR);
  });

  test.each([
    [20, 60],
    [30, 60],
    [31, 120],
    [59, 120],
    [60, 120],
    [60 * 24 + 40, 60 * 26],
  ])(
    'GIVEN an outage that ends %i minutes after the deadline WHEN the tier is told again THEN it has at least half an interval before the climb',
    (lateMinutes, climbsAfterMinutes) => {
      const issue = given();
      issue.nowMs = T0 + 2 * HOUR + lateMinutes * 60_000;
      expect(issue.wakeOnce()).toMatchObject([{ type: 'reminded' }]);
      expect(issue.state.clocks.acknowledge?.dueAtMs).toBe(T0 + 2 * HOUR + climbsAfterMinutes * 60_000);
    },
  );

  test('GIVEN outages of any length WHEN the last tier is alerted THEN the next alert is between half an interval and one and a half away', () => {
    const issue = given().pass(30 * HOUR);
    for (let lateMs = 0; lateMs < 5 * HOUR; lateMs += HOUR / 7) {
      issue.nowMs = nextWake(issue.state)!.atMs + Math.round(lateMs);
      expect(issue.wakeOnce()).toMatchObject([{ type: 'reminded', alert: true }]);
      const awayMs = nextWake(issue.state)!.atMs - issue.nowMs;
      expect(awayMs).toBeGreaterThanOrEqual(HOUR / 2);
      expect(awayMs).toBeLessThanOrEqual(1.5 * HOUR);
    }
  });

  test('GIVEN a tier on duty WHEN it passes the issue up by hand THEN the tier above is on duty at once', () => {
    given()
      .when({ type: 'escalate', ...by('lead'), reason: 'the main line' }, HOUR)
      .then({ type: 'escalated', fromTier: 1, toTier: 2, cause: 'passed-up' });
  });

  test('GIVEN the last tier WHEN it passes up THEN it is refused: there is nobody above', () => {
    given()
      .pass(20 * HOUR)
      .when({ type: 'escalate', ...by('committee'), reason: 'x' })
      .refused('TOP_OF_LADDER');
  });

  test('GIVEN somebody of another tier WHEN they acknowledge THEN the refusal names who may and what is allowed', () => {
    const refusal = given().when(acknowledge('group')).refused('NOT_YOURS_TO_DO');
    expect(refusal?.message).toContain('lead');
    expect(refusal?.allowed).toEqual(expect.arrayContaining(['acknowledge', 'assign', 'escalate']));
  });

  test('GIVEN an open issue that was given to somebody of another tier WHEN nobody acknowledges THEN they are reminded with the tier', () => {
    const issue = given()
      .and(assign('lead', 'grid'))
      .pass(2 * HOUR);
    const told = notices(issue.state, issue.log.at(-1)!.event);
    expect(told.map((notice) => [notice.recipient, notice.template])).toEqual([
      ['lead', 'tier-reminded'],
      ['grid', 'tier-reminded'],
    ]);
  });

  test('WHEN the ladder climbs THEN everybody of the new tier and the reporter are told, each once', () => {
    const issue = given().pass(3 * HOUR);
    const told = notices(issue.state, issue.log.at(-1)!.event);
    expect(told.map((notice) => [notice.recipient, notice.template])).toEqual([
      ['grid', 'tier-called'],
      ['grid-deputy', 'tier-called'],
      ['resident', 'escalated'],
    ]);
  });
});
