/** Where the limits of a question lie, to the millisecond and to the one. */
import { explain, natural, type IssueRules } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  askSuspension,
  askVoid,
  confirm,
  given,
  handle,
  HOUR,
  person,
  post,
  reject,
  RULES,
  T0,
} from './given';
import { decision, withGrid } from './panels';
import { askReturn, PARTY_RULES } from './parties';

const DAY = 24 * HOUR;
const extended = (issue = withGrid()) => issue.and(askExtension('grid')).and(approve('group'));
const refusedOnce = (issue = withGrid()) => issue.and(askExtension('grid')).and(reject('group'));

describe('how much more time, and how often', () => {
  test('an extension may be as long as the limit, and not a millisecond longer', () => {
    withGrid().when(askExtension('grid', 24)).then({ type: 'approval-requested', extendByMs: DAY });
    withGrid()
      .when({ ...askExtension('grid'), extendByMs: DAY + 1 } as never)
      .refused('EXTENSION_LIMIT');
  });

  test('only what was granted counts: who was refused may ask as often as before', () => {
    const issue = refusedOnce(refusedOnce(refusedOnce()));
    extended(extended(issue)).when(askExtension('grid')).refused('EXTENSION_LIMIT');
  });

  test('a suspension is no extension: each has a number of its own', () => {
    const issue = withGrid()
      .and(askSuspension('grid', T0 + 4 * HOUR))
      .and(approve('group'))
      .pass(HOUR);
    extended(extended(issue));
    expect(issue.types().filter((type) => type === 'extended')).toHaveLength(2);
    extended(extended())
      .when(askSuspension('grid', T0 + DAY))
      .then({ type: 'approval-requested', kind: 'suspension' });
  });

  test('a suspension that was refused is none: another may be asked for', () => {
    withGrid()
      .and(askSuspension('grid', T0 + DAY))
      .and(reject('group'))
      .when(askSuspension('grid', T0 + DAY))
      .then({ type: 'approval-requested' });
  });

  test('a suspension ends after the present, and may last as long as the limit and no longer', () => {
    const nowMs = T0 + 3 * HOUR;
    withGrid().when(askSuspension('grid', nowMs)).refused('SUSPENSION_LIMIT');
    withGrid()
      .when(askSuspension('grid', nowMs + 1))
      .then({ type: 'approval-requested' });
    withGrid()
      .when(askSuspension('grid', nowMs + 30 * DAY))
      .then({ type: 'approval-requested' });
    withGrid()
      .when(askSuspension('grid', nowMs + 30 * DAY + 1))
      .refused('SUSPENSION_LIMIT');
  });

  test('GIVEN a yes in the very instant in which the suspension would end THEN nothing is left to suspend', () => {
    const question = () => withGrid().and(askSuspension('grid', T0 + 4 * HOUR));
    question().when(approve('group'), HOUR).then({ type: 'approved' });
    question()
      .when(approve('group'), HOUR - 1)
      .then({ type: 'approved' }, { type: 'suspended' });
  });

  test.each([
    ['extension', askExtension('grid'), 'EXTENSION_OVERDUE'],
    ['suspension', askSuspension('grid', T0 + 9 * DAY), 'SUSPENSION_OVERDUE'],
  ])(
    'GIVEN a question of the kind %s that came in the very instant of the deadline THEN it is too late, and a millisecond before it is not',
    (_what, command, code) => {
      withGrid()
        .when(command, 13 * HOUR, HOUR)
        .refused(code);
      withGrid()
        .when(command, 13 * HOUR, HOUR + 1)
        .then({ type: 'approval-requested' });
    },
  );

  test.each([
    ['an extension without its length', { kind: 'extension' }],
    ['an extension with a date', { kind: 'extension', extendByMs: HOUR, untilMs: T0 + DAY }],
    ['a suspension without its date', { kind: 'suspension' }],
    ['a suspension with a length', { kind: 'suspension', extendByMs: HOUR, untilMs: T0 + DAY }],
    ['a force-close with a date', { kind: 'force-close', untilMs: T0 + DAY }],
    ['a force-close with a length', { kind: 'force-close', extendByMs: HOUR }],
  ])('%s is refused as malformed, and says nothing of limits', (_what, fields) => {
    withGrid()
      .when({ type: 'request', by: person('grid'), reason: 'parts', ...fields } as never)
      .refused('COMMAND_MALFORMED');
  });
});

