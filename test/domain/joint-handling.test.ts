import { allowedCommands, explain, notices, wakes, type IssueState, type Part } from '../../domain';
import {
  acknowledge,
  approve,
  askForceClose,
  assign,
  given,
  handle,
  HOUR,
  person,
  reopen,
  REPORT,
  T0,
  told,
} from './given';
import { dispatch, finish, ONE_TIER, PARTY_RULES, release, reportIn, summon, withDeputy, withLead } from './parties';

/** The building lead has it, and has summoned the electricians at 1 h. */
const summoned = () => withLead().and(summon('lead', 'power'), HOUR);
const there = () => summoned().and(reportIn('fitter'), HOUR / 4);
const partOf = ({ parts }: IssueState, key: string): Part | undefined => parts?.find(({ party }) => party === key);

describe('joint handling: several units, one lead, one clock each', () => {
  test('GIVEN whoever has it WHEN they summon a unit THEN both of its clocks run from then, and its people are told', () => {
    const issue = withLead()
      .when(summon('lead', 'power'), HOUR)
      .then({ type: 'summoned', party: 'power' as never });
    expect(issue.state).toMatchObject({ stage: 'handling', assignee: 'lead' });
    expect(partOf(issue.state, 'power')).toMatchObject({
      by: 'lead',
      reportIn: { dueAtMs: T0 + 1.5 * HOUR },
      reportedInBy: null,
      handle: { dueAtMs: T0 + 7 * HOUR },
      finishedBy: null,
    });
    expect(notices(issue.state, issue.log.at(-1)!.event)).toMatchObject([
      { recipient: 'fitter', template: 'summoned', facts: { by: 'lead', party: 'power', dueAtMs: T0 + 1.5 * HOUR } },
      { recipient: 'both', template: 'summoned' },
    ]);
  });

  test('GIVEN units are summoned one by one THEN each has its own clocks, and the clock of the lead goes on', () => {
    const issue = summoned().and(summon('lead', 'water'), HOUR);
    expect(issue.state.parts?.map(({ party, handle: clock }) => [party, clock?.dueAtMs])).toEqual([
      ['power', T0 + 7 * HOUR],
      ['water', T0 + 8 * HOUR],
    ]);
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 8 * HOUR);
    expect(wakes(issue.state).map(({ clock, of, atMs }) => [clock, of, (atMs - T0) / HOUR])).toEqual([
      ['report-in', 'power', 1.5],
      ['report-in', 'water', 2.5],
      ['part', 'power', 7],
      ['handle', undefined, 8],
      ['part', 'water', 8],
    ]);
  });

  test('GIVEN a unit is there THEN only its part is waited for, and the lead learns of it', () => {
    const issue = there();
    expect(partOf(issue.state, 'power')).toMatchObject({ reportIn: null, reportedInBy: 'fitter' });
    expect(wakes(issue.state).map(({ clock }) => clock)).toEqual(['part', 'handle']);
    expect(told(issue, 'reported-in')).toEqual(['reported-in lead']);
  });

  test('GIVEN a unit is done THEN nothing is waited for from it, its part is kept, and the lead learns of it', () => {
    const issue = there().and(finish('both'));
    expect(partOf(issue.state, 'power')).toMatchObject({ handle: null, reportedInBy: 'fitter', finishedBy: 'both' });
    expect(wakes(issue.state).map(({ clock }) => clock)).toEqual(['handle']);
    expect(told(issue, 'part-finished')).toEqual(['part-finished lead']);
  });

  test('GIVEN a unit that never reported in WHEN it is done THEN it was there all the same', () => {
    const issue = summoned()
      .when(finish('fitter'))
      .then({ type: 'part-finished', party: 'power' as never });
    expect(partOf(issue.state, 'power')).toMatchObject({
      reportIn: null,
      reportedInBy: 'fitter',
      finishedBy: 'fitter',
    });
  });

  test('GIVEN it was given to one person WHEN a unit moves THEN that person is the lead who learns of it', () => {
    expect(told(summoned().and(assign('lead', 'grid')).and(reportIn('fitter')), 'reported-in')).toEqual([
      'reported-in grid',
    ]);
  });

  test('GIVEN somebody of two units WHEN they report in THEN first for the one that was summoned first, then for the other', () => {
    const issue = summoned()
      .and(summon('lead', 'water'))
      .when(reportIn('both'))
      .then({ type: 'reported-in', party: 'power' as never });
    issue.when(reportIn('both')).then({ type: 'reported-in', party: 'water' as never });
    issue.when(reportIn('both')).refused('NOTHING_CHANGES');
  });

  test('GIVEN somebody of two units, one of which is there, WHEN they finish THEN it is the part of that one', () => {
    const issue = summoned().and(summon('lead', 'water')).and(reportIn('plumber'));
    issue.when(finish('both')).then({ type: 'part-finished', party: 'water' as never });
    issue.when(finish('both')).then({ type: 'part-finished', party: 'power' as never });
    issue.when(finish('both')).refused('NOT_YOURS_TO_DO');
  });

  test('GIVEN a unit is done WHEN it is summoned again THEN it has a further part, with new clocks', () => {
    const issue = there().and(finish('fitter')).and(summon('lead', 'power'), HOUR);
    expect(issue.state.parts?.map(({ finishedBy }) => finishedBy)).toEqual(['fitter', null]);
    issue.and(finish('both'));
    expect(issue.state.parts?.map(({ finishedBy }) => finishedBy)).toEqual(['fitter', 'both']);
  });
});

