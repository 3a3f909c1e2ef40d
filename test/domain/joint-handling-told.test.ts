/** What a part of the joint handling says, keeps, and makes the issue wait for. */
import { explain, type IssueRules, type Offer } from '../../domain';
import {
  acknowledge,
  approve,
  askForceClose,
  askSuspension,
  by,
  confirm,
  given,
  handle,
  HOUR,
  person,
  photo,
  REPORT,
  T0,
  withdraw,
  type Given,
} from './given';
import { dispatch, finish, PARTY_RULES, party, release, reportIn, summon, withDeputy, withLead } from './parties';
import { latest, said, stored } from './said';

/** The building lead has summoned the electricians at 1 h. */
const summoned = () => withLead().and(summon('lead', 'power'), HOUR);
const there = () => summoned().and(reportIn('fitter'), HOUR / 4);
const waits = ({ state }: Given) => explain(state).waits.filter(({ what }) => what === 'report-in' || what === 'part');
const offers = ({ state }: Given) => {
  const about: readonly Offer['command'][] = ['summon', 'report-in', 'finish', 'release'];
  return explain(state).offers.filter(({ command }) => about.includes(command));
};

describe('who is told of a part, and what', () => {
  test('GIVEN a unit is summoned THEN its people learn by whom and until when to report in', () => {
    const facts = { party: 'power', by: 'lead', dueAtMs: T0 + 1.5 * HOUR };
    expect(said(summoned(), 'summoned')).toEqual([
      ['summoned', 'fitter', facts],
      ['summoned', 'both', facts],
    ]);
  });

  test('GIVEN it reports in, and is done THEN the lead learns each time which unit it was, and who of it', () => {
    expect(said(there(), 'reported-in')).toEqual([['reported-in', 'lead', { party: 'power', by: 'fitter' }]]);
    expect(said(there().and(finish('both')), 'part-finished')).toEqual([
      ['part-finished', 'lead', { party: 'power', by: 'both' }],
    ]);
  });

  test('GIVEN it is released THEN its people learn by whom', () => {
    const facts = { party: 'power', by: 'lead' };
    expect(said(there().and(release('lead', 'power')), 'part-released')).toEqual([
      ['part-released', 'fitter', facts],
      ['part-released', 'both', facts],
    ]);
  });

  test.each([
    ['report in', summoned, HOUR / 2, { cause: 'report-in', dueAtMs: T0 + 2 * HOUR }],
    ['do its part', there, 5.75 * HOUR, { cause: 'part', dueAtMs: T0 + 13 * HOUR }],
  ])(
    'GIVEN it does not %s THEN all learn what is missing, and when it is called again',
    (_what, issue, spanMs, facts) => {
      const overdue = said(issue().pass(spanMs), 'part-overdue');
      expect(overdue.map(([, whom]) => whom)).toEqual(['fitter', 'both', 'lead', 'grid', 'grid-deputy']);
      for (const [template, , fact] of overdue) {
        expect(template).toBe('part-overdue');
        expect(fact).toEqual({ party: 'power', ...facts });
      }
    },
  );

  test('GIVEN it is withdrawn over their heads THEN those with an open part learn how it ended, and those who are done do not', () => {
    const issue = there().and(summon('lead', 'property')).and(finish('fitter')).and(withdraw());
    const whom = said(issue, 'closed').filter(([, , { outcome }]) => outcome === 'withdrawn');
    expect(whom.map(([, id]) => id)).toEqual(expect.arrayContaining(['manager', 'porter']));
    expect(said(issue, 'closed').map(([, id]) => id)).not.toContain('fitter');
  });
});

describe('what is kept of a part', () => {
  test('GIVEN a summons THEN who, whom, why, and both clocks', () => {
    const issue = summoned();
    const part = issue.state.parts?.[0];
    expect(latest(issue, 'summoned')).toStrictEqual({
      type: 'summoned',
      by: 'lead',
      party: 'power',
      reason: 'the mains are theirs',
      reportIn: part?.reportIn,
      handle: part?.handle,
    });
    expect(part?.reportIn).toMatchObject({ sinceMs: T0 + HOUR, dueAtMs: T0 + 1.5 * HOUR, round: 0 });
    expect(part?.handle).toMatchObject({ sinceMs: T0 + HOUR, dueAtMs: T0 + 7 * HOUR, round: 0 });
  });

  test('GIVEN it is done THEN with what note and which evidence', () => {
    const issue = there().and(finish('both', photo));
    expect(latest(issue, 'part-finished')).toStrictEqual({
      type: 'part-finished',
      party: 'power',
      by: 'both',
      note: 'our part is done',
      evidence: photo,
    });
    expect(latest(issue, 'reported-in')).toStrictEqual({ type: 'reported-in', party: 'power', by: 'fitter' });
    expect(issue.state.parts).toStrictEqual([
      { party: 'power', by: 'lead', reportIn: null, reportedInBy: 'fitter', handle: null, finishedBy: 'both' },
    ]);
  });

  test('GIVEN it is released THEN by whom and why, and the parts of others stay', () => {
    const issue = summoned().and(summon('lead', 'property'));
    const other = issue.state.parts?.[1];
    issue.and(release('lead', 'power'));
    expect(latest(issue, 'part-released')).toStrictEqual({
      type: 'part-released',
      by: 'lead',
      party: 'power',
      reason: 'not needed',
    });
    expect(issue.state.parts).toStrictEqual([other]);
  });

  test('GIVEN it is overdue THEN only the clock that ran out goes to the next call, and the call has a number of its own', () => {
    const issue = summoned().and(summon('lead', 'property'));
    const [before, other] = issue.state.parts!;
    const { calls } = issue.state;
    issue.pass(HOUR / 2 - 1).pass(1);
    expect(latest(issue, 'part-overdue')).toMatchObject({ clock: 'report-in', round: 1, firedAtMs: T0 + 1.5 * HOUR });
    const [after] = issue.state.parts!;
    expect(after).toStrictEqual({ ...before, reportIn: { ...before!.reportIn, dueAtMs: T0 + 2 * HOUR, round: 1 } });
    expect(issue.state.parts?.[1]).toMatchObject({ party: other!.party, handle: other!.handle });
    expect(issue.state.calls).toBe(calls + 2);
    expect(stored(issue.state)).toStrictEqual(issue.state);
  });

  test('GIVEN a unit with a finished part and a new one WHEN the new one moves THEN the finished one is as it was', () => {
    const issue = there().and(finish('fitter'));
    const done = issue.state.parts?.[0];
    issue.and(summon('lead', 'power'), HOUR).and(reportIn('both'));
    expect(issue.state.parts?.[0]).toStrictEqual(done);
    expect(issue.state.parts?.[1]).toMatchObject({ reportIn: null, reportedInBy: 'both', finishedBy: null });
    issue.pass(6 * HOUR);
    expect(issue.state.parts?.[0]).toStrictEqual(done);
    issue.and(release('grid', 'power'));
    expect(issue.state.parts).toStrictEqual([done]);
  });

  test('GIVEN it was closed over an open part WHEN it comes back THEN the finished ones are kept', () => {
    const issue = there()
      .and(finish('fitter'))
      .and(summon('lead', 'water'))
      .and(askForceClose('lead'))
      .and(approve('grid'));
    expect(issue.state.parts).toHaveLength(2);
    issue.and({ type: 'reopen', ...by('resident'), reason: 'dark again' });
    expect(issue.state.parts?.map(({ party: key }) => key)).toEqual(['power']);
  });
});

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
  });

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