describe('in which stages what may be asked', () => {
  const VOIDING: IssueRules = { ...PARTY_RULES, void: decision() };
  const verification = {
    by: post('clerk', 'clerk'),
    within: natural(4 * HOUR),
    repeat: { every: natural(HOUR), times: 1 },
  };
  const open = () => given(T0, VOIDING);
  const handling = () => open().and(acknowledge('lead'));
  const confirming = () => handling().and(handle('lead'));
  const closed = () => confirming().and(confirm());
  const asks = {
    extension: askExtension('lead'),
    suspension: askSuspension('lead', T0 + DAY),
    'force-close': askForceClose('lead'),
    return: askReturn('lead'),
    void: askVoid('lead'),
  };

  test.each([
    ['open', open, ['return', 'void']],
    ['handling', handling, ['extension', 'suspension', 'force-close', 'return', 'void']],
    ['confirming', confirming, []],
    ['closed', closed, []],
  ] as const)('GIVEN an issue that is %s THEN these and no others', (stage, at, possible) => {
    for (const [kind, command] of Object.entries(asks)) {
      if ((possible as readonly string[]).includes(kind))
        at()
          .when(command)
          .then({ type: 'approval-requested', kind: kind as never });
      else
        at()
          .when(command)
          .refused(stage === 'closed' ? 'ISSUE_CLOSED' : 'NOT_IN_THIS_STAGE');
    }
  });

  test('GIVEN a report that is looked at THEN it may be voided, and not given back', () => {
    const looked = () => given(T0, { ...VOIDING, verification });
    looked().when(askVoid('clerk')).then({ type: 'approval-requested', kind: 'void' });
    looked().when(askReturn('clerk')).refused('NOT_IN_THIS_STAGE');
  });

  test('GIVEN somebody was given it WHEN others of the tier ask to void it THEN only who has it may', () => {
    const issue = given(T0, VOIDING)
      .pass(3 * HOUR)
      .and(acknowledge('grid'));
    issue.when(askVoid('grid-deputy')).refused('NOT_YOURS_TO_DO');
    issue.when(askForceClose('grid-deputy')).refused('NOT_YOURS_TO_DO');
    issue.when(askVoid('grid')).then({ type: 'approval-requested' });
  });

  test('WHEN it is voided or closed by force THEN from then on it is closed', () => {
    const voided = handling().and(askVoid('lead')).and(approve('grid'), HOUR);
    expect(voided.state).toMatchObject({ stage: 'closed', closure: { outcome: 'voided', atMs: T0 + HOUR } });
    const forced = handling().and(askForceClose('lead')).and(approve('grid'), HOUR);
    expect(forced.state).toMatchObject({ stage: 'closed', closure: { outcome: 'force-closed', atMs: T0 + HOUR } });
  });

  test('GIVEN rules that know the question no more WHEN nobody decides THEN it lapses, whatever the old ones said', () => {
    const issue = given(T0, { ...RULES, void: decision({ onTimeout: 'approve' }) }).and(askVoid('lead'));
    issue.state = { ...issue.state, rules: RULES, clocks: {} };
    expect(explain(issue.state).next).toMatchObject({ clock: 'approval', then: 'lapse' });
    issue.pass(6 * HOUR);
    expect(issue.log.at(-1)?.event).toEqual({ type: 'approval-lapsed', approval: 'a1', cause: 'expired' });
    expect(issue.state.stage).toBe('open');
  });
});
