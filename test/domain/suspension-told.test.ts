/** What a suspension says, keeps, and makes the issue wait for. */
import { explain, natural, type IssueRules } from '../../domain';
import {
  acknowledge,
  approve,
  askSuspension,
  assign,
  delegate,
  given,
  handle,
  HOUR,
  person,
  resume,
  RULES,
  supervise,
  T0,
  type Given,
} from './given';
import { withGrid } from './panels';
import { latest, said, stored } from './said';

/** The grid has it since 3 h, suspended at 4 h until 20 h; 11 h are left. */
const untilMs = T0 + 20 * HOUR;
const suspended = (rules: IssueRules = RULES): Given =>
  withGrid(rules).and(askSuspension('grid', untilMs)).and(approve('group'), HOUR);
const TOTAL: IssueRules = { ...RULES, total: { within: natural(50 * HOUR), to: 4 } };
const offers = ({ state }: Given) => explain(state).offers.filter(({ command }) => command === 'resume');

describe('what a suspension says and keeps', () => {
  test('GIVEN it begins THEN by which question, until when, and what is left', () => {
    const issue = suspended();
    const handleClock = latest(issue, 'suspended').handle;
    expect(latest(issue, 'suspended')).toStrictEqual({
      type: 'suspended',
      approval: 'a1',
      untilMs,
      handle: { clock: handleClock.clock, pausedAtMs: T0 + 4 * HOUR, leftMs: 11 * HOUR },
    });
    expect(issue.state).toMatchObject({ stage: 'suspended', stageSinceMs: T0 + 4 * HOUR });
    expect(issue.state.suspension).toStrictEqual({ untilMs, handle: handleClock });
    expect(issue.state).not.toHaveProperty('totalPaused');
    expect(stored(issue.state)).toStrictEqual(issue.state);
  });

  test('GIVEN somebody resumes THEN by whom, and nothing fell due', () => {
    const issue = suspended().and(resume('grid'), HOUR);
    const { clocks } = issue.state;
    expect(latest(issue, 'resumed')).toStrictEqual({ type: 'resumed', by: 'grid', handle: clocks.handle });
    expect(issue.state).toMatchObject({ stage: 'handling', stageSinceMs: T0 + 5 * HOUR, suspension: null });
    expect(Object.keys(clocks)).toEqual(['handle']);
    expect(stored(issue.state)).toStrictEqual(issue.state);
  });

  test('GIVEN its date comes THEN what fell due, and nobody', () => {
    const issue = suspended().pass(16 * HOUR);
    expect(latest(issue, 'resumed')).toStrictEqual({
      type: 'resumed',
      firedAtMs: untilMs,
      handle: issue.state.clocks.handle,
    });
  });

  test('GIVEN a time over all tiers THEN it stands still and goes on with it, and says why', () => {
    const issue = suspended(TOTAL);
    expect(latest(issue, 'suspended').totalPaused).toMatchObject({ leftMs: 46 * HOUR });
    expect(issue.state.totalPaused).toEqual(latest(issue, 'suspended').totalPaused);
    expect(issue.state.clocks).not.toHaveProperty('total');
    issue.and(resume('grid'), HOUR);
    expect(issue.state).not.toHaveProperty('totalPaused');
    expect(issue.state.clocks.total?.dueAtMs).toBe(T0 + 51 * HOUR);
    expect(issue.state.clocks.total?.charges.map(({ why }) => why)).toEqual(['term', 'suspension']);
    expect(latest(issue, 'resumed').total).toEqual(issue.state.clocks.total);
  });

  test('GIVEN acknowledgements expire WHEN the clock goes on THEN whoever has it is asked anew from then', () => {
    const tiers = RULES.tiers.map((tier) => ({ ...tier, acknowledgementFor: natural(9 * HOUR) }));
    const issue = suspended({ ...RULES, tiers });
    expect(issue.state.clocks).not.toHaveProperty('renew');
    issue.and(resume('grid'), HOUR);
    expect(issue.state.clocks.renew).toMatchObject({ sinceMs: T0 + 5 * HOUR, dueAtMs: T0 + 14 * HOUR });
    expect(latest(issue, 'resumed').renew).toEqual(issue.state.clocks.renew);
  });

  test('GIVEN a warning to come WHEN the clock goes on THEN it warns by the deadline that it has now', () => {
    const tiers = RULES.tiers.map((tier) => ({ ...tier, warnings: [{ beforeMs: HOUR }] }));
    const issue = suspended({ ...RULES, tiers }).and(resume('grid'), HOUR);
    expect(issue.state.clocks.handle).toMatchObject({ dueAtMs: T0 + 16 * HOUR, warnAtMs: [T0 + 15 * HOUR] });
  });

  test('GIVEN an answer to a supervising tier is due WHEN it is suspended THEN that is still owed, by the same clock', () => {
    const issue = withGrid({ ...RULES, supervision: { answerWithin: natural(9 * HOUR) } }).and(supervise('group'));
    issue.and(askSuspension('grid', untilMs)).and(approve('group-member'), HOUR);
    expect(issue.state.clocks.answer?.dueAtMs).toBe(T0 + 12 * HOUR);
    issue.and(resume('grid'), HOUR);
    expect(issue.state.clocks.answer?.dueAtMs).toBe(T0 + 12 * HOUR);
  });
});

