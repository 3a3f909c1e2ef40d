import { explain, natural, nextWake, type IssueRules, type PartyKey } from '../../domain';
import {
  acknowledge,
  by,
  CHECKED,
  comment,
  confirm,
  failCheck,
  given,
  handle,
  HOUR,
  passCheck,
  person,
  photo,
  post,
  T0,
  told,
} from './given';

const checkedBy = (...people: readonly string[]): IssueRules => ({
  ...CHECKED,
  check: { ...CHECKED.check!, by: post('inspector', ...people) },
});
/** The grid has it since 3 h and says at 4 h that it is done. */
const handled = (rules = CHECKED) =>
  given(T0, rules)
    .pass(3 * HOUR)
    .and(acknowledge('grid'))
    .and(handle('grid'), HOUR);

describe('check on the spot: somebody else looks at what was done before the resident is asked', () => {
  test('GIVEN a procedure with a check WHEN it is handled THEN the checkers are asked, and the resident is not yet', () => {
    const issue = handled();
    expect(issue.state).toMatchObject({ stage: 'checking', handled: { by: 'grid', tier: 2 } });
    expect(Object.keys(issue.state.clocks)).toEqual(['check']);
    expect(told(issue, 'handled')).toEqual(['check-asked inspector', 'check-asked inspector-b']);
    issue.when(confirm()).refused('NOT_IN_THIS_STAGE');
  });

  test('"closed" taken for "fixed": handled is not done, the resident is asked only once somebody else has seen it', () => {
    const issue = handled()
      .when(passCheck('inspector'), HOUR)
      .then({ type: 'checked', by: person('inspector') });
    expect(issue.state).toMatchObject({ stage: 'confirming', clocks: { confirm: { dueAtMs: T0 + 29 * HOUR } } });
    expect(issue.state.clocks.check).toBeUndefined();
    expect(told(issue, 'checked')).toEqual(['please-confirm resident']);
    expect(issue.state.closure).toBeNull();
    issue.and(confirm());
    expect(issue.state.closure?.outcome).toBe('confirmed');
  });

  test.each([
    ['grid', 'CHECK_BY_HANDLER'],
    ['resident', 'NOT_YOURS_TO_DO'],
    ['lead', 'NOT_YOURS_TO_DO'],
    ['committee', 'NOT_YOURS_TO_DO'],
    ['stranger', 'NOT_YOURS_TO_DO'],
  ])('GIVEN grid handled it WHEN %s checks THEN %s', (who, code) => {
    handled().when(passCheck(who)).refused(code);
    handled().when(failCheck(who)).refused(code);
  });

  test('GIVEN a check WHEN it brings no photo THEN it is refused, whatever it says', () => {
    handled().when(passCheck('inspector', [])).refused('EVIDENCE_REQUIRED');
    handled().when(failCheck('inspector', [])).refused('EVIDENCE_REQUIRED');
  });

  test('GIVEN an issue that is handled WHEN somebody checks before THEN it is refused', () => {
    given(T0, CHECKED).when(passCheck('inspector')).refused('NOT_IN_THIS_STAGE');
  });

  test('GIVEN the handler is the only inspector WHEN it is handled THEN everybody of the tiers above looks', () => {
    const issue = handled(checkedBy('grid'));
    expect(told(issue, 'handled')).toEqual([
      'check-asked group',
      'check-asked group-member',
      'check-asked committee',
      'check-asked committee-b',
      'check-asked committee-c',
    ]);
    issue.when(passCheck('grid-deputy')).refused('NOT_YOURS_TO_DO');
    issue.when(passCheck('committee-b')).then({ type: 'checked' });
  });

  test('GIVEN the top tier handled it and no inspector is left THEN the others of the top look', () => {
    const issue = given(T0, checkedBy('committee'))
      .pass(20 * HOUR)
      .and(acknowledge('committee'))
      .and(handle('committee'));
    expect(told(issue, 'handled')).toEqual(['check-asked committee-b', 'check-asked committee-c']);
  });

  test('GIVEN it was given to one and handled by another WHEN the first checks THEN it is refused: it was theirs', () => {
    const issue = given(T0, checkedBy('grid', 'grid-deputy', 'inspector'))
      .pass(3 * HOUR)
      .and(acknowledge('grid'))
      .and(handle('grid-deputy'));
    expect(issue.state.assignee).toBe('grid');
    issue.when(passCheck('grid')).refused('CHECK_BY_HANDLER');
    issue.when(passCheck('grid-deputy')).refused('CHECK_BY_HANDLER');
  });

  test('GIVEN a check that fails THEN it is back with whoever handled it, with the time to redo it, and is counted', () => {
    const issue = handled()
      .when(failCheck('inspector'), HOUR)
      .then({ type: 'check-failed', by: person('inspector'), reason: 'one lamp of two' });
    expect(issue.state).toMatchObject({
      stage: 'handling',
      tier: 2,
      assignee: 'grid',
      calls: 1,
      reworks: 1,
      clocks: { handle: { sinceMs: T0 + 5 * HOUR, dueAtMs: T0 + 10 * HOUR } },
    });
    expect(Object.keys(issue.state.clocks)).toEqual(['handle']);
    expect(told(issue, 'check-failed')).toEqual(['check-failed grid']);
    expect(issue.folded()).toEqual(issue.state);
    issue.and(handle('grid')).and(passCheck('inspector-b')).and(confirm());
    expect(issue.state.closure?.outcome).toBe('confirmed');
  });

  test('acknowledged and then forgotten: what came back from a check climbs when nobody redoes it in time', () => {
    const issue = handled()
      .and(failCheck('inspector'), HOUR)
      .pass(5 * HOUR);
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'escalated', toTier: 3, cause: 'not-handled' });
    expect(issue.state.reworks).toBe(1);
  });

  test('GIVEN the tier warns WHEN a check fails THEN the time to redo it warns too', () => {
    const warning: IssueRules = {
      ...CHECKED,
      tiers: CHECKED.tiers.map((tier) => ({ ...tier, warnings: [{ share: 0.8 }] })),
    };
    const issue = handled(warning).and(failCheck('inspector'));
    expect(issue.state.clocks.handle?.warnAtMs).toEqual([T0 + 8 * HOUR]);
  });

  test('GIVEN a time over all tiers WHEN a check fails THEN it goes on with what was left, and looking costs nothing', () => {
    const issue = handled({ ...CHECKED, total: { within: natural(100 * HOUR), to: 4 } });
    expect(issue.state.clocks.total).toBeUndefined();
    issue.and(failCheck('inspector'), 2 * HOUR);
    expect(issue.state.clocks.total).toMatchObject({ dueAtMs: T0 + 102 * HOUR });
    expect(issue.state.clocks.total?.charges.at(-1)).toMatchObject({ why: 'waiting', ms: 2 * HOUR });
    expect(issue.state).not.toHaveProperty('totalPaused');
    const passed = handled({ ...CHECKED, total: { within: natural(100 * HOUR), to: 4 } }).and(passCheck('inspector'));
    expect(passed.state.totalPaused).toBeDefined();
  });
});

