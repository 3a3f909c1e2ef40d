import { notices } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  assign,
  dispute,
  given,
  handle,
  HOUR,
  person,
  reject,
  RULES,
  T0,
} from './given';

const withGrid = () =>
  given()
    .pass(3 * HOUR)
    .and(acknowledge('grid'));

/** The ladder with other people on some of its tiers; 0 is the first. */
const withPeople = (people: Readonly<Record<number, readonly string[]>>) =>
  given(T0, {
    ...RULES,
    tiers: RULES.tiers.map((tier, index) => ({ ...tier, people: people[index]?.map(person) ?? tier.people })),
  });
const onTop = () =>
  given()
    .pass(20 * HOUR)
    .and(acknowledge('committee'));

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

  test('GIVEN the resident disputed what a member of the top tier handled WHEN another asks to close it THEN the first does not decide', () => {
    const issue = onTop().and(handle('committee')).and(dispute()).and(acknowledge('committee-b'));
    issue.when(askForceClose('committee-b')).then({ type: 'approval-requested', deciders: ['committee-c'] as never });
    issue.when(approve('committee')).refused('APPROVAL_NOT_YOURS');
  });

  test('GIVEN the tier below gave it to a committee member WHEN they ask THEN the committee decides, and not the tier between', () => {
    given()
      .and(assign('lead', 'committee'))
      .and(acknowledge('committee'))
      .when(askExtension('committee', 2))
      .then({ type: 'approval-requested', deciders: ['committee-b', 'committee-c'] as never });
  });

  test('GIVEN the tier on duty gave it to somebody of a lower tier WHEN they ask THEN the tier above the one on duty decides', () => {
    given()
      .pass(3 * HOUR)
      .and(assign('grid', 'lead'))
      .and(acknowledge('lead'))
      .when(askExtension('lead'))
      .then({ type: 'approval-requested', deciders: ['group', 'group-member'] as never });
  });

  test('GIVEN an asker who stands on two tiers WHEN they ask THEN the tier above the higher one decides', () => {
    withPeople({ 1: ['grid'], 2: ['grid', 'group'] })
      .pass(3 * HOUR)
      .and(acknowledge('grid'))
      .when(askExtension('grid'))
      .then({ type: 'approval-requested', deciders: ['committee', 'committee-b', 'committee-c'] as never });
  });

  test('GIVEN the only grid worker has it from the building lead WHEN they ask THEN the tier above them decides', () => {
    withPeople({ 1: ['grid'] })
      .and(assign('lead', 'grid'))
      .and(acknowledge('grid'))
      .when(askExtension('grid'))
      .then({ type: 'approval-requested', deciders: ['group', 'group-member'] as never });
  });

  test('GIVEN nobody is left on the tier above WHEN somebody asks THEN the next tier with anybody left decides', () => {
    withPeople({ 1: ['resident'], 2: ['resident'] })
      .and(acknowledge('lead'))
      .when(askExtension('lead'))
      .then({ type: 'approval-requested', deciders: ['committee', 'committee-b', 'committee-c'] as never });
  });

  test('GIVEN nobody is left up to the top WHEN somebody asks THEN it is refused', () => {
    withPeople({ 1: ['resident'], 2: ['resident'], 3: ['resident'] })
      .and(acknowledge('lead'))
      .when(askExtension('lead'))
      .refused('NO_DECIDER');
    withPeople({ 3: ['committee'] })
      .pass(20 * HOUR)
      .and(acknowledge('committee'))
      .when(askForceClose('committee'))
      .refused('NO_DECIDER');
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

  test('GIVEN the last tier is overdue WHEN it is alerted THEN a pending extension is overtaken: there is no deadline left to move', () => {
    const issue = onTop()
      .pass(36 * HOUR)
      .and(askExtension('committee'))
      .pass(2.5 * HOUR);
    expect(issue.types().slice(-2)).toEqual(['approval-lapsed', 'reminded']);
    expect(issue.state.approvals[0]?.status).toBe('lapsed');
  });

  test('GIVEN the last tier is overdue WHEN it is alerted THEN a pending force-close runs to its own deadline', () => {
    const issue = onTop()
      .pass(36 * HOUR)
      .and(askForceClose('committee'))
      .pass(5 * HOUR);
    expect(issue.types().slice(-3)).toEqual(['reminded', 'reminded', 'reminded']);
    expect(issue.state.approvals[0]?.status).toBe('pending');
    issue.when(approve('committee-b')).then({ type: 'approved' }, { type: 'closed', outcome: 'force-closed' });
    const unanswered = onTop()
      .pass(36 * HOUR)
      .and(askForceClose('committee'))
      .pass(7 * HOUR);
    const lapsed = unanswered.log.find(({ event }) => event.type === 'approval-lapsed');
    expect(lapsed?.event).toMatchObject({ cause: 'expired' });
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
      .when(assign('grid', 'group'))
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

  test('GIVEN an extension asked for in time WHEN it is served after the deadline THEN it is asked, and its own clock starts then', () => {
    withGrid()
      .when(askExtension('grid'), 13 * HOUR, 2 * HOUR)
      .then({ type: 'approval-requested', dueAtMs: T0 + (16 + 6) * HOUR });
  });

  test('GIVEN an extension asked for after the deadline WHEN it is served THEN it is refused, however long it waited', () => {
    withGrid()
      .when(askExtension('grid'), 13 * HOUR, HOUR)
      .refused('EXTENSION_OVERDUE');
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
