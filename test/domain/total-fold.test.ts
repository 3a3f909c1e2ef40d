/** What a log holds always folds, and tells somebody or nobody, in whichever stage and whoever wrote it. */
import {
  evolve,
  natural,
  notices,
  pauseClock,
  startClock,
  STAGES,
  type ApprovalId,
  type CommandId,
  type EventType,
  type IssueEvent,
  type IssueId,
} from '../../domain';
import { ISSUE, person, HOUR, RULES, T0 } from './given';
import { party } from './parties';
import { inStage } from './stages';

const clock = startClock(RULES, T0, natural(HOUR));
const paused = pauseClock(RULES, clock, T0);
const by = person('lead');
const approval = 'a1' as ApprovalId;
const lead = 'i-2' as IssueId;
const property = party('property');
const tier = { acknowledge: clock, handle: clock };
const firedAtMs = T0;

/** Each event with no more than it has to have. An opening stands at the begin of a log, and nowhere else. */
const LEAST: { readonly [T in Exclude<EventType, 'opened'>]: Extract<IssueEvent, { type: T }> } = {
  acknowledged: { type: 'acknowledged', by },
  'acknowledgement-expired': { type: 'acknowledgement-expired', by, firedAtMs, acknowledge: clock },
  assigned: { type: 'assigned', by, to: by },
  escalated: { type: 'escalated', fromTier: 1, toTier: 2, cause: 'passed-up', ...tier },
  reminded: { type: 'reminded', clock: 'handle', tier: 1, round: 1, firedAtMs, nextAtMs: T0 + HOUR, alert: false },
  handled: { type: 'handled', by, note: 'done', evidence: [] },
  'approval-requested': {
    type: 'approval-requested',
    approval,
    kind: 'extension',
    by,
    reason: 'parts',
    deciders: [person('grid')],
    sinceMs: T0,
    dueAtMs: T0 + HOUR,
  },
  'approval-reminded': { type: 'approval-reminded', approval, firedAtMs, dueAtMs: T0 + HOUR },
  voted: { type: 'voted', approval, by, vote: 'approve' },
  'approval-climbed': {
    type: 'approval-climbed',
    approval,
    unanswered: [],
    deciders: [person('group')],
    sinceMs: T0,
    dueAtMs: T0 + HOUR,
  },
  approved: { type: 'approved', approval },
  rejected: { type: 'rejected', approval },
  'approval-lapsed': { type: 'approval-lapsed', approval, cause: 'expired' },
  extended: { type: 'extended', approval, fromAtMs: T0, toAtMs: T0 + HOUR, handle: clock },
  suspended: { type: 'suspended', approval, untilMs: T0 + HOUR, handle: paused },
  resumed: { type: 'resumed', handle: clock },
  confirmed: { type: 'confirmed', by },
  disputed: { type: 'disputed', by, reason: 'dark' },
  closed: { type: 'closed', outcome: 'confirmed', atMs: T0 },
  reopened: { type: 'reopened', by, reason: 'dark again', tier: 1, ...tier },
  verified: { type: 'verified', ...tier },
  declined: { type: 'declined', by, reason: 'private' },
  dispatched: { type: 'dispatched', by, to: property, tierHandle: paused, ...tier },
  returned: { type: 'returned', party: property, ...tier },
  'problem-raised': { type: 'problem-raised', cause: 'units', count: 4, atMs: T0 },
  summoned: { type: 'summoned', by, party: property, reason: 'theirs', reportIn: clock, handle: clock },
  'reported-in': { type: 'reported-in', party: property, by },
  'part-finished': { type: 'part-finished', party: property, by, note: 'done', evidence: [] },
  'part-released': { type: 'part-released', party: property, by, reason: 'not needed' },
  'part-overdue': { type: 'part-overdue', party: property, clock: 'part', round: 1, firedAtMs, nextAtMs: T0 + HOUR },
  checked: { type: 'checked', confirm: clock },
  'check-failed': { type: 'check-failed', by, reason: 'dark', evidence: [], handle: clock },
  'called-back': { type: 'called-back', by, answer: 'unreachable', attempt: 1, atMs: T0 },
  withdrawn: { type: 'withdrawn', by, reason: 'it works' },
  supervised: { type: 'supervised', by, reason: 'the press', tier: 3, people: [person('group')], answer: clock },
  answered: { type: 'answered', by, note: 'tomorrow' },
  commented: { type: 'commented', by, text: 'dark', evidence: [] },
  reclassified: { type: 'reclassified', by, reason: 'gas', category: 'gas', severity: 'urgent' },
  'rules-changed': {
    type: 'rules-changed',
    by,
    why: 'procedure',
    reason: 'newer',
    rules: RULES,
    tier: 1,
    clocks: {},
    atMs: T0,
  },
  staffed: { type: 'staffed', directory: 0, posts: [] },
  unstaffed: { type: 'unstaffed', tier: 1, role: 'lead', hops: [] },
  'not-told': { type: 'not-told', tier: 1, round: 0, people: [{ person: by, channels: ['email'] }] },
  'handed-over': { type: 'handed-over', from: by, why: 'left' },
  quarantined: { type: 'quarantined', what: 'handle', atMs: T0 },
  delegated: { type: 'delegated', by, to: person('grid'), untilMs: T0 + HOUR },
  'delegation-ended': { type: 'delegation-ended', from: by, to: person('grid'), firedAtMs },
  linked: { type: 'linked', by, lead, leadSeq: 1, reason: 'same', acknowledge: null, handle: null },
  followed: { type: 'followed', lead, leadSeq: 1, what: 'climbed', tier: 2 },
  unlinked: { type: 'unlinked', lead, handle: clock },
  'follower-joined': { type: 'follower-joined', follower: lead },
  'follower-left': { type: 'follower-left', follower: lead },
  warned: { type: 'warned', tier: 1, firedAtMs, dueAtMs: T0 + HOUR },
  'command-refused': { type: 'command-refused', command: 'approve', by: '?', code: 'COMMAND_MALFORMED', message: 'no' },
};

describe.each(Object.values(LEAST).map((event) => [event.type, event] as const))('%s', (_type, event) => {
  test.each(STAGES)('in stage %s', (stage) => {
    const { state } = inStage(stage);
    const from = { seq: state.seq + 1, actor: 'lead', commandId: 'c-9' as CommandId, occurredAtMs: T0 + HOUR };
    const after = evolve(ISSUE, state, { ...from, event });
    expect(STAGES).toContain(after.stage);
    expect(after.seq).toBe(state.seq + 1);
    expect(JSON.parse(JSON.stringify(after))).toStrictEqual(after);
    const told = notices(after, event);
    expect(JSON.parse(JSON.stringify(told))).toStrictEqual(told);
    const recipients = told.map(({ recipient }) => recipient);
    expect(new Set(recipients).size).toBe(recipients.length);
    for (const recipient of recipients) expect(recipient).toMatch(/^[a-z-]+$/);
  });
});
