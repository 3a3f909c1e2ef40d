import { allowedCommands, natural, notices, wakes, type IssueRules, type PartyKey } from '../../domain';
import {
  acknowledge,
  askForceClose,
  CHECKED,
  comment,
  given,
  handle,
  HOUR,
  person,
  photo,
  post,
  T0,
  told,
  withdraw,
} from './given';

const EVERYTHING: IssueRules = {
  ...CHECKED,
  verification: {
    by: post('clerk', 'clerk'),
    within: natural(4 * HOUR),
    repeat: { every: natural(2 * HOUR), times: 1 },
  },
  callBack: { by: post('caller', 'caller'), attempts: 2 },
  parties: [
    {
      ...post('plumbing', 'plumber'),
      key: 'plumbing' as PartyKey,
      acknowledgeWithin: natural(HOUR),
      handleWithin: natural(8 * HOUR),
      reportInWithin: natural(HOUR),
    },
  ],
};
const withGrid = () =>
  given()
    .pass(3 * HOUR)
    .and(acknowledge('grid'));

describe('comments: a word for the timeline, by anybody who has to do with it; nothing moves', () => {
  test('GIVEN somebody has it WHEN the resident adds a word THEN they learn it, and nothing else changes', () => {
    const issue = withGrid();
    const before = issue.state;
    issue.when(comment('resident')).then({ type: 'commented', by: person('resident'), evidence: [] });
    expect(issue.state).toEqual({ ...before, seq: before.seq + 1, recent: issue.state.recent });
    expect(wakes(issue.state)).toEqual(wakes(before));
    expect(told(issue, 'commented')).toEqual(['commented grid']);
  });

  test('GIVEN nobody has it yet WHEN somebody else adds a word THEN everybody who was called and the resident learn it', () => {
    const issue = given()
      .pass(3 * HOUR)
      .and(comment('committee', photo));
    expect(told(issue, 'commented')).toEqual(['commented grid', 'commented grid-deputy', 'commented resident']);
    expect(issue.log.at(-1)?.event).toMatchObject({ evidence: photo });
  });

  test('GIVEN whoever has it WHEN they add a word THEN they are not told of it themselves', () => {
    expect(told(withGrid().and(comment('grid')), 'commented')).toEqual(['commented resident']);
  });

  test.each(['clerk', 'inspector', 'caller', 'plumber', 'resident', 'lead', 'grid-deputy', 'committee-c'])(
    'GIVEN a procedure that names %s WHEN they comment THEN they may',
    (who) => {
      given(T0, EVERYTHING).when(comment(who)).then({ type: 'commented' });
    },
  );

  test.each(['stranger', 'clerk', 'plumber'])('GIVEN a procedure that does not name %s THEN they may not', (who) => {
    given().when(comment(who)).refused('NOT_YOURS_TO_DO');
  });

  test('GIVEN people who were asked to decide or who watch WHEN they comment THEN they may', () => {
    const issue = withGrid().and(askForceClose('grid'));
    issue.state = {
      ...issue.state,
      approvals: issue.state.approvals.map((approval) => ({ ...approval, deciders: [person('auditor')] })),
      supervision: { by: person('mayor'), tier: 4, people: [person('mayor')] },
    };
    issue.when(comment('auditor')).then({ type: 'commented' });
    issue.when(comment('mayor')).then({ type: 'commented' });
  });

  test('a deputy not told: a deputy may comment, and learns what is said to the one they stand in for', () => {
    const issue = withGrid();
    const untilMs = T0 + 90 * HOUR;
    issue.state = { ...issue.state, delegations: [{ from: person('grid'), to: person('stand-in'), untilMs }] };
    issue.when(comment('stand-in')).then({ type: 'commented' });
    issue.and(comment('resident'));
    expect(issue.state.delegations).toHaveLength(1);
    const { event } = issue.log.at(-1)!;
    expect(notices(issue.state, event).map(({ recipient }) => recipient)).toEqual(['grid', 'stand-in']);
  });

  test('notifications after acknowledgement: a word is no call, and does not begin a round of calls', () => {
    const issue = withGrid();
    const { calls } = issue.state;
    issue.and(comment('resident')).and(comment('resident')).and(comment('lead'));
    expect(issue.state.calls).toBe(calls);
    expect(issue.pass(HOUR).types(issue.log.length)).toEqual([]);
  });

  test('GIVEN a closed issue WHEN somebody comments THEN it is refused, and it is not offered', () => {
    const issue = withGrid().and(withdraw());
    issue.when(comment('resident')).refused('ISSUE_CLOSED');
    expect(allowedCommands(issue.state)).not.toContain('comment');
    expect(allowedCommands(withGrid().and(handle('grid')).state)).toContain('comment');
  });
});
