/** What an issue with open parts waits for, and who may do what about them. */
import { explain, natural, type IssueRules, type Offer } from '../../domain';
import {
  acknowledge,
  approve,
  askForceClose,
  askSuspension,
  confirm,
  given,
  handle,
  HOUR,
  person,
  REPORT,
  T0,
  type Given,
} from './given';
import { migrate } from './other-rules';
import { dispatch, finish, PARTY_RULES, party, release, reportIn, summon, withDeputy, withLead } from './parties';
import { latest } from './said';

/** The building lead has summoned the electricians at 1 h. */
const summoned = () => withLead().and(summon('lead', 'power'), HOUR);
const there = () => summoned().and(reportIn('fitter'), HOUR / 4);
const waits = ({ state }: Given) => explain(state).waits.filter(({ what }) => what === 'report-in' || what === 'part');
const offers = ({ state }: Given) => {
  const about: readonly Offer['command'][] = ['summon', 'report-in', 'finish', 'release'];
  return explain(state).offers.filter(({ command }) => about.includes(command));
};

describe('what the issue waits for, and who may do what', () => {
  const clock = (hours: number) => ({
    sinceMs: T0 + HOUR,
    untilMs: T0 + HOUR + hours * HOUR,
    charges: [{ why: 'term', atMs: T0 + HOUR, ms: hours * HOUR, dueAtMs: T0 + HOUR + hours * HOUR }],
  });
  const common = { whom: ['fitter', 'both'], role: 'power', party: 'power', then: 'call-again' };

  test('GIVEN a summons THEN first that the unit reports in, and that it does its part, each by its clause', () => {
    const reporting = { what: 'report-in', rule: 'default@1#parties[power].report-in', ...common, ...clock(0.5) };
    const part = { what: 'part', rule: 'default@1#parties[power].handle', ...common, ...clock(6) };
    expect(waits(summoned())).toStrictEqual([reporting, part]);
    expect(waits(there())).toStrictEqual([part]);
    expect(explain(there().state).waits.map(({ what }) => what)).toEqual(['handling', 'part']);
    expect(waits(there().and(finish('fitter')))).toEqual([]);
    expect(explain(summoned().state).next).toMatchObject({ clock: 'report-in', of: 'power', then: 'call-again' });
  });

  test('GIVEN rules that name the unit no more THEN it is waited for under its name, and called at the interval it was given', () => {
    const issue = summoned();
    const { parties: _gone, ...without } = PARTY_RULES;
    issue.state = { ...issue.state, rules: without };
    expect(waits(issue)).toMatchObject([
      { role: 'power', whom: [] },
      { role: 'power', whom: [] },
    ]);
    issue.pass(HOUR / 2);
    expect(latest(issue, 'part-overdue')).toMatchObject({ firedAtMs: T0 + 1.5 * HOUR, nextAtMs: T0 + 2 * HOUR });
    issue.pass(HOUR / 2);
    expect(latest(issue, 'part-overdue')).toMatchObject({ firedAtMs: T0 + 2 * HOUR, nextAtMs: T0 + 2.5 * HOUR });
  });

  test.each([
    ['report-in', { reportInWithin: natural(2 * HOUR) }, 3],
    ['part', { handleWithin: natural(3 * HOUR) }, 4],
  ] as const)(
    'GIVEN other rules by now WHEN a unit is overdue THEN it is called again at their interval (%s)',
    (clock, more, atH) => {
      const parties = PARTY_RULES.parties!.map((unit) => ({ ...unit, ...more }));
      const issue = summoned().and(migrate(), 0, { rules: { ...PARTY_RULES, version: 2, parties } });
      if (clock === 'part') issue.and(reportIn('fitter'));
      issue.pass((atH - 1) * HOUR);
      const within = (atH - 1) * HOUR;
      expect(latest(issue, 'part-overdue')).toMatchObject({
        clock,
        firedAtMs: T0 + atH * HOUR,
        nextAtMs: T0 + atH * HOUR + within,
      });
    },
  );

  test('GIVEN several units THEN each is offered its own, and everybody once', () => {
    const issue = summoned().and(summon('lead', 'water'));
    expect(offers(issue)).toEqual([
      { command: 'summon', whom: ['lead'] },
      { command: 'report-in', whom: ['fitter', 'both', 'plumber'] },
      { command: 'finish', whom: ['fitter', 'both', 'plumber'] },
      { command: 'release', whom: ['lead'] },
    ]);
    issue.and(reportIn('fitter'));
    expect(offers(issue).find(({ command }) => command === 'report-in')?.whom).toEqual(['plumber', 'both']);
  });

  test('GIVEN nobody was summoned THEN only a summons is offered, and where nobody has it or it is handled nothing', () => {
    expect(offers(withLead())).toEqual([{ command: 'summon', whom: ['lead'] }]);
    expect(offers(given(T0, PARTY_RULES))).toEqual([]);
    expect(offers(withLead().and(handle('lead')))).toEqual([]);
    expect(offers(withLead().and(handle('lead')).and(confirm()))).toEqual([]);
    expect(offers(there().and(askForceClose('lead')).and(approve('grid')))).toEqual([]);
  });

  test('GIVEN the reporter is the only one of the unit THEN nobody is offered to finish its part', () => {
    const fitters = PARTY_RULES.parties!.map((unit) =>
      unit.key === 'power' ? { ...unit, people: [person('fitter')] } : unit,
    );
    const issue = given(T0, { ...PARTY_RULES, parties: fitters }, { ...REPORT, reporter: person('fitter') })
      .and(acknowledge('lead'))
      .and(summon('lead', 'power'));
    expect(offers(issue).map(({ command }) => command)).toEqual(['summon', 'report-in', 'release']);
  });

  test('GIVEN nobody has it yet on the next tier THEN the parts go on to be offered, and a summons is not', () => {
    const issue = there().pass(6.9 * HOUR);
    expect(issue.state).toMatchObject({ tier: 2, stage: 'open' });
    expect(offers(issue)).toEqual([
      { command: 'finish', whom: ['fitter', 'both'] },
      { command: 'release', whom: ['grid', 'grid-deputy'] },
    ]);
  });

  test('GIVEN it is suspended, handled or closed WHEN a unit would move THEN it is too late or too early', () => {
    const suspended = withLead()
      .and(askSuspension('lead', T0 + 20 * HOUR))
      .and(approve('grid'));
    const handled = there().and(finish('fitter')).and(handle('lead'));
    const closed = there().and(askForceClose('lead')).and(approve('grid'));
    for (const command of [reportIn('fitter'), finish('fitter'), release('lead', 'power')]) {
      suspended.when(command).refused('NOT_IN_THIS_STAGE');
      handled.when(command).refused('NOT_IN_THIS_STAGE');
      closed.when(command).refused('ISSUE_CLOSED');
    }
  });

  test.each([
    ['a stranger', 'stranger', 'NOT_YOURS_TO_DO'],
    ['one of a unit', 'fitter', 'NOT_YOURS_TO_DO'],
    ['the tier above', 'grid', 'NOT_YOURS_TO_DO'],
  ])('GIVEN an open part WHEN %s releases it THEN it is refused: who leads releases', (_who, id, code) => {
    summoned().when(release(id, 'power')).refused(code);
  });

  test('GIVEN a release of nobody THEN those that could be released are named', () => {
    const issue = summoned().and(summon('lead', 'water'));
    issue.when(release('lead', 'gas')).refused('PARTY_UNKNOWN');
    expect(issue.when(release('lead', 'property')).refused('NOTHING_CHANGES')?.message).toMatch(/: power, water\.$/);
  });

  test('GIVEN a unit that has finished WHEN one of it reports in or finishes once more THEN it is refused', () => {
    const issue = there().and(finish('fitter'));
    issue.when(reportIn('fitter')).refused('NOT_YOURS_TO_DO');
    issue.when(finish('both')).refused('NOT_YOURS_TO_DO');
    there().when(reportIn('both')).refused('NOTHING_CHANGES');
  });

  test('GIVEN a deputy of one of another unit THEN they do the part of that one, and not of the others', () => {
    const issue = withDeputy(summoned().and(summon('lead', 'water')), 'plumber', 'group');
    issue.when(reportIn('group')).then({ type: 'reported-in', party: party('water'), by: person('group') });
    issue.when(finish('group')).then({ type: 'part-finished', party: party('water'), by: person('group') });
    issue.when(finish('group')).refused('NOT_YOURS_TO_DO');
  });

  test('GIVEN a party leads by dispatch THEN it is offered to summon the others, and its own clocks go on', () => {
    const rules: IssueRules = { ...PARTY_RULES, parties: PARTY_RULES.parties!.slice(0, 1) };
    const alone = withLead(rules).and(dispatch('lead', 'property')).and(acknowledge('manager'));
    expect(offers(alone)).toEqual([]);
    const others = withLead().and(dispatch('lead', 'property')).and(acknowledge('manager'));
    expect(offers(others)).toEqual([{ command: 'summon', whom: ['manager', 'porter'] }]);
    const { clocks } = others.state;
    expect(others.and(summon('manager', 'power')).state.clocks).toEqual(clocks);
  });
});
