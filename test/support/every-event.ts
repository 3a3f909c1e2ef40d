/** Every event there is, with everything in it that it can hold: what must not leave the log is easy to find again. */
import type { ApprovalId, Clock, EventType, IssueEvent, IssueId, PartyKey, PausedClock, PersonId } from '../../domain';
import type { UnitId } from '../../domain';
import { RULES } from '../domain/given';

/** What people said; it stands wherever somebody may write what they like. */
export const WORDS = 'call-me-at-13800001111';

/** Where somebody lives; no place that anything else in an event could name. */
export const HOME = { lat: 40.812345, lon: 111.712345 };

const PERSON = 'lead-oleaster-1' as PersonId;
const OTHER = 'worker-oleaster-1' as PersonId;
const RESIDENT = 'resident-01' as PersonId;
const APPROVAL = 'a1' as ApprovalId;
const PARTY = 'property' as PartyKey;
const LEAD = 'i-lead' as IssueId;
const CLOCK: Clock = { sinceMs: 1_000, dueAtMs: 2_000, round: 0, time: 'natural', charges: [] };
const PAUSED: PausedClock = { clock: CLOCK, pausedAtMs: 1_500, leftMs: 500 };
const EVIDENCE = [{ kind: WORDS, ref: WORDS }];
const PANELS = [{ people: [OTHER, RESIDENT], need: 2 }];
const onDuty = { acknowledge: CLOCK, handle: CLOCK };

