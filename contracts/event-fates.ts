/**
 * What becomes of each field of an event when it leaves the log: ids, codes, numbers, instants, clocks and rules are
 * published, and whatever people may word as they like is kept (docs/decisions/0045).
 */
import type { EventType, IssueEvent } from '../domain';

export type EventOf<T extends EventType> = Extract<IssueEvent, { readonly type: T }>;
export type Fate = 'published' | 'kept';
/** A field as a whole, or an object field by field. */
type FatesOf<V> = {
  readonly [F in keyof V]-?: Fate | (NonNullable<V[F]> extends object ? FatesOf<NonNullable<V[F]>> : never);
};
type FatesOfEvents = { readonly [T in EventType]: FatesOf<Omit<EventOf<T>, 'type'>> };

/** The two clocks with which a tier or a party goes on duty. */
const onDuty = { acknowledge: 'published', handle: 'published' } as const;
/** Who said something, and why in their own words. */
const saidBy = { by: 'published', reason: 'kept' } as const;
/** Kind and reference of a piece of evidence are any text of up to 500 characters. */
const shownBy = { by: 'published', note: 'kept', evidence: 'kept' } as const;

/** A field that an event gets and that does not stand here does not compile, and would not be published. */
export const FATES = {
  opened: {
    report: {
      text: 'kept',
      category: 'published',
      severity: 'published',
      unit: 'published',
      reporter: 'published',
      channel: 'published',
      // Near somebody's home.
      location: 'kept',
    },
    rules: 'published',
    ...onDuty,
    verify: 'published',
    total: 'published',
    // What the other system calls it may be any text.
    imported: { source: 'published', ref: 'kept' },
  },
  verified: { by: 'published', note: 'kept', firedAtMs: 'published', ...onDuty },
  declined: saidBy,
  acknowledged: { by: 'published', renew: 'published' },
  'acknowledgement-expired': { by: 'published', firedAtMs: 'published', acknowledge: 'published' },
  assigned: { by: 'published', to: 'published' },
  escalated: {
    fromTier: 'published',
    toTier: 'published',
    cause: 'published',
    firedAtMs: 'published',
    ...saidBy,
    ...onDuty,
    total: 'published',
  },
  reminded: {
    clock: 'published',
    tier: 'published',
    round: 'published',
    firedAtMs: 'published',
    nextAtMs: 'published',
    alert: 'published',
  },
  warned: { tier: 'published', firedAtMs: 'published', dueAtMs: 'published', untold: 'published' },
  dispatched: { to: 'published', from: 'published', ...saidBy, tierHandle: 'published', ...onDuty },
  returned: { party: 'published', approval: 'published', cause: 'published', firedAtMs: 'published', ...onDuty },
  'problem-raised': { cause: 'published', count: 'published', atMs: 'published' },
  summoned: { party: 'published', ...saidBy, reportIn: 'published', handle: 'published' },
  'reported-in': { party: 'published', by: 'published' },
  'part-finished': { party: 'published', ...shownBy },
  'part-released': { party: 'published', ...saidBy },
  'part-overdue': {
    party: 'published',
    clock: 'published',
    round: 'published',
    firedAtMs: 'published',
    nextAtMs: 'published',
  },
  handled: { ...shownBy, confirm: 'published', check: 'published', totalPaused: 'published' },
  checked: { ...shownBy, firedAtMs: 'published', confirm: 'published' },
  'check-failed': { ...saidBy, evidence: 'kept', handle: 'published', total: 'published' },
  'approval-requested': {
    approval: 'published',
    kind: 'published',
    ...saidBy,
    extendByMs: 'published',
    untilMs: 'published',
    deciders: 'published',
    panels: 'published',
    sinceMs: 'published',
    dueAtMs: 'published',
    remindAtMs: 'published',
  },
  'approval-reminded': { approval: 'published', firedAtMs: 'published', dueAtMs: 'published', untold: 'published' },
  voted: { approval: 'published', for: 'published', vote: 'published', ...saidBy },
  'approval-climbed': {
    approval: 'published',
    unanswered: 'published',
    deciders: 'published',
    panels: 'published',
    sinceMs: 'published',
    dueAtMs: 'published',
    remindAtMs: 'published',
  },
  approved: { approval: 'published', for: 'published', ...saidBy },
  rejected: { approval: 'published', for: 'published', ...saidBy },
  'approval-lapsed': { approval: 'published', cause: 'published' },
  extended: { approval: 'published', fromAtMs: 'published', toAtMs: 'published', handle: 'published' },
  suspended: { approval: 'published', untilMs: 'published', handle: 'published', totalPaused: 'published' },
  resumed: { by: 'published', firedAtMs: 'published', handle: 'published', renew: 'published', total: 'published' },
  'called-back': { by: 'published', answer: 'published', attempt: 'published', atMs: 'published', note: 'kept' },
  confirmed: { by: 'published' },
  disputed: saidBy,
  withdrawn: saidBy,
  closed: { outcome: 'published', atMs: 'published' },
  reopened: { ...saidBy, tier: 'published', ...onDuty, total: 'published' },
  supervised: { ...saidBy, tier: 'published', people: 'published', answer: 'published' },
  answered: { by: 'published', note: 'kept' },
  commented: { by: 'published', text: 'kept', evidence: 'kept' },
  reclassified: { ...saidBy, category: 'published', severity: 'published' },
  'rules-changed': {
    ...saidBy,
    why: 'published',
    rules: 'published',
    tier: 'published',
    handledTier: 'published',
    clocks: 'published',
    totalPaused: 'published',
    suspended: 'published',
    dispatched: 'published',
    linked: 'published',
    parts: 'published',
    decideUntilMs: 'published',
    remindAtMs: 'published',
    joined: 'published',
    atMs: 'published',
  },
  staffed: { directory: 'published', posts: 'published' },
  unstaffed: { tier: 'published', role: 'published', hops: 'published' },
  'not-told': { tier: 'published', round: 'published', people: 'published' },
  'handed-over': { from: 'published', to: 'published', why: 'published', acknowledge: 'published' },
  quarantined: { what: 'published', atMs: 'published' },
  delegated: { to: 'published', untilMs: 'published', ...saidBy },
  'delegation-ended': { from: 'published', to: 'published', firedAtMs: 'published' },
  linked: { lead: 'published', leadSeq: 'published', ...saidBy, ...onDuty },
  followed: {
    lead: 'published',
    leadSeq: 'published',
    what: 'published',
    tier: 'published',
    by: 'published',
    confirm: 'published',
    totalPaused: 'published',
  },
  unlinked: { lead: 'published', ...saidBy, ...onDuty, renew: 'published' },
  'follower-joined': { follower: 'published' },
  'follower-left': { follower: 'published' },
  // The sentence may quote what a signal held.
  'command-refused': { command: 'published', by: 'published', code: 'published', message: 'kept' },
} as const satisfies FatesOfEvents;
