import { decide, explain, notices, record, type Command, type CommandId } from '../../domain';
import {
  acknowledge,
  approve,
  askForceClose,
  by,
  confirm,
  dispute,
  given,
  handle,
  HOUR,
  ISSUE,
  reopen,
  REPORT,
  RULES,
  T0,
  person,
  photo,
} from './given';

const handledByLead = () => given().and(acknowledge('lead'), HOUR).and(handle('lead'), HOUR);

/** The state after a command whose sender says that it happened so long ago. */
function saidEarlier(issue: ReturnType<typeof given>, command: Command, agoMs: number) {
  const decision = decide(issue.state, command, issue.nowMs);
  if (!decision.ok) throw new Error(decision.refusal.message);
  const from = { actor: command.by, commandId: 'c-late' as CommandId, occurredAtMs: issue.nowMs - agoMs };
  return record(ISSUE, issue.state, decision.events, from).after;
}

describe('the resident has the last word', () => {
  test('GIVEN a handled matter WHEN the resident confirms THEN it is closed as confirmed', () => {
    handledByLead().when(confirm(), HOUR).then({ type: 'confirmed' }, { type: 'closed', outcome: 'confirmed' });
  });

  test('GIVEN a handled matter WHEN the resident disagrees THEN it resumes one tier higher', () => {
    const issue = handledByLead()
      .when(dispute(), HOUR)
      .then({ type: 'disputed' }, { type: 'escalated', toTier: 2, cause: 'disputed' });
    expect(issue.state).toMatchObject({ stage: 'open', tier: 2, disputes: 1 });
  });

  test('GIVEN the last tier handled it WHEN the resident disagrees THEN the last tier has it again, with fresh clocks', () => {
    const issue = given()
      .pass(30 * HOUR)
      .and(acknowledge('committee'))
      .and(handle('committee'), HOUR)
      .and(dispute(), HOUR);
    expect(issue.state).toMatchObject({ tier: 4, stage: 'open', clocks: { acknowledge: { round: 0 } } });
  });

  test('"closed" taken for "fixed": silence is asked again and then closed as unconfirmed, never as confirmed', () => {
    const issue = handledByLead().pass(37 * HOUR);
    expect(issue.types(3)).toEqual(['reminded', 'closed']);
    expect(issue.state.closure?.outcome).toBe('unconfirmed');
  });

  test.each([['lead'], ['grid'], ['committee']])(
    'WHEN %s confirms in the place of the resident THEN it is refused',
    (who) => {
      handledByLead().when(confirm(who)).refused('NOT_YOURS_TO_DO');
    },
  );

  test('GIVEN a building lead who reported WHEN they handle it themselves THEN it is refused, and they can pass it up', () => {
    const issue = given(T0, RULES, { ...REPORT, reporter: person('lead') }).and(acknowledge('lead'));
    issue.when(handle('lead')).refused('HANDLER_IS_REPORTER');
    issue.when({ type: 'escalate', ...by('lead'), reason: 'mine' }).then({ type: 'escalated', toTier: 2 });
  });
});

describe('who learns that it is closed', () => {
  const told = (issue: ReturnType<typeof given>) =>
    notices(issue.state, issue.log.at(-1)!.event).map(({ recipient, template }) => [recipient, template]);

  test('GIVEN a dispute and a force-close THEN whoever has the issue now, whoever handled it and the reporter', () => {
    const issue = handledByLead()
      .and(dispute())
      .and(acknowledge('grid'))
      .and(askForceClose('grid'))
      .and(approve('group'));
    expect(told(issue)).toEqual([
      ['grid', 'closed'],
      ['lead', 'closed'],
      ['resident', 'closed'],
    ]);
  });
  test('GIVEN that one person handled it and has it still THEN they are told once', () => {
    expect(told(handledByLead().and(confirm()))).toEqual([
      ['lead', 'closed'],
      ['resident', 'closed'],
    ]);
  });
  test('GIVEN that the reporter had it themselves THEN they are told once', () => {
    const issue = given(T0, RULES, { ...REPORT, reporter: person('lead') })
      .and(acknowledge('lead'))
      .and(askForceClose('lead'))
      .and(approve('grid'));
    expect(told(issue)).toEqual([['lead', 'closed']]);
  });
});

describe('handling and its evidence', () => {
  test('WHEN evidence is missing THEN it is refused', () => {
    given()
      .and(acknowledge('lead'))
      .when({ type: 'handle', ...by('lead'), note: 'x', evidence: [] })
      .refused('EVIDENCE_REQUIRED');
  });
  test('WHEN it was not acknowledged THEN handling is refused', () => {
    given().when(handle('lead')).refused('NOT_IN_THIS_STAGE');
  });
  test('GIVEN an assignment WHEN the assignee acknowledges and handles THEN both count', () => {
    const issue = given().and({ type: 'assign', ...by('lead'), to: person('grid') });
    issue.when(acknowledge('grid')).then({ type: 'acknowledged' });
    issue.when({ type: 'handle', ...by('grid'), note: 'x', evidence: photo }).then({ type: 'handled' });
  });
  test('WHEN an issue is given to somebody unknown THEN the refusal names who is known', () => {
    const refusal = given()
      .when({ type: 'assign', ...by('lead'), to: person('nobody') })
      .refused('NOT_ON_LADDER');
    expect(refusal?.message).toContain('grid-deputy');
  });
});