describe('who may summon whom', () => {
  test.each([
    ['a unit that there is not', summon('lead', 'gas'), 'PARTY_UNKNOWN', /property, power, water/],
    ['a unit that is at it already', summon('lead', 'power'), 'PARTY_BUSY', /has not finished/],
    ['a unit, by one of a unit', summon('fitter', 'water'), 'NOT_YOURS_TO_DO', /lead may/],
  ])('GIVEN a lead WHEN they summon %s THEN it is refused', (_what, command, code, says) => {
    expect(summoned().when(command).refused(code)?.message).toMatch(says);
  });

  test('GIVEN nobody has it yet WHEN a unit is summoned THEN it is refused: who summons is the lead', () => {
    given(T0, PARTY_RULES).when(summon('lead', 'power')).refused('NOT_IN_THIS_STAGE');
  });

  test('GIVEN a unit has it by dispatch WHEN one of it summons THEN another unit comes, and not itself', () => {
    const issue = withLead().and(dispatch('lead', 'property')).and(acknowledge('manager'));
    issue.when(summon('manager', 'property')).refused('PARTY_BUSY');
    issue.when(summon('manager', 'water')).then({ type: 'summoned' });
  });

  test('GIVEN nobody was summoned WHEN somebody reports in, finishes or is released THEN it is refused', () => {
    withLead().when(reportIn('fitter')).refused('NOT_YOURS_TO_DO');
    withLead().when(finish('fitter')).refused('NOT_YOURS_TO_DO');
    expect(withLead().when(release('lead', 'power')).refused('NOTHING_CHANGES')?.message).toContain('no party has');
  });

  test('GIVEN the reporter is one of the unit WHEN they finish its part THEN it is refused: they have the last word on it', () => {
    const issue = given(T0, PARTY_RULES, { ...REPORT, reporter: person('fitter') })
      .and(acknowledge('lead'))
      .and(summon('lead', 'power'));
    issue.when(finish('fitter')).refused('HANDLER_IS_REPORTER');
    expect(explain(issue.state).offers.find(({ command }) => command === 'finish')?.whom).toEqual(['both']);
  });

  test('a deputy not told: who stands in for one of the unit is summoned with it, and may do the part', () => {
    const issue = withDeputy(withLead(), 'fitter', 'group').and(summon('lead', 'power'));
    expect(notices(issue.state, issue.log.at(-1)!.event).map(({ recipient }) => recipient)).toContain('group');
    issue
      .and(reportIn('group'))
      .when(finish('group'))
      .then({ type: 'part-finished', by: 'group' as never });
  });

  test('THEN each is offered what they may do, and nothing that would be refused', () => {
    expect(allowedCommands(given().and(acknowledge('lead')).state)).not.toContain('summon');
    const { state } = summoned();
    expect(explain(state).offers).toEqual(
      expect.arrayContaining([
        { command: 'summon', whom: ['lead'] },
        { command: 'report-in', whom: ['fitter', 'both'] },
        { command: 'finish', whom: ['fitter', 'both'] },
        { command: 'release', whom: ['lead'] },
      ]),
    );
    expect(allowedCommands(there().state)).not.toContain('report-in');
    const all = summoned().and(summon('lead', 'water')).and(summon('lead', 'property'));
    expect(allowedCommands(all.state)).not.toContain('summon');
  });
});

