import { notices, wakes } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  askSuspension,
  assign,
  given,
  handle,
  HOUR,
  resume,
  RULES,
  T0,
} from './given';

const DAY = 24 * HOUR;
/** The grid has it since 3 h; it has to be handled by 15 h. */
const withGrid = () =>
  given()
    .pass(3 * HOUR)
    .and(acknowledge('grid'));
/** Suspended at 5 h, so with 10 h left, until the fifth day. */
const suspended = () =>
  withGrid()
    .and(askSuspension('grid', T0 + 5 * DAY), HOUR)
    .and(approve('group'), HOUR);

describe('suspension: the clock stands still until a date, and goes on with exactly what was left', () => {
  test('GIVEN a request WHEN it waits for its decision THEN the clock runs on', () => {
    const issue = withGrid().and(askSuspension('grid', T0 + 5 * DAY), HOUR);
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 15 * HOUR);
    expect(issue.state.stage).toBe('handling');
  });

  test('GIVEN a request WHEN a supervisor approves THEN nothing falls due before the date, and the resident is told', () => {
    const issue = withGrid()
      .and(askSuspension('grid', T0 + 5 * DAY), HOUR)
      .when(approve('group'), HOUR)
      .then({ type: 'approved' }, { type: 'suspended', untilMs: T0 + 5 * DAY });
    expect(issue.state).toMatchObject({ stage: 'suspended', clocks: {}, assignee: 'grid' });
    expect(wakes(issue.state)).toEqual([{ atMs: T0 + 5 * DAY, clock: 'suspension', tier: 2, round: 0 }]);
    expect(notices(issue.state, issue.log.at(-1)!.event)).toMatchObject([
      { recipient: 'resident', template: 'suspended', facts: { dueAtMs: T0 + 5 * DAY } },
    ]);
  });

  test('GIVEN a suspension WHEN its date comes THEN what was left is left, and the handler is told', () => {
    const issue = suspended().pass(5 * DAY - 5 * HOUR);
    expect(issue.types(issue.log.length - 1)).toEqual(['resumed']);
    expect(issue.state).toMatchObject({ stage: 'handling', suspension: null, assignee: 'grid' });
    expect(issue.state.clocks.handle).toMatchObject({ dueAtMs: T0 + 5 * DAY + 10 * HOUR, round: 0 });
    expect(notices(issue.state, issue.log.at(-1)!.event).map(({ recipient }) => recipient)).toEqual([
      'grid',
      'resident',
    ]);
  });

  test('GIVEN a suspension WHEN the handler resumes earlier THEN the clock goes on from then', () => {
    const issue = suspended()
      .when(resume('grid'), 7 * HOUR)
      .then({ type: 'resumed', by: 'grid' as never });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 12 * HOUR + 10 * HOUR);
    issue.pass(10 * HOUR);
    expect(issue.state.tier).toBe(3);
  });

  test('GIVEN an outage over the date WHEN the engine is back THEN nobody loses time to it', () => {
    const issue = suspended().pass(7 * DAY, 2 * HOUR);
    expect(issue.log.find(({ event }) => event.type === 'resumed')?.event).toMatchObject({
      handle: { dueAtMs: T0 + 5 * DAY + 2 * HOUR + 10 * HOUR },
    });
  });

  test('the deadline is the sum of its charges', () => {
    const issue = suspended()
      .and(resume('grid'), 7 * HOUR)
      .and(askExtension('grid', 4))
      .and(approve('group'));
    expect(issue.state.clocks.handle?.charges).toEqual([
      { why: 'term', atMs: T0 + 3 * HOUR, ms: 12 * HOUR, dueAtMs: T0 + 15 * HOUR },
      { why: 'suspension', atMs: T0 + 12 * HOUR, ms: 7 * HOUR, dueAtMs: T0 + 22 * HOUR },
      { why: 'extension', atMs: T0 + 12 * HOUR, ms: 4 * HOUR, dueAtMs: T0 + 26 * HOUR },
    ]);
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 26 * HOUR);
  });

  test('GIVEN a decision that comes after the date WHEN it is a yes THEN there is nothing left to suspend', () => {
    withGrid()
      .and(askSuspension('grid', T0 + 4 * HOUR), HOUR / 2)
      .when(approve('group'), 2 * HOUR)
      .then({ type: 'approved' });
  });

  test('while suspended nothing but resuming is possible', () => {
    const issue = suspended();
    for (const command of [handle('grid'), acknowledge('grid'), assign('grid', 'group'), askForceClose('grid')])
      issue.when(command).refused('NOT_IN_THIS_STAGE');
    issue.when(resume('resident')).refused('NOT_YOURS_TO_DO');
    withGrid().when(resume('grid')).refused('NOT_IN_THIS_STAGE');
  });

  test.each([
    ['at most once', () => suspended().and(resume('grid')), T0 + 9 * DAY, 'SUSPENSION_LIMIT'],
    ['not for longer than the limit', withGrid, T0 + 34 * DAY, 'SUSPENSION_LIMIT'],
    ['not into the past', withGrid, T0, 'SUSPENSION_LIMIT'],
    ['not when another question is pending', () => withGrid().and(askExtension('grid')), T0 + DAY, 'APPROVAL_PENDING'],
  ])('guard: %s', (_what, issue, untilMs, code) => {
    issue().when(askSuspension('grid', untilMs)).refused(code);
  });

  test('guard: how far ahead counts from the present, however long the issue was at rest before', () => {
    const issue = given().and(acknowledge('lead'));
    // It came now; all that is known of when is that it was after the last thing that happened.
    issue
      .when(askSuspension('lead', T0 + 5 * HOUR + 30 * 24 * HOUR), 5 * HOUR, 5 * HOUR)
      .then({ type: 'approval-requested' });
  });

  test('guard: not when it is overdue', () => {
    const issue = given()
      .pass(60 * HOUR)
      .and(acknowledge('committee'))
      .pass(60 * HOUR);
    issue.when(askSuspension('committee', issue.nowMs + DAY)).refused('SUSPENSION_OVERDUE');
  });

  test('guard: a procedure may know no suspension', () => {
    const rules = { ...RULES, suspension: { ...RULES.suspension, maximum: 0 } };
    given(T0, rules)
      .pass(3 * HOUR)
      .and(acknowledge('grid'))
      .when(askSuspension('grid', T0 + DAY))
      .refused('SUSPENSION_LIMIT');
  });
});
