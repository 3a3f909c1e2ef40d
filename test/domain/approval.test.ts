import { notices } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  by,
  given,
  person,
  handle,
  HOUR,
  reject,
  T0,
} from './given';

const withGrid = () =>
  given()
    .pass(3 * HOUR)
    .and(acknowledge('grid'));

describe('approval: decided by the tier above, once, and never by the asker', () => {
  test('GIVEN a handler WHEN they ask for more time THEN the tier above is asked, and the clock runs on', () => {
    const issue = withGrid()
      .when(askExtension('grid'))
      .then({ type: 'approval-requested', deciders: ['group', 'group-member'] as never });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 15 * HOUR);
  });

  test('GIVEN a request WHEN a supervisor approves THEN the limit is added to the current deadline', () => {
    const issue = withGrid()
      .and(askExtension('grid'))
      .when(approve('group'))
      .then({ type: 'approved' }, { type: 'extended' });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 19 * HOUR);
  });

  test('GIVEN a decided approval WHEN another supervisor decides THEN they are told by whom it was decided', () => {
    const refusal = withGrid()
      .and(askExtension('grid'))
      .and(approve('group'))
      .when(reject('group-member'))
      .refused('APPROVAL_DECIDED');
    expect(refusal?.message).toContain('approved by group');
  });

  test('approved after being rejected: the first decision counts', () => {
    withGrid().and(askExtension('grid')).and(reject('group')).when(approve('group', 'a1')).refused('APPROVAL_DECIDED');
  });

  test.each([
    ['grid', 'APPROVAL_BY_ASKER'],
    ['lead', 'APPROVAL_NOT_YOURS'],
    ['committee', 'APPROVAL_NOT_YOURS'],
    ['resident', 'APPROVAL_NOT_YOURS'],
  ])('GIVEN a request of grid WHEN %s approves THEN %s', (who, code) => {
    withGrid().and(askExtension('grid')).when(approve(who)).refused(code);
  });

  test('GIVEN the top of the ladder WHEN its handler asks THEN the others of the committee decide', () => {
    given()
      .pass(30 * HOUR)
      .and(acknowledge('committee'))
      .when(askForceClose('committee'))
      .then({ type: 'approval-requested', deciders: ['committee-b', 'committee-c'] as never });
  });

  test('GIVEN nobody decides in time THEN the question lapses and the deadline stays', () => {
    const issue = withGrid()
      .and(askExtension('grid'))
      .pass(6 * HOUR);
    expect(issue.log.at(-1)?.event).toMatchObject({ type: 'approval-lapsed', cause: 'expired' });
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 15 * HOUR);
  });

  test('GIVEN a pending question WHEN the ladder climbs THEN the question is overtaken', () => {
    const issue = withGrid()
      .pass(8 * HOUR)
      .and(askExtension('grid'))
      .pass(5 * HOUR);
    expect(issue.types().slice(-2)).toEqual(['approval-lapsed', 'escalated']);
    issue.when(approve('group', 'a1')).refused('APPROVAL_DECIDED');
  });

  test('GIVEN a pending question WHEN the matter is handled THEN the question is overtaken', () => {
    withGrid()
      .and(askForceClose('grid'))
      .when(handle('grid'))
      .then({ type: 'approval-lapsed', cause: 'overtaken' }, { type: 'handled' });
  });

  test('GIVEN a pending question WHEN the issue is given to a decider THEN the question is overtaken, so that the handler does not decide it', () => {
    const issue = withGrid()
      .and(askExtension('grid'))
      .when({ type: 'assign', ...by('grid'), to: person('group') })
      .then({ type: 'approval-lapsed', cause: 'overtaken' }, { type: 'assigned' });
    issue.when(approve('group', 'a1')).refused('APPROVAL_DECIDED');
  });

  test('GIVEN an approved force-close THEN the issue is closed with that outcome', () => {
    const issue = withGrid()
      .and(askForceClose('grid'))
      .when(approve('group'))
      .then({ type: 'approved' }, { type: 'closed', outcome: 'force-closed' });
    expect(issue.state.clocks).toEqual({});
  });

  test('extension guards: one at a time, not overdue, at most the limit, at most two', () => {
    withGrid().and(askExtension('grid')).when(askExtension('grid')).refused('APPROVAL_PENDING');
    withGrid().when(askExtension('grid', 25)).refused('EXTENSION_LIMIT');
    given().when(askExtension('lead')).refused('NOT_IN_THIS_STAGE');
    const top = given()
      .pass(20 * HOUR)
      .and(acknowledge('committee'))
      .pass(49 * HOUR);
    top.when(askExtension('committee')).refused('EXTENSION_OVERDUE');
    const twice = withGrid()
      .and(askExtension('grid'))
      .and(approve('group'))
      .and(askExtension('grid'))
      .and(approve('group'));
    twice.when(askExtension('grid')).refused('EXTENSION_LIMIT');
  });

  test('a deputy not told: everybody who could have decided learns how it ended', () => {
    const issue = withGrid().and(askExtension('grid')).and(approve('group'));
    const approved = issue.log.find(({ event }) => event.type === 'approved')!;
    expect(notices(issue.state, approved.event).map((notice) => notice.recipient)).toEqual(['grid', 'group-member']);
  });

  test('WHEN there is nothing to decide THEN the refusal says so', () => {
    given().when(approve('group')).refused('APPROVAL_UNKNOWN');
    withGrid().and(askExtension('grid')).when(approve('group', 'a9')).refused('APPROVAL_UNKNOWN');
  });
});