export const everyEvent: { readonly [T in EventType]: Required<Extract<IssueEvent, { type: T }>> } = {
  opened: {
    type: 'opened',
    report: {
      text: WORDS,
      category: 'lamps',
      severity: 'normal',
      unit: 'oleaster-1' as UnitId,
      reporter: RESIDENT,
      channel: 'app',
      location: HOME,
    },
    rules: RULES,
    ...onDuty,
    verify: CLOCK,
    total: CLOCK,
  },
  verified: { type: 'verified', by: PERSON, note: WORDS, firedAtMs: 1_000, ...onDuty },
  declined: { type: 'declined', by: PERSON, reason: WORDS },
  acknowledged: { type: 'acknowledged', by: PERSON, renew: CLOCK },
  'acknowledgement-expired': {
    type: 'acknowledgement-expired',
    by: PERSON,
    firedAtMs: 1_000,
    acknowledge: CLOCK,
  },
  assigned: { type: 'assigned', by: PERSON, to: OTHER },
  escalated: {
    type: 'escalated',
    fromTier: 1,
    toTier: 2,
    cause: 'passed-up',
    firedAtMs: 1_000,
    by: PERSON,
    reason: WORDS,
    ...onDuty,
    total: CLOCK,
  },
  reminded: {
    type: 'reminded',
    clock: 'acknowledge',
    tier: 1,
    round: 1,
    firedAtMs: 1_000,
    nextAtMs: 2_000,
    alert: false,
  },
  warned: { type: 'warned', tier: 1, firedAtMs: 1_000, dueAtMs: 2_000, untold: true },
  dispatched: {
    type: 'dispatched',
    by: PERSON,
    to: PARTY,
    from: PARTY,
    reason: WORDS,
    tierHandle: PAUSED,
    ...onDuty,
  },
  returned: {
    type: 'returned',
    party: PARTY,
    approval: APPROVAL,
    cause: 'not-handled',
    firedAtMs: 1_000,
    ...onDuty,
  },
  'problem-raised': { type: 'problem-raised', cause: 'reworks', count: 4, atMs: 2_000 },
  summoned: { type: 'summoned', by: PERSON, party: PARTY, reason: WORDS, reportIn: CLOCK, handle: CLOCK },
  'reported-in': { type: 'reported-in', party: PARTY, by: OTHER },
  'part-finished': { type: 'part-finished', party: PARTY, by: OTHER, note: WORDS, evidence: EVIDENCE },
  'part-released': { type: 'part-released', party: PARTY, by: PERSON, reason: WORDS },
  'part-overdue': {
    type: 'part-overdue',
    party: PARTY,
    clock: 'report-in',
    round: 1,
    firedAtMs: 1_000,
    nextAtMs: 2_000,
  },
  handled: {
    type: 'handled',
    by: PERSON,
    note: WORDS,
    evidence: EVIDENCE,
    confirm: CLOCK,
    check: CLOCK,
    totalPaused: PAUSED,
  },
  checked: { type: 'checked', by: OTHER, note: WORDS, evidence: EVIDENCE, firedAtMs: 1_000, confirm: CLOCK },
  'check-failed': {
    type: 'check-failed',
    by: OTHER,
    reason: WORDS,
    evidence: EVIDENCE,
    handle: CLOCK,
    total: CLOCK,
  },
  'approval-requested': {
    type: 'approval-requested',
    approval: APPROVAL,
    kind: 'extension',
    by: PERSON,
    reason: WORDS,
    extendByMs: 1_000,
    untilMs: 3_000,
    deciders: [OTHER],
    panels: PANELS,
    sinceMs: 1_000,
    dueAtMs: 2_000,
  },
  voted: { type: 'voted', approval: APPROVAL, by: OTHER, for: RESIDENT, vote: 'approve', reason: WORDS },
  'approval-climbed': {
    type: 'approval-climbed',
    approval: APPROVAL,
    unanswered: [OTHER],
    deciders: [OTHER],
    panels: PANELS,
    sinceMs: 1_000,
    dueAtMs: 2_000,
  },
  approved: { type: 'approved', approval: APPROVAL, by: OTHER, for: RESIDENT, reason: WORDS },
  rejected: { type: 'rejected', approval: APPROVAL, by: OTHER, for: RESIDENT, reason: WORDS },
  'approval-lapsed': { type: 'approval-lapsed', approval: APPROVAL, cause: 'expired' },
  extended: { type: 'extended', approval: APPROVAL, fromAtMs: 1_000, toAtMs: 2_000, handle: CLOCK },
  suspended: { type: 'suspended', approval: APPROVAL, untilMs: 2_000, handle: PAUSED, totalPaused: PAUSED },
  resumed: { type: 'resumed', by: PERSON, firedAtMs: 2_000, handle: CLOCK, total: CLOCK, renew: CLOCK },
  'called-back': { type: 'called-back', by: OTHER, answer: 'unreachable', attempt: 1, atMs: 2_000, note: WORDS },
  confirmed: { type: 'confirmed', by: RESIDENT },
  disputed: { type: 'disputed', by: RESIDENT, reason: WORDS },
  withdrawn: { type: 'withdrawn', by: RESIDENT, reason: WORDS },
  closed: { type: 'closed', outcome: 'confirmed', atMs: 2_000 },
  reopened: { type: 'reopened', by: RESIDENT, reason: WORDS, tier: 2, ...onDuty, total: CLOCK },
  supervised: { type: 'supervised', by: OTHER, tier: 2, reason: WORDS, people: [OTHER], answer: CLOCK },
  answered: { type: 'answered', by: PERSON, note: WORDS },
  commented: { type: 'commented', by: PERSON, text: WORDS, evidence: EVIDENCE },
  reclassified: { type: 'reclassified', by: PERSON, reason: WORDS, category: 'lifts', severity: 'high' },
  'rules-changed': {
    type: 'rules-changed',
    by: OTHER,
    why: 'procedure',
    reason: WORDS,
    rules: RULES,
    tier: 1,
    handledTier: 1,
    clocks: { handle: CLOCK },
    totalPaused: PAUSED,
    suspended: PAUSED,
    dispatched: PAUSED,
    linked: { acknowledge: PAUSED, handle: PAUSED },
    parts: [{ party: PARTY, by: PERSON, reportIn: CLOCK, reportedInBy: null, handle: CLOCK, finishedBy: null }],
    decideUntilMs: 3_000,
    joined: [OTHER],
    atMs: 2_000,
  },
  staffed: {
    type: 'staffed',
    directory: 7,
    posts: [
      {
        role: 'grid-worker',
        unit: 'oleaster' as UnitId,
        people: [PERSON],
        called: [],
        hops: [{ why: 'nobody', person: OTHER, for: PERSON, untilMs: 3_000 }],
      },
    ],
  },
  unstaffed: {
    type: 'unstaffed',
    tier: 1,
    role: 'grid-worker',
    hops: [{ why: 'nobody', person: OTHER, for: PERSON, untilMs: 3_000 }],
  },
  'handed-over': { type: 'handed-over', from: PERSON, to: OTHER, why: 'absent', acknowledge: CLOCK },
  quarantined: { type: 'quarantined', what: 'handle', atMs: 2_000 },
  delegated: { type: 'delegated', by: PERSON, to: OTHER, untilMs: 3_000, reason: WORDS },
  'delegation-ended': { type: 'delegation-ended', from: PERSON, to: OTHER, firedAtMs: 3_000 },
  linked: {
    type: 'linked',
    by: PERSON,
    lead: LEAD,
    leadSeq: 3,
    reason: WORDS,
    acknowledge: PAUSED,
    handle: PAUSED,
  },
  followed: {
    type: 'followed',
    lead: LEAD,
    leadSeq: 4,
    what: 'handled',
    tier: 2,
    by: PERSON,
    confirm: CLOCK,
    totalPaused: PAUSED,
  },
  unlinked: { type: 'unlinked', by: PERSON, lead: LEAD, reason: WORDS, ...onDuty, renew: CLOCK },
  'follower-joined': { type: 'follower-joined', follower: LEAD },
  'follower-left': { type: 'follower-left', follower: LEAD },
  'command-refused': {
    type: 'command-refused',
    command: 'approve',
    by: PERSON,
    code: 'COMMAND_MALFORMED',
    message: WORDS,
  },
};