describe('who is told, who is waited for, and who may go on', () => {
  test('THEN the reporter learns until when, and whoever has it and the reporter by when it has to be handled afterwards', () => {
    expect(said(suspended(), 'suspended')).toEqual([['suspended', 'resident', { dueAtMs: untilMs }]]);
    const facts = { dueAtMs: untilMs + 11 * HOUR };
    expect(said(suspended().pass(16 * HOUR), 'resumed')).toEqual([
      ['resumed', 'grid', facts],
      ['resumed', 'resident', facts],
    ]);
  });

  test('THEN it waits for the date and for whoever has it, by the clause of suspensions, and goes on by itself', () => {
    expect(explain(suspended().state).waits).toStrictEqual([
      {
        what: 'resumption',
        whom: ['grid'],
        role: 'handler',
        sinceMs: T0 + 4 * HOUR,
        untilMs,
        rule: 'default@1#suspension',
        then: 'resume',
      },
    ]);
    expect(explain(suspended().state).next).toMatchObject({ clock: 'suspension', atMs: untilMs, then: 'resume' });
    expect(explain(withGrid().state).waits.map(({ what }) => what)).toEqual(['handling']);
  });

  test('THEN only those who may work on it may let it go on, and only they are offered it', () => {
    const issue = suspended();
    expect(offers(issue)).toEqual([{ command: 'resume', whom: ['grid', 'grid-deputy'] }]);
    issue.when(resume('lead')).refused('NOT_YOURS_TO_DO');
    issue.when(resume('grid-deputy')).then({ type: 'resumed', by: person('grid-deputy') });
    expect(offers(issue)).toEqual([]);
    issue.when(resume('grid')).refused('NOT_IN_THIS_STAGE');
  });

  test('GIVEN it was given to somebody of another tier WHEN they go on THEN they may, and so may their deputy', () => {
    const issue = given()
      .and(assign('lead', 'group'))
      .and(acknowledge('group'))
      .and(askSuspension('group', untilMs))
      .and(approve('committee'))
      .and(delegate('group', 'grid', T0 + 90 * HOUR));
    expect(offers(issue)).toEqual([{ command: 'resume', whom: ['lead', 'group'] }]);
    issue.when(resume('grid')).then({ type: 'resumed', by: person('grid') });
    expect(issue.state.assignee).toBe('group');
  });

  test('GIVEN it went on before the date WHEN the date comes THEN nothing happens', () => {
    const issue = suspended({
      ...RULES,
      tiers: RULES.tiers.map((tier) => ({ ...tier, handleWithin: natural(90 * HOUR) })),
    });
    issue.and(resume('grid'), HOUR);
    const before = issue.log.length;
    expect(issue.pass(20 * HOUR).types(before)).toEqual([]);
    issue.when(handle('grid')).then({ type: 'handled' });
  });
});
