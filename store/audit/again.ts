/** Decides once more what a group of events says was decided, from the state before it. */
import {
  decide,
  decideWake,
  dueWake,
  nextWake,
  open,
  wakeKey,
  type ApprovalId,
  type Command,
  type Decision,
  type IssueEvent,
  type IssueState,
  type PersonId,
} from '../../domain';
import type { Group } from './audited-issue';

/** null: the events do not tell enough to decide again; the remark says why. */
export type Again =
  { readonly events: readonly IssueEvent[] } | { readonly refused: string } | { readonly untold: string };

export function decideAgain(before: IssueState | null, group: Group): Again {
  const events = group.events.map(({ event }) => event);
  const atMs = group.events[0]?.occurredAtMs ?? 0;
  const [first] = events;
  if (first === undefined) return { untold: 'a command without events' };
  if (before === null) {
    return first.type === 'opened'
      ? { events: open(first.report, first.rules, first.acknowledge.sinceMs) }
      : { refused: `begins with ${first.type}` };
  }
  if (first.type === 'command-refused') return refusedAgain(before, first, atMs);
  if (group.commandId.startsWith('wake:')) return wakeAgain(before, group, atMs);
  const command = commandOf(events);
  return command === null
    ? { untold: `no command is known that leads to ${events.map(({ type }) => type).join(', ')}` }
    : commandAgain(before, command, decidedAtMs(events) ?? atMs);
}

/**
 * When a command came is not in the log, but where it stands is: before the deadlines that came after it. Behind the
 * end of an issue there are none, so of a reopening that seems too late nothing can be said.
 */
function commandAgain(before: IssueState, command: Command, nowMs: number): Again {
  const firstMissedMs = nextWake(before)?.atMs ?? Infinity;
  const decision = decide(before, command, nowMs, Math.min(nowMs, firstMissedMs - 1));
  return !decision.ok && decision.refusal.code === 'REOPEN_TOO_LATE'
    ? { untold: 'a reopening that was served after its time, and may have come within it' }
    : result(decision);
}

function wakeAgain(before: IssueState, group: Group, atMs: number): Again {
  const due = dueWake(before, atMs);
  if (due === undefined) return { refused: `nothing was due at ${new Date(atMs).toISOString()}` };
  if (wakeKey(due.wake) !== group.commandId) return { refused: `${wakeKey(due.wake)} was due, not ${group.commandId}` };
  return result(decideWake(before, due.wake, atMs));
}

const result = (decision: Decision): Again =>
  decision.ok ? { events: decision.events } : { refused: `${decision.refusal.code}: ${decision.refusal.message}` };

/**
 * The instant of the decision where the events tell it. When something happened may be earlier than when it was
 * decided, and clocks start at the decision.
 */
function decidedAtMs(events: readonly IssueEvent[]): number | undefined {
  for (const event of events) {
    if (event.type === 'escalated' && event.firedAtMs === undefined) return event.acknowledge.sinceMs;
    if (event.type === 'reopened') return event.acknowledge.sinceMs;
    if (event.type === 'handled') return event.confirm.sinceMs;
    if (event.type === 'closed') return event.atMs;
    if (event.type === 'approval-requested') return event.sinceMs;
    if (event.type === 'extended') return event.handle.charges.at(-1)?.atMs;
    if (event.type === 'suspended') return event.handle.pausedAtMs;
    if (event.type === 'resumed' && event.firedAtMs === undefined) return event.handle.charges.at(-1)?.atMs;
  }
  return undefined;
}

/** The command that a person must have given for these events. */
function commandOf(events: readonly IssueEvent[]): Command | null {
  for (const event of events) {
    switch (event.type) {
      case 'acknowledged':
        return { type: 'acknowledge', by: event.by };
      case 'assigned':
        return { type: 'assign', by: event.by, to: event.to };
      case 'disputed':
        return { type: 'dispute', by: event.by, reason: event.reason };
      case 'escalated':
        return event.by === undefined ? null : { type: 'escalate', by: event.by, reason: event.reason ?? '' };
      case 'handled':
        return { type: 'handle', by: event.by, note: event.note, evidence: event.evidence };
      case 'approval-requested':
        return {
          type: 'request',
          by: event.by,
          kind: event.kind,
          reason: event.reason,
          ...(event.extendByMs === undefined ? {} : { extendByMs: event.extendByMs }),
          ...(event.untilMs === undefined ? {} : { untilMs: event.untilMs }),
        };
      case 'approved':
      case 'rejected':
        return {
          type: event.type === 'approved' ? 'approve' : 'reject',
          by: event.by,
          approval: event.approval,
          ...(event.reason === undefined ? {} : { reason: event.reason }),
        };
      case 'confirmed':
        return { type: 'confirm', by: event.by };
      case 'reopened':
        return { type: 'reopen', by: event.by, reason: event.reason };
      case 'resumed':
        return event.by === undefined ? null : { type: 'resume', by: event.by };
      // These follow from others of their group.
      case 'approval-lapsed':
      case 'closed':
      case 'extended':
      case 'suspended':
      case 'opened':
      case 'reminded':
      case 'command-refused':
        continue;
      default:
        event satisfies never;
    }
  }
  return null;
}

/** The event keeps who and why, but not which approval was meant: one of those that could be meant must be refused alike. */
function refusedAgain(
  before: IssueState,
  event: Extract<IssueEvent, { type: 'command-refused' }>,
  atMs: number,
): Again {
  if (event.command !== 'approve' && event.command !== 'reject') return { untold: `a refused ${event.command}` };
  if (event.code.startsWith('COMMAND_')) return { untold: 'a refused signal that was no command' };
  const { command: type, by } = event;
  const meant = [undefined, ...before.approvals.map(({ id }) => id), 'unknown' as ApprovalId];
  const codes = meant.map((approval) => {
    const decision = decide(
      before,
      { type, by: by as PersonId, ...(approval === undefined ? {} : { approval }) },
      atMs,
    );
    return decision.ok ? 'accepted' : decision.refusal.code;
  });
  return codes.includes(event.code)
    ? { events: [event] }
    : { refused: `a signal refused with ${event.code} is ${codes[0]} now` };
}
