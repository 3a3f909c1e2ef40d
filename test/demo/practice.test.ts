/** What of practice is counted, from histories that the rules made: each figure with what it is of. */
import { resultOf } from '../../clients/demo/result';
import { Ledger } from '../../clients/demo/people/ledger';
import { FEATURES, GROUPS, unseenIn } from '../../clients/demo/summary/features';
import { practiceOf } from '../../clients/demo/summary/practice';
import { practiceWords } from '../../clients/demo/summary/practice-words';
import { practiceRows, practiceVerdict } from '../../clients/demo/summary/tell-practice';
import { visitsOf } from '../../clients/demo/summary/visits';
import { natural, type IssueEvent, type IssueRules } from '../../domain';
import {
  acknowledge,
  answer,
  approve,
  askSuspension,
  callBack,
  CHECKED,
  comment,
  decline,
  delegate,
  failCheck,
  handle,
  HOUR,
  passCheck,
  post,
  reopen,
  RULES,
  supervise,
  T0,
  verify,
  withdraw,
} from '../domain/given';
import { askReturn, dispatch, finish, PARTY_RULES, release, reportIn, summon } from '../domain/parties';
import { History } from './history';

const of = (...histories: History[]) => practiceOf(histories.map((history) => history.audited()));
/** A log that nobody made: only what is counted. */
const madeUp = (...events: readonly object[]) =>
  practiceOf([{ ...new History().audited(), log: events.map((event) => ({ event: event as IssueEvent }) as never) }]);

const VERIFIED: IssueRules = {
  ...RULES,
  verification: { by: post('clerk', 'clerk'), within: natural(2 * HOUR), repeat: { every: natural(HOUR), times: 1 } },
};

test('a report that counts because nobody looked is not counted as verified', () => {
  const looked = new History(undefined, VERIFIED).does(verify('clerk'));
  const declined = new History(undefined, VERIFIED).does(decline('clerk'));
  const unseen = new History(undefined, VERIFIED).waits(4 * HOUR);
  expect(of(looked, declined, unseen, new History()).verification).toEqual({
    reports: 3,
    verified: 1,
    declined: 1,
    unseen: 1,
  });
});

test('a dispatch that is redone is one, and one that nobody settles is left to its time', () => {
  const given = new History(undefined, PARTY_RULES)
    .does(acknowledge('lead'))
    .does(dispatch('lead', 'property'))
    .does(askReturn('manager'))
    .does(approve('lead'))
    .does(dispatch('lead', 'power'))
    .does(acknowledge('fitter'))
    .does(handle('fitter'));
  const ignored = new History(undefined, PARTY_RULES).does(dispatch('lead', 'water')).waits(8 * HOUR);
  expect(of(given, ignored).dispatch).toEqual({ dispatched: 3, handled: 1, returned: 1, overdue: 1 });
  const redone = { type: 'handled', by: 'fitter' };
  expect(madeUp({ type: 'dispatched', to: 'power' }, redone, { type: 'check-failed' }, redone).dispatch).toMatchObject({
    dispatched: 1,
    handled: 1,
  });
});

test('what a party does is not the tier’s, and who dispatches has answered', () => {
  const away = new History(undefined, PARTY_RULES)
    .does(dispatch('lead', 'power'))
    .waits(HOUR / 2)
    .does(acknowledge('fitter'))
    .does(handle('fitter'));
  expect(visitsOf(away.audited().log)).toEqual([{ role: 'building-lead', acknowledge: 'on time', handled: 'no' }]);
});

test('a unit that was summoned comes in time, when called out, or never', () => {
  const joint = new History(undefined, PARTY_RULES)
    .does(acknowledge('lead'))
    .does(summon('lead', 'property'))
    .does(reportIn('manager'))
    .does(finish('manager'))
    .does(summon('lead', 'property'))
    .does(summon('lead', 'power'))
    .waits(HOUR)
    .does(reportIn('porter'))
    .does(release('lead', 'power'));
  expect(of(joint).joint).toEqual({ summoned: 3, inTime: 1, late: 1, absent: 1, finished: 1, released: 1 });
});

test('a check to which nobody came is not counted as passed, and a failed one is redone', () => {
  const checked = (): History => new History(undefined, CHECKED).does(acknowledge('lead')).does(handle('lead'));
  const redone = checked().does(failCheck('inspector')).does(handle('lead')).does(passCheck('inspector'));
  expect(of(redone, checked().waits(24 * HOUR)).check).toEqual({ asked: 3, passed: 1, failed: 1, unseen: 1 });
});

