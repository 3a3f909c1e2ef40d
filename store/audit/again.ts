/** Decides once more what a group of events says was decided, from the state before it. */
import {
  closeImported,
  decide,
  decideWake,
  dueWake,
  followLead,
  handOverNow,
  nextWake,
  notToldNow,
  open,
  openImported,
  wakeKey,
  type ApprovalId,
  type Decision,
  type IssueEvent,
  type IssueId,
  type IssueState,
  type PersonId,
  type Staffing,
} from '../../domain';
import { followerChange } from '../../domain/capabilities/linking/follow';
import type { Group } from './audited-issue';
import { commandOf, staffingOf, type Told } from './command-of';
import { decidedAtMs } from './decided-at';

/** null: the events do not tell enough to decide again; the remark says why. */
export type Again =
  { readonly events: readonly IssueEvent[] } | { readonly refused: string } | { readonly untold: string };

export function decideAgain(before: IssueState | null, group: Group): Again {
  const events = group.events.map(({ event }) => event);
  const atMs = group.events[0]?.occurredAtMs ?? 0;
  const [first] = events;
  if (first === undefined) return { untold: 'a command without events' };
  if (before === null) {
    if (first.type === 'opened' && first.imported !== undefined)
      return { events: openImported(first.report, first.rules, first.imported) };
    return first.type === 'opened'
      ? { events: open(first.report, first.rules, (first.verify ?? first.acknowledge)?.sinceMs ?? atMs) }
      : { refused: `begins with ${first.type}` };
  }
  if (first.type === 'command-refused') return refusedAgain(before, first, atMs);
  if (group.commandId.startsWith('wake:')) return wakeAgain(before, group, atMs);
  const byEngine = engineAgain(before, events, decidedAtMs(events) ?? atMs);
  if (byEngine !== null) return byEngine;
  const told = commandOf(before, events);
  return told === null
    ? { untold: `no command is known that leads to ${events.map(({ type }) => type).join(', ')}` }
    : commandAgain(before, told, decidedAtMs(events) ?? atMs);
}

/**
 * When a command came is not in the log, but where it stands is: before the deadlines that came after it. Behind the
 * end of an issue there are none, so of a reopening that seems too late nothing can be said.
 */
function commandAgain(before: IssueState, { command, given }: Told, nowMs: number): Again {
  const firstMissedMs = nextWake(before)?.atMs ?? Infinity;
  // A suspension that waited for its turn longer than it was to last came before its date.
  const endMs = command.type === 'request' ? (command.untilMs ?? Infinity) : Infinity;
  const decision = decide(before, command, nowMs, Math.min(nowMs, firstMissedMs - 1, endMs - 1), given);
  return !decision.ok && decision.refusal.code === 'REOPEN_TOO_LATE'
    ? { untold: 'a reopening that was served after its time, and may have come within it' }
    : result(decision);
}

function wakeAgain(before: IssueState, group: Group, atMs: number): Again {
  const due = dueWake(before, atMs);
  if (due === undefined) return { refused: `nothing was due at ${new Date(atMs).toISOString()}` };
  if (wakeKey(due.wake) !== group.commandId) return { refused: `${wakeKey(due.wake)} was due, not ${group.commandId}` };
  return result(decideWake(before, due.wake, atMs, staffingOf(group.events.map(({ event }) => event))));
}

const result = (decision: Decision): Again =>
  decision.ok ? { events: decision.events } : { refused: `${decision.refusal.code}: ${decision.refusal.message}` };

/** What the engine did because another issue moved, or somebody is away, decided again from what the events say of those. */
function engineAgain(before: IssueState, events: readonly IssueEvent[], atMs: number): Again | null {
  const { staffing } = staffingOf(events);
  const look = lookOf(events, staffing);
  if (look !== null) return { events: handOverNow(before, look, atMs) };
  const event = staffing === undefined ? events[0] : events[1];
  if (event === undefined) return null;
  const { type } = event;
  if (type === 'closed' && event.outcome === 'imported') return { events: closeImported(before, event.atMs) };
  if (type === 'followed')
    return { events: followLead(before, leadOf(before, event), event.confirm?.sinceMs ?? atMs, staffing) };
  if (type === 'unlinked' && event.by === undefined)
    return { events: followLead(before, gone(event.lead), event.handle.charges.at(-1)?.atMs ?? atMs, staffing) };
  if (type === 'follower-joined' || type === 'follower-left')
    return { events: followerChange(before, event.follower, type === 'follower-joined') };
  if (type === 'not-told') return { events: notToldNow(before, event, atMs, staffing) };
  return type === 'quarantined' ? { untold: 'what could not be decided' } : null;
}

/** Who was there when the engine looked, as far as the events tell; null when it did not. Nobody else is asked about. */
function lookOf(events: readonly IssueEvent[], staffing: Staffing = { directory: 0, posts: [] }): Staffing | null {
  const given = events.find(({ type }) => type === 'handed-over');
  if (given?.type === 'handed-over') {
    const { from: person, why, to } = given;
    return { ...staffing, away: [{ person, why, ...(to === undefined ? {} : { deputy: to }) }] };
  }
  const isAlone = events[0]?.type === 'staffed' && (events[1] === undefined || events[1].type === 'unstaffed');
  return isAlone ? staffing : null;
}

type Lead = Parameters<typeof followLead>[1];

/** An issue that ended without being handled; that one which can't answer for this one leads to the same. */
const gone = (id: IssueId): Lead => ({
  id,
  seq: 0,
  stage: 'closed',
  outcome: 'withdrawn',
  tier: 1,
  tierKey: '?',
  handled: null,
  isFollower: false,
});

/** The lead as it must have stood. Its tier is known only by the key that this ladder has for it, or by its number. */
const leadOf = (before: IssueState, event: Extract<IssueEvent, { type: 'followed' }>): Lead => ({
  ...gone(event.lead),
  seq: event.leadSeq,
  stage: event.what === 'handled' ? 'confirming' : 'open',
  outcome: null,
  tier: event.tier,
  tierKey: before.rules.tiers[event.tier - 1]?.key ?? '?',
  handled: event.by === undefined ? null : { by: event.by },
});

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
