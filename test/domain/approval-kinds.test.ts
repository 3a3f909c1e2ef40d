/** What may be asked for, in which stages, by whom, and what follows. */
import { explain, natural, type IssueRules } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  askSuspension,
  askVoid,
  given,
  handle,
  HOUR,
  person,
  post,
  reject,
  RULES,
  T0,
} from './given';
import { asked, decision, withGrid } from './panels';
import { askReturn, dispatch, finish, party, PARTY_RULES, summon, withLead } from './parties';

const VOIDING: IssueRules = { ...RULES, void: decision() };
const VERIFIED: IssueRules = {
  ...VOIDING,
  verification: {
    by: post('clerk', 'clerk', 'resident'),
    within: natural(4 * HOUR),
    repeat: { every: natural(HOUR), times: 1 },
  },
};
const withProperty = () => withLead().and(dispatch('lead', 'property'));

describe('approval kinds: void, what is no matter at all', () => {
  test('GIVEN an open issue WHEN the tier asks and the tier above agrees THEN it is closed as voided', () => {
    given(T0, VOIDING)
      .when(askVoid('lead'))
      .then({ type: 'approval-requested', kind: 'void', deciders: ['grid', 'grid-deputy'] as never })
      .when(approve('grid'))
      .then({ type: 'approved' }, { type: 'closed', outcome: 'voided' });
  });

  test('GIVEN a report that is looked at WHEN whoever looks asks THEN the ladder decides, and the reporter may not ask', () => {
    given(T0, VERIFIED).when(askVoid('resident')).refused('NOT_YOURS_TO_DO');
    given(T0, VERIFIED).when(askVoid('lead')).refused('NOT_YOURS_TO_DO');
    given(T0, VERIFIED).and(askVoid('clerk')).when(approve('grid')).then({ type: 'approved' }, { type: 'closed' });
  });

  test('GIVEN it is not decided yet WHEN somebody signs in THEN the question goes on', () => {
    const issue = given(T0, VOIDING).and(askVoid('lead')).and(acknowledge('lead'));
    expect(issue.state.approvals[0]?.status).toBe('pending');
    issue.when(approve('grid')).then({ type: 'approved' }, { type: 'closed', outcome: 'voided' });
  });

  test('GIVEN it waits for the resident WHEN somebody asks THEN it is too late', () => {
    given(T0, VOIDING).and(acknowledge('lead')).and(handle('lead')).when(askVoid('lead')).refused('NOT_IN_THIS_STAGE');
  });
});

describe('approval kinds: return, a wrong dispatch', () => {
  test('GIVEN a party has it WHEN one of it asks THEN the tier that dispatched decides', () => {
    withProperty()
      .when(askReturn('manager'))
      .then({ type: 'approval-requested', deciders: ['lead'] as never })
      .when(approve('lead'))
      .then({ type: 'approved', by: person('lead') }, { type: 'returned', party: party('property') });
  });

  test('GIVEN a party has signed in WHEN another of it asks THEN that is possible too, and its clocks go on', () => {
    const issue = withProperty().and(acknowledge('manager'));
    const { clocks } = issue.state;
    issue.and(askReturn('porter'));
    expect(issue.state.clocks).toEqual(clocks);
  });

  test('GIVEN a tier asks WHEN the tier above agrees THEN the ladder climbs, and the question is not overtaken by that', () => {
    given(T0, PARTY_RULES)
      .when(askReturn('lead'))
      .then({ type: 'approval-requested', deciders: ['grid', 'grid-deputy'] as never })
      .when(approve('grid'))
      .then({ type: 'approved' }, { type: 'escalated', cause: 'returned', toTier: 2 });
  });

  test('GIVEN a no WHEN it is said THEN the party keeps it', () => {
    const issue = withProperty().and(askReturn('manager')).when(reject('lead')).then({ type: 'rejected' });
    expect(issue.state.dispatch?.party).toBe('property');
  });

  test.each([
    ['handled', () => handle('manager'), 'handled'],
    ['passed up', () => ({ type: 'escalate', by: person('lead'), reason: 'no' }) as const, 'escalated'],
    ['dispatched elsewhere', () => dispatch('lead', 'power'), 'dispatched'],
  ])('GIVEN a pending return WHEN it is %s THEN the question is overtaken', (_what, command, event) => {
    const issue = withProperty().and(acknowledge('manager')).and(askReturn('manager')).and(command());
    expect(issue.types().slice(-2)).toEqual(['approval-lapsed', event]);
  });

  test('GIVEN the last tier WHEN it asks THEN there is nobody to give it back to', () => {
    given(T0, PARTY_RULES)
      .pass(20 * HOUR)
      .when(askReturn('committee'))
      .refused('TOP_OF_LADDER');
  });
});