describe('a unit that does not come, or does not finish', () => {
  const powerOverdue = (cause: string) => ({ template: 'part-overdue', facts: { party: 'power', cause } });

  test('nobody on duty and nobody told: GIVEN nobody comes THEN the unit, the lead and the tier above are told', () => {
    const issue = summoned().pass(HOUR / 2);
    expect(issue.log.at(-1)?.event).toMatchObject({
      type: 'part-overdue',
      clock: 'report-in',
      round: 1,
      firedAtMs: T0 + 1.5 * HOUR,
      nextAtMs: T0 + 2 * HOUR,
    });
    const told = notices(issue.state, issue.log.at(-1)!.event);
    expect(told.map(({ recipient }) => recipient)).toEqual(['fitter', 'both', 'lead', 'grid', 'grid-deputy']);
    expect(told[0]).toMatchObject({ ...powerOverdue('report-in'), facts: { dueAtMs: T0 + 2 * HOUR } });
  });

  test('acknowledged and then forgotten: GIVEN a unit reported in and never finishes THEN all are told, again and again', () => {
    const issue = withLead({ ...PARTY_RULES, tiers: PARTY_RULES.tiers.map((tier) => ({ ...tier, handleWithin: day })) })
      .and(summon('lead', 'power'))
      .and(reportIn('fitter'))
      .pass(19 * HOUR);
    const overdue = issue.log.map(({ event }) => event).filter((event) => event.type === 'part-overdue');
    expect(overdue.map(({ clock, round, firedAtMs }) => [clock, round, (firedAtMs - T0) / HOUR])).toEqual([
      ['part', 1, 6],
      ['part', 2, 12],
      ['part', 3, 18],
    ]);
    expect(explain(issue.state).waits.find(({ what }) => what === 'part')).toMatchObject({
      party: 'power',
      whom: ['fitter', 'both'],
      untilMs: T0 + 24 * HOUR,
      then: 'call-again',
    });
  });

  test('notifications after acknowledgement: GIVEN a unit was called again WHEN it reports in THEN that call ends', () => {
    const issue = summoned()
      .pass(1.2 * HOUR)
      .and(reportIn('fitter'));
    const before = issue.log.length;
    expect(issue.pass(3 * HOUR).types(before)).toEqual([]);
  });

  test('escalated state that survives removal of its SLA: GIVEN a unit is overdue WHEN it is released THEN nothing of it rings', () => {
    const issue = summoned()
      .pass(HOUR)
      .when(release('lead', 'power'))
      .then({ type: 'part-released', party: 'power' as never });
    expect(issue.state).not.toHaveProperty('parts');
    expect(wakes(issue.state).map(({ clock }) => clock)).toEqual(['handle']);
    expect(explain(issue.state).waits.map(({ what }) => what)).toEqual(['handling']);
    expect(told(issue, 'part-released')).toEqual(['part-released fitter', 'part-released both']);
    issue.when(reportIn('fitter')).refused('NOT_YOURS_TO_DO');
  });

  test('retry storms: GIVEN an outage over many calls WHEN the engine is back THEN there is one call, and time to move', () => {
    const issue = summoned();
    issue.nowMs += 5.4 * HOUR;
    issue.pass(0);
    expect(issue.types().filter((type) => type === 'part-overdue')).toHaveLength(1);
    expect(issue.log.at(-1)?.event).toMatchObject({ firedAtMs: T0 + 1.5 * HOUR, nextAtMs: T0 + 7 * HOUR });
  });

  test('GIVEN the last tier leads WHEN a unit is overdue THEN the last tier itself learns of it', () => {
    const issue = withLead(ONE_TIER)
      .and(summon('lead', 'power'))
      .pass(HOUR / 2);
    expect(told(issue, 'part-overdue')).toEqual(['part-overdue fitter', 'part-overdue both', 'part-overdue lead']);
  });

  test('GIVEN a unit leads by dispatch WHEN a helper is overdue THEN the tier that dispatched learns of it', () => {
    const issue = withLead()
      .and(dispatch('lead', 'property'))
      .and(acknowledge('manager'))
      .and(summon('manager', 'power'))
      .pass(HOUR / 2);
    expect(told(issue, 'part-overdue')).toEqual([
      'part-overdue fitter',
      'part-overdue both',
      'part-overdue manager',
      'part-overdue lead',
    ]);
  });
});

