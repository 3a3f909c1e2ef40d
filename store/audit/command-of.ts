/** The command that a person must have given for the events that it led to, with what was looked up for it. */
import type { Command, IssueEvent, IssueState } from '../../domain';
import type { Given } from '../../domain/kernel/capability';

export interface Told {
  readonly command: Command;
  readonly given: Given;
}

/** Null when no person gave one: the clocks or the engine decided. */
export function commandOf(before: IssueState, events: readonly IssueEvent[]): Told | null {
  for (const event of events) {
    const command = meant(before, event);
    if (command === null) return null;
    if (command !== undefined) return { command, given: givenFor(before, events) };
  }
  return null;
}

/** Other rules stand in the event that tells of them; where none tells of any, the same rules were looked up. */
function givenFor({ rules }: IssueState, events: readonly IssueEvent[]): Given {
  const staffing = staffingOf(events);
  for (const event of events) {
    if (event.type === 'rules-changed') return { ...staffing, rules: event.rules };
    if (event.type === 'linked') return { ...staffing, lead: leadAsItWas(event) };
  }
  return events.some(({ type }) => type === 'reclassified') ? { ...staffing, rules } : staffing;
}

/** Who was there stands before what was decided by it; where nothing stands nothing had changed. */
export function staffingOf([first]: readonly IssueEvent[]): Pick<Given, 'staffing'> {
  return first?.type === 'staffed' ? { staffing: { directory: first.directory, posts: first.posts } } : {};
}

/** An open issue that goes with no other: everything else would have been refused. */
const leadAsItWas = (event: Extract<IssueEvent, { type: 'linked' }>): NonNullable<Given['lead']> => ({
  id: event.lead,
  seq: event.leadSeq,
  stage: 'open',
  outcome: null,
  tier: 1,
  tierKey: '?',
  handled: null,
  isFollower: false,
});

const noted = (note: string | undefined) => (note === undefined ? {} : { note });
const reasoned = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** Undefined for an event that only follows from others of its group; null for one that no person asked for. */
function meant(before: IssueState, event: IssueEvent): Command | null | undefined {
  switch (event.type) {
    case 'acknowledged':
      return { type: 'acknowledge', by: event.by };
    case 'assigned':
      return { type: 'assign', by: event.by, to: event.to };
    case 'verified':
      return event.by === undefined ? null : { type: 'verify', by: event.by, ...noted(event.note) };
    case 'declined':
      return { type: 'decline', by: event.by, reason: event.reason };
    case 'disputed':
      return { type: 'dispute', by: event.by, reason: event.reason };
    case 'escalated':
      return event.by === undefined ? null : passedUp(before, event, event.by);
    case 'dispatched':
      return { type: 'dispatch', by: event.by, to: event.to, ...reasoned(event.reason) };
    case 'summoned':
      return { type: 'summon', by: event.by, party: event.party, reason: event.reason };
    case 'reported-in':
      return { type: 'report-in', by: event.by };
    case 'part-finished':
      return { type: 'finish', by: event.by, note: event.note, evidence: event.evidence };
    case 'part-released':
      return { type: 'release', by: event.by, party: event.party, reason: event.reason };
    case 'handled':
      return { type: 'handle', by: event.by, note: event.note, evidence: event.evidence };
    case 'checked':
      return event.by === undefined
        ? null
        : { type: 'pass-check', by: event.by, ...noted(event.note), evidence: event.evidence ?? [] };
    case 'check-failed':
      return { type: 'fail-check', by: event.by, reason: event.reason, evidence: event.evidence };
    case 'called-back':
      return { type: 'call-back', by: event.by, answer: event.answer, ...noted(event.note) };
    case 'approval-requested':
      return {
        type: 'request',
        by: event.by,
        kind: event.kind,
        reason: event.reason,
        ...(event.extendByMs === undefined ? {} : { extendByMs: event.extendByMs }),
        ...(event.untilMs === undefined ? {} : { untilMs: event.untilMs }),
      };
    case 'voted':
      return { type: event.vote, by: event.by, approval: event.approval, ...reasoned(event.reason) };
    case 'approved':
    case 'rejected':
      return event.by === undefined
        ? null
        : {
            type: event.type === 'approved' ? 'approve' : 'reject',
            by: event.by,
            approval: event.approval,
            ...reasoned(event.reason),
          };
    case 'confirmed':
      return { type: 'confirm', by: event.by };
    case 'reopened':
      return { type: 'reopen', by: event.by, reason: event.reason };
    case 'withdrawn':
      return { type: 'withdraw', by: event.by, reason: event.reason };
    case 'resumed':
      return event.by === undefined ? null : { type: 'resume', by: event.by };
    case 'supervised':
      return { type: 'supervise', by: event.by, reason: event.reason };
    case 'answered':
      return { type: 'answer', by: event.by, note: event.note };
    case 'commented':
      return { type: 'comment', by: event.by, text: event.text, evidence: event.evidence };
    case 'reclassified':
      return {
        type: 'reclassify',
        by: event.by,
        reason: event.reason,
        category: event.category,
        severity: event.severity,
      };
    case 'rules-changed':
      return event.why === 'priority' ? null : { type: 'migrate', by: event.by, what: event.why, reason: event.reason };
    case 'delegated':
      return {
        type: 'delegate',
        by: event.by,
        to: event.to,
        untilMs: event.untilMs,
        ...reasoned(event.reason),
      };
    case 'linked':
      return { type: 'link', by: event.by, to: event.lead, reason: event.reason };
    case 'unlinked':
      return event.by === undefined ? null : { type: 'unlink', by: event.by, reason: event.reason ?? '' };
    // The clocks or the engine, and nobody asked for them.
    case 'followed':
    case 'follower-joined':
    case 'follower-left':
    case 'quarantined':
    case 'handed-over':
    case 'not-told':
      return null;
    // These follow from others of their group.
    case 'approval-climbed':
    case 'approval-lapsed':
    case 'approval-reminded':
    case 'acknowledgement-expired':
    case 'closed':
    case 'command-refused':
    case 'delegation-ended':
    case 'extended':
    case 'opened':
    case 'part-overdue':
    case 'problem-raised':
    case 'reminded':
    case 'returned':
    case 'suspended':
    case 'staffed':
    case 'unstaffed':
    case 'warned':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** To the next tier unless it says to which. */
function passedUp(
  before: IssueState,
  event: Extract<IssueEvent, { type: 'escalated' }>,
  by: typeof before.report.reporter,
): Command {
  const to = event.toTier === event.fromTier + 1 ? undefined : before.rules.tiers[event.toTier - 1]?.key;
  return { type: 'escalate', by, reason: event.reason ?? '', ...(to === undefined ? {} : { to }) };
}