describe('check on the spot: nobody comes', () => {
  test('nobody on duty and nobody told: the checkers are asked again, then the resident is asked about what nobody checked', () => {
    const issue = handled();
    const from = issue.log.length;
    issue.pass(6 * HOUR);
    expect(issue.types(from)).toEqual(['reminded']);
    expect(told(issue, 'reminded')).toEqual(['check-reminder inspector', 'check-reminder inspector-b']);
    issue.pass(3 * HOUR);
    expect(issue.types(from)).toEqual(['reminded', 'checked']);
    const { event } = issue.log.at(-1)!;
    expect(event).toMatchObject({ firedAtMs: T0 + 13 * HOUR, confirm: { dueAtMs: T0 + 37 * HOUR } });
    expect(event).not.toHaveProperty('by');
    expect(issue.state.stage).toBe('confirming');
    expect(told(issue, 'checked')).toEqual(['please-confirm resident']);
  });

  test('GIVEN an outage over the end of the check WHEN the engine is back THEN the resident keeps the whole time', () => {
    const issue = handled().pass(6 * HOUR);
    issue.nowMs = T0 + 40 * HOUR;
    issue.wakeOnce();
    expect(issue.state.clocks.confirm?.dueAtMs).toBe(T0 + 64 * HOUR);
  });

  test('GIVEN nobody at all is left to look WHEN the time is over THEN it goes on to the resident all the same', () => {
    const alone: IssueRules = {
      ...checkedBy('grid'),
      tiers: CHECKED.tiers
        .slice(0, 2)
        .map((tier, index) => (index === 0 ? tier : { ...tier, people: [person('grid')] })),
    };
    const issue = handled(alone);
    expect(told(issue, 'handled')).toEqual([]);
    expect(explain(issue.state).offers.map(({ command }) => command)).not.toContain('pass-check');
    issue.pass(9 * HOUR);
    expect(issue.state.stage).toBe('confirming');
  });

  test('GIVEN a check that is waited for WHEN somebody asks why THEN it says whom, until when and what comes next', () => {
    const issue = handled();
    const wait = () => explain(issue.state).waits.find(({ what }) => what === 'check');
    expect(wait()).toMatchObject({
      whom: ['inspector', 'inspector-b'],
      role: 'inspector',
      untilMs: T0 + 10 * HOUR,
      rule: 'default@1#check.within',
      then: 'remind',
    });
    expect(nextWake(issue.state)).toMatchObject({ clock: 'check', round: 0 });
    issue.pass(6 * HOUR);
    expect(wait()?.then).toBe('ask-unchecked');
    expect(explain(issue.state).offers.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['pass-check', 'fail-check']),
    );
  });

  test('GIVEN a check that is waited for WHEN the handler adds a word THEN the checkers and the resident learn it', () => {
    const issue = handled().and(comment('grid'));
    expect(told(issue, 'commented')).toEqual(['commented inspector', 'commented inspector-b', 'commented resident']);
  });
});