describe('the lead answers for all of it', () => {
  test('"closed" taken for "fixed": GIVEN a part is open WHEN the lead says it is handled THEN it is refused, until done or released', () => {
    const issue = summoned().and(summon('lead', 'water'));
    expect(issue.when(handle('lead')).refused('PARTS_UNFINISHED')?.message).toContain('power, water');
    issue.and(finish('fitter'));
    issue.when(handle('lead')).refused('PARTS_UNFINISHED');
    issue.and(release('lead', 'water')).when(handle('lead')).then({ type: 'handled' });
    expect(issue.state.parts).toHaveLength(1);
  });

  test('GIVEN the ladder climbs THEN parts go on, whoever has it: nobody has to be summoned twice', () => {
    const issue = there().pass(6.9 * HOUR);
    expect(issue.state).toMatchObject({ tier: 2, stage: 'open' });
    expect(partOf(issue.state, 'power')).toMatchObject({ reportedInBy: 'fitter', finishedBy: null });
    expect(told(issue, 'part-overdue')).toContain('part-overdue grid');
    expect(wakes(issue.state)).toContainEqual({ atMs: T0 + 13 * HOUR, clock: 'part', tier: 2, round: 1, of: 'power' });
    issue.when(summon('lead', 'water')).refused('NOT_IN_THIS_STAGE');
    issue.when(finish('fitter')).then({ type: 'part-finished' });
    expect(told(issue, 'part-finished')).toEqual(['part-finished grid', 'part-finished grid-deputy']);
  });

  test('GIVEN a part is open WHEN it is closed by approval THEN its people are told, and nothing rings', () => {
    const issue = there().and(askForceClose('lead')).and(approve('grid'));
    expect(issue.state.stage).toBe('closed');
    expect(told(issue, 'closed')).toEqual(expect.arrayContaining(['closed fitter', 'closed both', 'closed lead']));
    expect(wakes(issue.state)).toEqual([]);
    expect(explain(issue.state).waits).toEqual([]);
  });

  test('reopening that reaches nobody: GIVEN it was closed over an open part WHEN it comes back THEN no old part blocks it', () => {
    const issue = there().and(askForceClose('lead')).and(approve('grid')).and(reopen()).and(acknowledge('grid'));
    expect(issue.state).not.toHaveProperty('parts');
    issue.when(handle('grid')).then({ type: 'handled' });
  });
});

const day = { ms: 24 * HOUR, time: 'natural' as const };
