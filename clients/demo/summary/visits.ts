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
    if (visit === undefined) continue;
    if (event.type === 'acknowledged') visit.acknowledgedAtMs = occurredAtMs;
    if (event.type === 'handled') visit.handledAtMs = occurredAtMs;
    if (event.type === 'extended') visit.handleDueAtMs = event.toAtMs;
  }
  return visits.map((visit) => ({
    role: visit.role,
    acknowledge: judged(visit.acknowledgedAtMs, visit.acknowledgeDueAtMs) ?? 'never',
    handled: judged(visit.handledAtMs, visit.handleDueAtMs) ?? 'no',
  }));
}

const judged = (atMs: number | null, dueAtMs: number): 'on time' | 'late' | null =>
  atMs === null ? null : atMs <= dueAtMs ? 'on time' : 'late';
