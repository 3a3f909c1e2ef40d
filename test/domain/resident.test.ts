import { explain } from '../../domain';
import {
  acknowledge,
  by,
  confirm,
  dispute,
  given,
  handle,
  HOUR,
  reopen,
  REPORT,
  RULES,
  T0,
  person,
  photo,
} from './given';

const handledByLead = () => given().and(acknowledge('lead'), HOUR).and(handle('lead'), HOUR);

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
  test('a closed issue waits for nothing and offers reopening', () => {
    const explained = explain(handledByLead().and(confirm()).state);
    expect(explained).toMatchObject({ waits: [], next: null, outcome: 'confirmed' });
    expect(explained.offers.map((offer) => offer.command)).toEqual(['reopen']);
  });
});
