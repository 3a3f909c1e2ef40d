import { allowedCommands, natural, nextWake, type IssueRules, type PartyKey } from '../../domain';
import {
  acknowledge,
  askExtension,
  askSuspension,
  approve,
  by,
  callBack,
  CHECKED,
  given,
  handle,
  HOUR,
  post,
  reopen,
  RULES,
  T0,
  told,
  withdraw,
} from './given';

const VERIFIED: IssueRules = {
  ...RULES,
  verification: {
    by: post('clerk', 'clerk'),
    within: natural(4 * HOUR),
    repeat: { every: natural(2 * HOUR), times: 1 },
  },
};
const CALLED: IssueRules = { ...RULES, callBack: { by: post('caller', 'caller'), attempts: 2 } };
const withGrid = (rules = RULES) =>
  given(T0, rules)
    .pass(3 * HOUR)
    .and(acknowledge('grid'));

describe('withdrawal: the reporter takes the matter back, and whoever was sent for it learns so', () => {
  test('GIVEN an open issue WHEN the reporter withdraws it THEN it ends as withdrawn, and who was called is told', () => {
    const issue = given()
      .when(withdraw(), HOUR)
      .then(
        { type: 'withdrawn', by: 'resident' as never, reason: 'it works again' },
        { type: 'closed', outcome: 'withdrawn', atMs: T0 + HOUR },
      );
    expect(told(issue, 'withdrawn')).toEqual(['closed lead']);
    expect(told(issue, 'closed')).toEqual(['closed resident']);
    expect(issue.state).toMatchObject({ stage: 'closed', clocks: {}, closure: { outcome: 'withdrawn' } });
    expect(issue.folded()).toEqual(issue.state);
  });

  test('GIVEN somebody has it WHEN it is withdrawn THEN they are told once', () => {
    const issue = withGrid().and(withdraw());
    expect(told(issue, 'withdrawn')).toEqual([]);
    expect(told(issue, 'closed')).toEqual(['closed grid', 'closed resident']);
  });

  test.each([
    ['verifying', () => given(T0, VERIFIED), ['closed clerk']],
    ['checking', () => withGrid(CHECKED).and(handle('grid')), ['closed inspector', 'closed inspector-b']],
    ['confirming', () => withGrid(CALLED).and(handle('grid')), ['closed caller']],
    [
      'suspended',
      () =>
        withGrid()
          .and(askSuspension('grid', T0 + 90 * HOUR))
          .and(approve('group')),
      [],
    ],
  ] as const)(
    'GIVEN stage %s WHEN it is withdrawn THEN nothing rings and nobody goes there in vain',
    (stage, issueIn, whom) => {
      const issue = issueIn();
      expect(issue.state.stage).toBe(stage);
      issue.and(withdraw());
      expect(told(issue, 'withdrawn')).toEqual(whom);
      expect(issue.state).toMatchObject({ stage: 'closed', suspension: null });
      expect(nextWake(issue.state)).toBeUndefined();
      expect(issue.pass(500 * HOUR).types(issue.state.seq)).toEqual([]);
    },
  );

  test('GIVEN a summoned unit WHEN it is withdrawn THEN the unit is told too', () => {
    const issue = withGrid({
      ...RULES,
      parties: [
        {
          ...post('plumbing', 'plumber'),
          key: 'plumbing' as PartyKey,
          acknowledgeWithin: natural(HOUR),
          handleWithin: natural(8 * HOUR),
          reportInWithin: natural(HOUR),
        },
      ],
    })
      .and({ type: 'summon', ...by('grid'), party: 'plumbing' as PartyKey, reason: 'pipes' })
      .and(withdraw());
    expect(told(issue, 'withdrawn')).toEqual(['closed plumber']);
  });

  test.each(['lead', 'grid', 'committee', 'stranger'])(
    'GIVEN an issue WHEN %s withdraws it THEN it is refused',
    (who) => {
      withGrid().when(withdraw(who)).refused('NOT_YOURS_TO_DO');
    },
  );

  test('GIVEN a question that waits WHEN the matter is withdrawn THEN the question is overtaken and its deciders told', () => {
    const issue = withGrid()
      .and(askExtension('grid'))
      .when(withdraw())
      .then({ type: 'approval-lapsed', cause: 'overtaken' }, { type: 'withdrawn' }, { type: 'closed' });
    expect(told(issue, 'approval-lapsed')).toContain('approval-lapsed group');
  });

  test('GIVEN a closed issue WHEN it is withdrawn THEN it is refused, and it is not offered', () => {
    const issue = given().and(withdraw());
    issue.when(withdraw()).refused('ISSUE_CLOSED');
    expect(allowedCommands(issue.state)).not.toContain('withdraw');
    expect(allowedCommands(given().state)).toContain('withdraw');
  });

  test('reopening that reaches nobody: a withdrawn matter that is back calls the tier that had it', () => {
    const issue = withGrid().and(withdraw()).and(reopen());
    expect(issue.state).toMatchObject({ stage: 'open', tier: 2, assignee: null });
    expect(told(issue, 'reopened')).toEqual(['tier-called grid', 'tier-called grid-deputy', 'reopened resident']);
    expect(nextWake(issue.state)).toMatchObject({ clock: 'acknowledge', tier: 2 });
  });

  test('GIVEN a call on the way WHEN the matter is withdrawn before THEN the caller is told that it is closed', () => {
    withGrid(CALLED).and(handle('grid')).and(withdraw()).when(callBack('caller', 'satisfied')).refused('ISSUE_CLOSED');
  });
});
