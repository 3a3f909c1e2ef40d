/** What a notice says besides its text: who did it, until when somebody has to move, and how it ended. */
import { fold, natural, notices, type EventType, type IssueRules, type Notice } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askVoid,
  assign,
  CHECKED,
  comment,
  confirm,
  decline,
  dispute,
  failCheck,
  given,
  handle,
  HOUR,
  ISSUE,
  passCheck,
  post,
  reopen,
  RULES,
  T0,
  verify,
  withdraw,
  type Given,
} from './given';
import { inStage } from './stages';

/** The notices of the latest event of a type, without their tier and round. */
function said({ log }: Given, type: EventType): readonly Omit<Notice, 'tier' | 'round'>[] {
  const index = log.findLastIndex(({ event }) => event.type === type);
  const after = fold(ISSUE, log.slice(0, index + 1));
  if (after === null) throw new Error(`Nothing of the type ${type} has happened.`);
  return notices(after, log[index]!.event).map(({ tier: _tier, round: _round, ...notice }) => notice);
}
const notice = (template: string, recipient: string, facts: Notice['facts'] = {}) => ({ template, recipient, facts });
const by = (id: string) => ({ by: id as NonNullable<Notice['facts']['by']> });
const due = (hours: number) => ({ dueAtMs: T0 + hours * HOUR });

const withLead = (rules: IssueRules = RULES) => given(T0, rules).and(acknowledge('lead'));
const handled = (rules: IssueRules = RULES) => withLead(rules).and(handle('lead'), HOUR);
const CALLED: IssueRules = { ...RULES, callBack: { by: post('caller', 'caller'), attempts: 2 } };
const VERIFIED: IssueRules = {
  ...RULES,
  verification: {
    by: post('clerk', 'clerk'),
    within: natural(4 * HOUR),
    repeat: { every: natural(2 * HOUR), times: 1 },
  },
};

test.each<[string, EventType, () => Given, readonly ReturnType<typeof notice>[]]>([
  [
    'a report: the tier learns by when to say that it has it',
    'opened',
    () => given(),
    [notice('tier-called', 'lead', due(2)), notice('report-received', 'resident')],
  ],
  [
    'a report that is looked at: whoever looks, by when to have looked',
    'opened',
    () => given(T0, VERIFIED),
    [notice('verify-asked', 'clerk', due(4)), notice('report-received', 'resident')],
  ],
  [
    'a report that was looked at',
    'verified',
    () => given(T0, VERIFIED).and(verify('clerk'), HOUR),
    [notice('tier-called', 'lead', due(3))],
  ],
  [
    'a report that is no matter for us',
    'declined',
    () => given(T0, VERIFIED).and(decline('clerk')),
    [notice('declined', 'resident', by('clerk'))],
  ],
  ['somebody has it', 'acknowledged', () => withLead(), [notice('acknowledged', 'resident', by('lead'))]],
  [
    'it is given to one who has not said that they have it',
    'assigned',
    () => given().and(assign('lead', 'grid')),
    [notice('assigned', 'grid', { ...by('lead'), ...due(2) })],
  ],
  [
    'it is given to one while it is handled',
    'assigned',
    () => withLead().and(assign('lead', 'grid')),
    [notice('assigned', 'grid', { ...by('lead'), ...due(8) })],
  ],
  [
    'an acknowledgement that was not renewed',
    'acknowledgement-expired',
    () =>
      withLead({
        ...RULES,
        tiers: RULES.tiers.map((tier) => ({ ...tier, acknowledgementFor: natural(3 * HOUR) })),
      }).pass(3 * HOUR),
    [notice('acknowledgement-expired', 'lead', { ...by('lead'), ...due(5) })],
  ],
  [
    'the time to handle is nearly over',
    'warned',
    () =>
      withLead({ ...RULES, tiers: RULES.tiers.map((tier) => ({ ...tier, warnings: [{ share: 0.5 }] })) }).pass(
        4 * HOUR,
      ),
    [notice('deadline-near', 'lead', due(8))],
  ],
  [
    'it is handled: the resident and whoever calls them, until when the resident has the word',
    'handled',
    () => handled(CALLED),
    [notice('please-confirm', 'resident', { ...by('lead'), ...due(25) }), notice('call-back-asked', 'caller', due(25))],
  ],
  [
    'it is handled and looked at first',
    'handled',
    () => handled({ ...CHECKED, check: { ...CHECKED.check!, by: post('inspector', 'inspector') } }),
    [notice('check-asked', 'inspector', { ...by('lead'), ...due(7) })],
  ],
  [
    'somebody was on the spot: the resident learns who handled it',
    'checked',
    () => handled(CHECKED).and(passCheck('inspector'), HOUR),
    [notice('please-confirm', 'resident', { ...by('lead'), ...due(26) })],
  ],
  [
    'it is not done: whoever handled it has the time to do it again',
    'check-failed',
    () => handled(CHECKED).and(failCheck('inspector'), HOUR),
    [notice('check-failed', 'lead', { ...by('inspector'), ...due(7) })],
  ],
  [
    'it is not done once more, since it is a problem case: whoever handled it has the time to do it again',
    'check-failed',
    () =>
      handled({ ...CHECKED, problem: { reworks: 0, units: 3 } })
        .and(failCheck('inspector'))
        .and(acknowledge('grid'))
        .and(handle('grid'))
        .and(failCheck('inspector')),
    [notice('check-failed', 'grid', { ...by('inspector'), ...due(6) })],
  ],
  ['the resident disagrees', 'disputed', () => handled().and(dispute()), [notice('disputed', 'lead', by('resident'))]],
  [
    'the resident agrees',
    'closed',
    () => handled().and(confirm()),
    [notice('closed', 'lead', { outcome: 'confirmed' }), notice('closed', 'resident', { outcome: 'confirmed' })],
  ],
  [
    'it is back',
    'reopened',
    () => handled().and(confirm()).and(reopen()),
    [
      notice('tier-called', 'grid', { cause: 'reopened', ...by('resident'), ...due(3) }),
      notice('tier-called', 'grid-deputy', { cause: 'reopened', ...by('resident'), ...due(3) }),
      notice('reopened', 'resident', by('resident')),
    ],
  ],
  [
    'the reporter takes it back before anybody has it',
    'withdrawn',
    () => given().and(withdraw()),
    [notice('closed', 'lead', { outcome: 'withdrawn' })],
  ],
  [
    'somebody adds a word',
    'commented',
    () => withLead().and(comment('lead')),
    [notice('commented', 'resident', by('lead'))],
  ],
  [
    'somebody adds a word to an issue that goes with another',
    'commented',
    () => inStage('linked').and(comment('resident')),
    [notice('commented', 'lead', by('resident'))],
  ],
])('%s (%s)', (_what, type, issue, expected) => {
  expect(said(issue(), type)).toStrictEqual(expected);
});

