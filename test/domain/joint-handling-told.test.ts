/** What a part of the joint handling says to whom, and what of it is kept. */
import { approve, askForceClose, by, HOUR, photo, T0, withdraw } from './given';
import { finish, release, reportIn, summon, withLead } from './parties';
import { latest, said, stored } from './said';

/** The building lead has summoned the electricians at 1 h. */
const summoned = () => withLead().and(summon('lead', 'power'), HOUR);
const there = () => summoned().and(reportIn('fitter'), HOUR / 4);

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

  test('GIVEN two units, of which one is late WHEN it is called again THEN it alone, and the other has its time', () => {
    const issue = summoned().and(summon('lead', 'water'), HOUR / 4);
    const other = issue.state.parts?.[1];
    const before = issue.log.length;
    issue.pass(HOUR / 4);
    expect(issue.types(before)).toEqual(['part-overdue']);
    expect(latest(issue, 'part-overdue').party).toBe('power');
    expect(issue.state.parts?.[1]).toStrictEqual(other);
    issue.pass(HOUR / 4);
    expect(issue.types(before)).toEqual(['part-overdue', 'part-overdue']);
    expect(latest(issue, 'part-overdue').party).toBe('water');
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
