/** A visit: an issue with one tier, from the moment the tier is called until it is handled there, climbs on or closes. */
import type { AuditedEvent } from '../../../store';

export interface Visit {
  /** The rung's role, for example `party-group`. */
  readonly role: string;
  readonly acknowledge: 'on time' | 'late' | 'never';
  readonly handled: 'on time' | 'late' | 'no';
}

interface Open {
  readonly role: string;
  readonly acknowledgeDueAtMs: number;
  handleDueAtMs: number;
  acknowledgedAtMs: number | null;
  handledAtMs: number | null;
  /** A party has it: what is done meanwhile is the party's. */
  isAway: boolean;
}

interface Clocks {
  readonly acknowledge?: { readonly dueAtMs: number };
  readonly handle?: { readonly dueAtMs: number };
}

export function visitsOf(log: readonly AuditedEvent[]): readonly Visit[] {
  const visits: Open[] = [];
  let roles: readonly string[] = [];
  const begin = (tier: number, { acknowledge, handle }: Clocks): void => {
    // A report that is verified first is with no tier yet.
    if (acknowledge === undefined || handle === undefined) return;
    visits.push({
      role: roles[tier - 1] ?? '?',
      acknowledgeDueAtMs: acknowledge.dueAtMs,
      handleDueAtMs: handle.dueAtMs,
      acknowledgedAtMs: null,
      handledAtMs: null,
      isAway: false,
    });
  };
  for (const { event, occurredAtMs } of log) {
    const visit = visits.at(-1);
    if (event.type === 'opened') {
      roles = event.rules.tiers.map(({ role }) => role);
      begin(1, event);
    }
    if (event.type === 'verified') begin(1, event);
    if (event.type === 'escalated') begin(event.toTier, event);
    if (event.type === 'reopened') begin(event.tier, event);
    if (visit !== undefined) goOn(visit, event, occurredAtMs);
  }
  return visits.map((visit) => ({
    role: visit.role,
    acknowledge: judged(visit.acknowledgedAtMs, visit.acknowledgeDueAtMs) ?? 'never',
    handled: judged(visit.handledAtMs, visit.handleDueAtMs) ?? 'no',
  }));
}

function goOn(visit: Open, event: AuditedEvent['event'], atMs: number): void {
  // Said again it was said before, and what a party says is the party's.
  if (event.type === 'acknowledged' && !visit.isAway) visit.acknowledgedAtMs ??= atMs;
  if (event.type === 'dispatched') {
    // Who sends it on without a word before has answered with that.
    visit.acknowledgedAtMs ??= atMs;
    visit.isAway = true;
  }
  if (event.type === 'returned') visit.isAway = false;
  if (event.type === 'handled' && !visit.isAway) visit.handledAtMs = atMs;
  // It was not handled after all.
  if (event.type === 'check-failed') visit.handledAtMs = null;
  if (event.type === 'extended') visit.handleDueAtMs = event.toAtMs;
  if (
    event.type === 'returned' ||
    event.type === 'check-failed' ||
    event.type === 'resumed' ||
    event.type === 'unlinked'
  )
    visit.handleDueAtMs = event.handle.dueAtMs;
}

const judged = (atMs: number | null, dueAtMs: number): 'on time' | 'late' | null =>
  atMs === null ? null : atMs <= dueAtMs ? 'on time' : 'late';
