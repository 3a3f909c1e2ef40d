/** How long something may take under other rules, by what the time is for. */
import { natural, type Command, type IssueId, type IssueRules, type Term } from '../../domain';
import {
  acknowledge,
  approve,
  askSuspension,
  assign,
  by,
  CHECKED,
  dispute,
  failCheck,
  given,
  handle,
  HOUR,
  RULES,
  T0,
  type Given,
} from './given';
import { migrate, next, party } from './other-rules';
import { dispatch } from './parties';

const under = (issue: Given, rules: IssueRules, laterMs = 0): Given =>
  issue.and(migrate(), laterMs, { rules: { ...rules, version: 2 } });
const done = (rules: IssueRules): Given => given(T0, rules).and(acknowledge('lead')).and(handle('lead'));

describe('the time to do it again', () => {
  const redo = (hours: number, rules: IssueRules = CHECKED): IssueRules => ({
    ...rules,
    check: { ...CHECKED.check!, reworkWithin: natural(hours * HOUR) },
  });
  const failed = (rules: IssueRules = redo(5)): Given => done(rules).and(failCheck('inspector'), HOUR);
  const dueAtMs = (issue: Given) => issue.state.clocks.handle?.dueAtMs;

  test('is that of the new rules after a check, and a tier’s time where the tier has gone on duty since', () => {
    expect(dueAtMs(failed())).toBe(T0 + 6 * HOUR);
    expect(dueAtMs(under(failed(), redo(9), HOUR))).toBe(T0 + 10 * HOUR);
    const climbed = failed().and({ type: 'escalate', ...by('lead'), reason: 'up' });
    expect(dueAtMs(under(climbed, redo(9)))).toBe(T0 + 13 * HOUR);
  });

  test('is the tier’s where the old rules or the new ones have no check', () => {
    const { check: _none, ...plain } = CHECKED;
    expect(dueAtMs(under(failed(), plain, HOUR))).toBe(T0 + HOUR + 8 * HOUR);
    const disputed = done(plain).and(dispute(), HOUR).and(acknowledge('grid'));
    expect(dueAtMs(under(disputed, redo(9)))).toBe(T0 + 13 * HOUR);
  });

  test('GIVEN it was done again and is checked anew THEN other rules may still come', () => {
    const issue = failed().and(handle('lead'));
    expect(under(issue, redo(9)).state).toMatchObject({ stage: 'checking', rules: { version: 2 } });
  });

  const lead = {
    id: 'i-lead' as IssueId,
    seq: 3,
    stage: 'handling',
    outcome: null,
    tier: 1,
    tierKey: 'building-lead',
    handled: null,
    isFollower: false,
  } as const;
  /** Up to the grid with another issue, and there on its own an hour later. */
  const upAndAlone = (issue: Given): Given =>
    issue
      .and({ type: 'link', ...by('lead'), to: lead.id, reason: 'same pipe' }, 0, { lead })
      .happens([{ type: 'followed', lead: lead.id, leadSeq: 4, what: 'climbed', tier: 2 }])
      .and({ type: 'unlink', ...by('grid'), reason: 'another pipe' }, HOUR);
  const up: Command = { type: 'escalate', ...by('lead'), reason: 'up' };
  const working: Term = { ms: 12 * HOUR, time: 'working' };
  const workingTime = { name: 'always', offsets: [], firstDay: 0, days: '', knownThroughDay: 0, week: [], usual: [] };

  test.each<[string, () => Given, number]>([
    ['nothing was done again', () => given(T0, redo(8)).and(acknowledge('lead')), 8],
    ['the tier above has it since', () => failed(redo(12)).and(up), 13],
    ['it climbed with another issue, and nothing was done again', () => upAndAlone(given(T0, redo(12))), 13],
    ['it climbed with another issue since, whose tier has another time', () => upAndAlone(failed(redo(5))), 14],
    [
      'it climbed with another issue since, and that counts other time',
      () => {
        const { check, ...rules } = redo(5, { ...CHECKED, workingTime });
        const issue = upAndAlone(failed({ ...rules, check: check! }));
        issue.state = { ...issue.state, rules: { ...rules, check: { ...check!, reworkWithin: working } } };
        return issue;
      },
      14,
    ],
  ])('is not confused with a tier’s time of the same length: %s', (_what, issue, hours) => {
    expect(dueAtMs(under(issue(), redo(20)))).toBe(T0 + hours * HOUR);
  });

  test('is not confused with the time of a party that got it since', () => {
    const parties = [party('power', 5)];
    const issue = failed(redo(5, { ...CHECKED, parties })).and(dispatch('lead', 'power'), HOUR);
    expect(dueAtMs(under(issue, redo(9, { ...CHECKED, parties })))).toBe(T0 + 7 * HOUR);
  });

  test('GIVEN a party does it again THEN its time to do so is that of the new rules', () => {
    const parties = [party('power', 7)];
    const rules = (hours: number) => redo(hours, { ...CHECKED, parties });
    const issue = given(T0, rules(5))
      .and(acknowledge('lead'))
      .and(dispatch('lead', 'power'))
      .and(acknowledge('power-worker'))
      .and(handle('power-worker'))
      .and(failCheck('inspector'), HOUR);
    expect(dueAtMs(under(issue, rules(9)))).toBe(T0 + 10 * HOUR);
  });
});

describe('a tier’s time', () => {
  const within = (term: Term): IssueRules => ({
    ...RULES,
    tiers: RULES.tiers.map((tier) => ({ ...tier, handleWithin: term })),
  });

  test('GIVEN it was called out already WHEN only the interval changed THEN it is called again as the new rules say', () => {
    const top = given(T0, { ...RULES, tiers: RULES.tiers.slice(3) })
      .and(acknowledge('committee'))
      .pass(48.5 * HOUR);
    expect(top.state.clocks.handle).toMatchObject({ round: 1, dueAtMs: T0 + 49 * HOUR });
    const often = { ...RULES.tiers[3]!, repeat: { every: natural(HOUR / 4), times: 2 } };
    expect(under(top, { ...RULES, tiers: [often] }).state.clocks.handle).toMatchObject({ dueAtMs: T0 + 48.75 * HOUR });
  });

  test('GIVEN it stands still WHEN it has other rules THEN what is left is that of the new rules', () => {
    const issue = given(T0, within(natural(8 * HOUR)))
      .and(acknowledge('lead'))
      .and(askSuspension('lead', T0 + 30 * HOUR), HOUR)
      .and(approve('grid'));
    expect(under(issue, within(natural(10 * HOUR)), HOUR).state.suspension).toMatchObject({
      untilMs: T0 + 30 * HOUR,
      handle: { leftMs: 9 * HOUR },
    });
  });

  test('GIVEN somebody of the tier above has it WHEN rules change THEN it stays with them', () => {
    const issue = given().and(acknowledge('lead')).and(assign('lead', 'grid'));
    expect(under(issue, next(1)).state.assignee).toBe('grid');
  });
});