describe('reopening', () => {
  const closed = () => handledByLead().and(confirm(), HOUR);
  test('GIVEN a closed issue WHEN the resident reopens THEN it is with the tier above the one that closed it, not at the start of the queue', () => {
    closed().when(reopen(), HOUR).then({ type: 'reopened', tier: 2 });
  });
  test('GIVEN a closed issue WHEN it is handled, confirmed or acknowledged THEN it is refused as closed', () => {
    for (const command of [handle('lead'), confirm(), acknowledge('lead')])
      closed().when(command).refused('ISSUE_CLOSED');
  });
  test('GIVEN it was closed long ago WHEN it is reopened THEN it is refused', () => {
    closed()
      .when(reopen(), 31 * 24 * HOUR)
      .refused('REOPEN_TOO_LATE');
  });
  test('GIVEN a resident who reopens in time WHEN it is served after the time is over THEN it is reopened, with clocks from then on', () => {
    const closedAtMs = T0 + 3 * HOUR;
    const issue = closed()
      .when(reopen(), 31 * 24 * HOUR, 2 * 24 * HOUR)
      .then({ type: 'reopened', acknowledge: { sinceMs: closedAtMs + 31 * 24 * HOUR } as never });
    expect(issue.state.tierSinceMs).toBe(issue.nowMs);
  });
  test('GIVEN a resident who reopens too late WHEN it waits to be served THEN it is refused all the same', () => {
    closed()
      .when(reopen(), 33 * 24 * HOUR, 2 * 24 * HOUR)
      .refused('REOPEN_TOO_LATE');
  });
  test.each([
    ['the resident confirms', handledByLead, confirm()],
    ['a force-close is approved', () => given().and(acknowledge('lead')).and(askForceClose('lead')), approve('grid')],
  ])(
    'GIVEN %s and says that it was long ago THEN the time to reopen counts from the decision',
    (_what, before, command) => {
      const issue = before();
      const after = saidEarlier(issue, command, 40 * 24 * HOUR);
      expect(after.closure?.atMs).toBe(issue.nowMs);
      expect(decide(after, reopen(), issue.nowMs + 29 * 24 * HOUR)).toMatchObject({ ok: true });
      expect(decide(after, reopen(), issue.nowMs + 31 * 24 * HOUR)).toMatchObject({ ok: false });
    },
  );
  test('GIVEN a resident who never answers THEN the time to reopen counts from when it was closed, and not from the deadline', () => {
    const issue = handledByLead().pass(30 * HOUR);
    issue.nowMs += 100 * HOUR;
    expect(issue.wakeOnce()).toEqual([{ type: 'closed', outcome: 'unconfirmed', atMs: issue.nowMs }]);
    expect(issue.state.closure?.atMs).toBe(issue.nowMs);
  });
  test('GIVEN an open issue WHEN it is reopened THEN it is refused', () => {
    given().when(reopen()).refused('ALREADY_OPEN');
  });
  test('reopening that reaches nobody: the tier on duty has both clocks running again', () => {
    expect(closed().and(reopen(), HOUR).state).toMatchObject({
      stage: 'open',
      clocks: { acknowledge: {}, handle: {} },
      closure: null,
    });
  });
});

describe('explain', () => {
  test('names what is awaited, by whom, since and until when, by which rule, and what comes next', () => {
    expect(explain(given().state)).toMatchObject({
      waits: [
        {
          what: 'acknowledgement',
          whom: ['lead'],
          sinceMs: T0,
          untilMs: T0 + 2 * HOUR,
          rule: 'default@1#tiers[0:building-lead].acknowledge',
          then: 'remind',
        },
        { what: 'handling', untilMs: T0 + 8 * HOUR, then: 'escalate' },
      ],
      next: { atMs: T0 + 2 * HOUR, clock: 'acknowledge', then: 'remind' },
    });
    expect(explain(given().state).offers).toContainEqual({ command: 'acknowledge', whom: ['lead'] });
  });
  test('GIVEN the last tier and nobody who has the issue THEN it waits for an acknowledgement alone, as it is alerted for one thing at a time', () => {
    const issue = given().pass(80 * HOUR);
    expect(issue.state.clocks.handle!.dueAtMs).toBeLessThan(issue.nowMs);
    const explained = explain(issue.state);
    expect(explained.waits).toMatchObject([{ what: 'acknowledgement', then: 'alert' }]);
    expect(explained.next?.atMs).toBeGreaterThan(issue.nowMs);
    expect(explain(issue.and(acknowledge('committee')).state).waits).toMatchObject([
      { what: 'handling', untilMs: issue.state.clocks.handle!.dueAtMs, then: 'alert' },
    ]);
  });
  test('a closed issue waits for nothing and offers reopening', () => {
    const explained = explain(handledByLead().and(confirm()).state);
    expect(explained).toMatchObject({ waits: [], next: null, outcome: 'confirmed' });
    expect(explained.offers.map((offer) => offer.command)).toEqual(['reopen']);
  });
});
