import type { Clock, IssueEvent } from '../../domain';

/**
 * The instant of a person's decision where its events tell it; undefined where none does. When something happened may be
 * earlier than when it was decided, and clocks start at the decision.
 */
export function decidedAtMs(events: readonly IssueEvent[]): number | undefined {
  for (const event of events) {
    const atMs = (readers[event.type] as ((event: IssueEvent) => number | undefined) | undefined)?.(event);
    if (atMs !== undefined) return atMs;
  }
  return undefined;
}

type Readers = {
  readonly [T in IssueEvent['type']]?: (event: Extract<IssueEvent, { type: T }>) => number | undefined;
};

/** When the clock last moved. */
const movedAtMs = (clock: Clock): number | undefined => clock.charges.at(-1)?.atMs;

/** What a deadline led to is not decided by a person, and begins where it fell due. */
const readers: Readers = {
  escalated: ({ firedAtMs, acknowledge }) => (firedAtMs === undefined ? acknowledge.sinceMs : undefined),
  verified: ({ firedAtMs, acknowledge }) => (firedAtMs === undefined ? acknowledge.sinceMs : undefined),
  checked: ({ firedAtMs, confirm }) => (firedAtMs === undefined ? confirm.sinceMs : undefined),
  returned: ({ firedAtMs, handle }) => (firedAtMs === undefined ? movedAtMs(handle) : undefined),
  resumed: ({ firedAtMs, handle }) => (firedAtMs === undefined ? movedAtMs(handle) : undefined),
  'handed-over': ({ acknowledge }) => acknowledge?.sinceMs,
  reopened: ({ acknowledge }) => acknowledge.sinceMs,
  dispatched: ({ acknowledge }) => acknowledge.sinceMs,
  acknowledged: ({ renew }) => renew?.sinceMs,
  summoned: ({ reportIn }) => reportIn.sinceMs,
  handled: ({ confirm, check }) => (confirm ?? check)?.sinceMs,
  'check-failed': ({ handle }) => handle.sinceMs,
  supervised: ({ answer }) => answer.sinceMs,
  closed: ({ atMs }) => atMs,
  'rules-changed': ({ atMs }) => atMs,
  'problem-raised': ({ atMs }) => atMs,
  'approval-requested': ({ sinceMs }) => sinceMs,
  extended: ({ handle }) => movedAtMs(handle),
  suspended: ({ handle }) => handle.pausedAtMs,
  linked: ({ acknowledge, handle }) => (acknowledge ?? handle)?.pausedAtMs,
  unlinked: ({ handle }) => movedAtMs(handle),
};