describe('approval kinds: what the procedure and the stage allow', () => {
  test.each([
    ['return', askReturn('lead')],
    ['void', askVoid('lead')],
  ])(
    'GIVEN a procedure without %s WHEN somebody asks THEN it is refused, and nothing of it is offered',
    (kind, command) => {
      const refusal = given().when(command).refused('APPROVAL_KIND_UNUSED');
      expect(refusal?.message).toContain(kind);
      expect(explain(given().state).offers.map(({ command: name }) => name)).not.toContain('request');
      withGrid().and(askForceClose('grid')).and(approve('group')).when(command).refused('ISSUE_CLOSED');
    },
  );

  test('GIVEN kinds that may be asked early WHEN it is open THEN asking is offered to the tier', () => {
    expect(explain(given(T0, VOIDING).state).offers).toContainEqual({ command: 'request', whom: ['lead'] });
  });

  test('GIVEN several have to agree WHEN one has THEN the wait and the offers name the others', () => {
    const issue = asked({ ...RULES, forceClose: decision({ quorum: { count: 2 } }) }).and(approve('group'));
    expect(explain(issue.state)).toMatchObject({
      waits: expect.arrayContaining([expect.objectContaining({ what: 'approval', whom: ['group-member'] })]) as unknown,
      offers: expect.arrayContaining([{ command: 'approve', whom: ['group-member'] }]) as unknown,
    });
  });

  test('a kind that takes a reason and nothing else refuses more', () => {
    given(T0, VOIDING)
      .when({ ...askVoid('lead'), untilMs: T0 } as never)
      .refused('COMMAND_MALFORMED');
    withProperty()
      .when({ ...askReturn('manager'), extendByMs: 1 } as never)
      .refused('COMMAND_MALFORMED');
  });
});

describe('approval kinds: a running timer that cannot be changed', () => {
  const WARNED: IssueRules = {
    ...RULES,
    tiers: RULES.tiers.map((tier) => ({ ...tier, warnings: [{ beforeMs: 2 * HOUR }] })),
  };

  test('GIVEN a warning to come WHEN the deadline is moved THEN the warning moves with it', () => {
    const issue = withGrid(WARNED);
    expect(issue.state.clocks.handle?.warnAtMs).toEqual([T0 + 13 * HOUR]);
    issue.and(askExtension('grid', 4)).and(approve('group'));
    expect(issue.state.clocks.handle).toMatchObject({ dueAtMs: T0 + 19 * HOUR, warnAtMs: [T0 + 17 * HOUR] });
  });

  test('GIVEN a party has it WHEN its time is extended THEN it gets no warnings of the tier', () => {
    const issue = given(T0, { ...WARNED, parties: PARTY_RULES.parties! })
      .and(dispatch('lead', 'property'))
      .and(acknowledge('manager'))
      .and(askExtension('manager', 4))
      .and(approve('lead'));
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 10 * HOUR);
    expect(issue.state.clocks.handle).not.toHaveProperty('warnAtMs');
  });

  test('GIVEN a time over all tiers WHEN it is suspended THEN that time stands still too', () => {
    const issue = withGrid({ ...RULES, total: { within: natural(50 * HOUR), to: 4 } })
      .and(askSuspension('grid', T0 + 20 * HOUR))
      .and(approve('group'), HOUR);
    expect(issue.state.totalPaused).toMatchObject({ leftMs: 46 * HOUR, pausedAtMs: T0 + 4 * HOUR });
    issue.pass(16 * HOUR);
    expect(issue.state.clocks.total?.dueAtMs).toBe(T0 + 66 * HOUR);
  });

  test('GIVEN a summoned party is at work WHEN somebody asks for a suspension THEN it is refused until its part is done', () => {
    const issue = withLead().and(summon('lead', 'property'));
    const refusal = issue.when(askSuspension('lead', T0 + 20 * HOUR)).refused('PARTS_UNFINISHED');
    expect(refusal?.message).toContain('property');
    issue
      .and(finish('manager'))
      .when(askSuspension('lead', T0 + 20 * HOUR))
      .then({ type: 'approval-requested' });
  });

  test('GIVEN a party was summoned after the question WHEN it is approved THEN nothing stands still', () => {
    withLead()
      .and(askSuspension('lead', T0 + 20 * HOUR))
      .and(summon('lead', 'property'))
      .when(approve('grid'))
      .then({ type: 'approved' });
  });
});