test('GIVEN nobody came to look WHEN the resident is asked THEN the notice names nobody who looked, and the handler', () => {
  const issue = handled(CHECKED).pass(9 * HOUR);
  expect(said(issue, 'checked')).toStrictEqual([notice('please-confirm', 'resident', { ...by('lead'), ...due(34) })]);
});

describe('what is taken out as no matter at all', () => {
  const rules: IssueRules = { ...RULES, void: { decideWithin: natural(6 * HOUR) } };
  const closed = (issue: Given) => said(issue, 'closed').map(({ recipient, facts }) => [recipient, facts.outcome]);

  test('GIVEN nobody had it yet THEN everybody who was called learns that it is over', () => {
    const issue = given(T0, rules)
      .pass(3 * HOUR)
      .and(askVoid('grid'))
      .and(approve('group'));
    expect(closed(issue)).toEqual([
      ['grid', 'voided'],
      ['grid-deputy', 'voided'],
      ['resident', 'voided'],
    ]);
  });

  test('GIVEN somebody had it THEN they learn it, and not the others of their tier', () => {
    const issue = given(T0, rules)
      .pass(3 * HOUR)
      .and(acknowledge('grid'))
      .and(askVoid('grid'))
      .and(approve('group'));
    expect(closed(issue)).toEqual([
      ['grid', 'voided'],
      ['resident', 'voided'],
    ]);
  });

  test('GIVEN another end of what nobody had THEN the closing goes to the reporter alone', () => {
    expect(closed(given(T0, rules).and(withdraw()))).toEqual([['resident', 'withdrawn']]);
  });
});

test('GIVEN a question that waits WHEN the issue is given to whoever has it already THEN the question stays', () => {
  const asked = withLead().and(askExtension('lead'));
  asked.when(assign('lead', 'lead')).then({ type: 'assigned' });
  asked
    .when(assign('lead', 'grid'))
    .then({ type: 'approval-lapsed', cause: 'overtaken' }, { type: 'assigned', to: 'grid' as never });
});