describe('check on the spot: nobody judges what they did, in whosever place', () => {
  test('GIVEN one of the tier has it and another handled it WHEN a check fails THEN it is with the one who handled it', () => {
    const issue = given(T0, CHECKED)
      .pass(3 * HOUR)
      .and(acknowledge('grid'))
      .and(handle('grid-deputy'))
      .and(failCheck('inspector'));
    expect(issue.state.assignee).toBe('grid-deputy');
  });

  test('GIVEN a deputy of an inspector THEN they check in that place, unless they handled it or reported it', () => {
    const issue = handled();
    const until = T0 + 100 * HOUR;
    issue.state = {
      ...issue.state,
      delegations: ['grid', 'resident', 'group'].map((to) => ({
        from: person('inspector'),
        to: person(to),
        untilMs: until,
      })),
    };
    issue.when(passCheck('grid')).refused('CHECK_BY_HANDLER');
    issue.when(passCheck('resident')).refused('NOT_YOURS_TO_DO');
    issue.when(passCheck('group')).then({ type: 'checked', by: person('group') });
  });

  test('GIVEN a summoned unit did a part WHEN who did it checks THEN it is refused', () => {
    const issue = given(T0, {
      ...checkedBy('plumber', 'inspector'),
      parties: [
        {
          ...post('plumbing', 'plumber'),
          key: 'plumbing' as PartyKey,
          acknowledgeWithin: natural(HOUR),
          handleWithin: natural(8 * HOUR),
          reportInWithin: natural(HOUR),
        },
      ],
    })
      .and(acknowledge('lead'))
      .and({ type: 'summon', ...by('lead'), party: 'plumbing' as PartyKey, reason: 'pipes' })
      .and({ type: 'finish', ...by('plumber'), note: 'tight', evidence: photo })
      .and(handle('lead'));
    expect(told(issue, 'handled')).toEqual(['check-asked inspector']);
    issue.when(passCheck('plumber')).refused('CHECK_BY_HANDLER');
  });
});