test('calls, pauses, several voices, supervision and words', () => {
  const called = { ...RULES, callBack: { by: post('caller', 'caller'), attempts: 3 } };
  const voices = { ...RULES, suspension: { ...RULES.suspension, quorum: { count: 2 } } };
  const unreached = new History(undefined, called)
    .does(acknowledge('lead'))
    .does(handle('lead'))
    .does(callBack('caller', 'unreachable'))
    .does(callBack('caller', 'dissatisfied'));
  const paused = new History(undefined, voices)
    .does(acknowledge('lead'))
    .does(comment('resident'))
    .does(supervise('group'))
    .does(askSuspension('lead', T0 + 20 * HOUR))
    .does(approve('grid'))
    .does(approve('grid-deputy'))
    .waits(21 * HOUR);
  const asked = new History(undefined, voices)
    .does(acknowledge('lead'))
    .does(supervise('group'))
    .does(answer('lead'))
    .does(askSuspension('lead', T0 + 20 * HOUR))
    .does(approve('grid'))
    .does(withdraw())
    .does(reopen());
  expect(of(unreached, paused, asked)).toMatchObject({
    callBack: { calls: 2, satisfied: 0, dissatisfied: 1, unreachable: 1 },
    suspension: { asked: 2, suspended: 1, resumed: 1 },
    quorum: { questions: 2, decided: 1, voices: 3 },
    supervision: { supervised: 2, answered: 1 },
    word: { comments: 1, reopened: 1, withdrawn: 1 },
    problem: { issues: 3, raised: 0 },
  });
});

test('a deputy acts in somebody’s place until the date, and not after it', () => {
  const stoodIn = new History()
    .does(delegate('lead', 'grid', T0 + HOUR))
    .does(acknowledge('grid'))
    .waits(2 * HOUR)
    .does(comment('grid'));
  expect(of(stoodIn).deputy).toEqual({ named: 1, acted: 1 });
});

test('who takes it up again after it expired is not who takes it first on the next tier', () => {
  const taken = { type: 'acknowledged', by: 'lead' };
  const expired = { type: 'acknowledgement-expired', by: 'lead' };
  expect(madeUp(taken, expired, taken).expiry).toEqual({ warned: 0, expired: 1, renewed: 1 });
  expect(madeUp(taken, expired, { type: 'escalated', toTier: 2 }, taken).expiry).toMatchObject({ renewed: 0 });
  expect(madeUp({ type: 'warned' }, { type: 'warned', untold: true }).expiry).toMatchObject({ warned: 1 });
});

test('issues that are linked climb and are handled with their lead', () =>
  expect(
    madeUp({ type: 'linked' }, { type: 'followed', what: 'climbed' }, { type: 'followed', what: 'handled' }).link,
  ).toEqual({ linked: 1, climbed: 1, handled: 1 }));

describe('what has to be seen', () => {
  const nothing = practiceOf([]);
  const all = structuredClone(nothing) as unknown as Record<string, Record<string, number>>;
  for (const group of GROUPS) for (const figure of FEATURES[group]) all[group]![figure] = 1;
  const whole = all as unknown as typeof nothing;
  const lacking = { ...whole, callBack: { ...whole.callBack, dissatisfied: 0 } };
  const run = { scale: 3_600, seed: 7, roles: [], restarts: 0, unfinished: [], tookMs: 1 };

  test('nothing shows none of it', () => {
    expect(unseenIn(nothing).map(({ group }) => group)).toEqual(GROUPS);
    expect(unseenIn(whole)).toEqual([]);
    expect(unseenIn(lacking)).toEqual([{ group: 'callBack', figures: ['dissatisfied'] }]);
  });

  test.each(['en', 'zh'] as const)('a line for each thing says what was not seen of it: %s', (lang) => {
    const words = practiceWords[lang];
    const rows = practiceRows(lacking, words);
    expect(rows).toHaveLength(GROUPS.length);
    for (const [name, figures, verdict] of rows) {
      expect(figures.every((figure) => /^\D+ \d+$/.test(figure))).toBe(true);
      const isWhole = name !== words.groups.callBack;
      expect(verdict).toBe(isWhole ? words.seen : words.notSeen([words.figures.callBack.dissatisfied]));
    }
    expect(practiceVerdict(whole, words, true)).toBe(words.allSeen);
    for (const isPromised of [true, false])
      expect(practiceVerdict(lacking, words, isPromised)).toContain(words.figures.callBack.dissatisfied);
    expect(practiceVerdict(lacking, words, true)).not.toBe(practiceVerdict(lacking, words, false));
  });

  test('the shipped day fails when it shows less, another one does not', () => {
    const evidence = { issues: [new History().audited()], findings: [] };
    const shipped = resultOf(evidence, new Ledger(), { ...run, isPromised: true });
    expect(shipped).toMatchObject({ ok: false, isKept: true });
    expect(shipped.unseen).toContain('verification.declined');
    expect(resultOf(evidence, new Ledger(), { ...run, isPromised: false })).toMatchObject({ ok: true, isKept: true });
    expect(resultOf(evidence, new Ledger(), { ...run, isPromised: false, unfinished: ['i-1'] })).toMatchObject({
      ok: false,
      isKept: false,
    });
  });
});
