/** Settings of the workers, read once from the environment and checked. */
import { z } from 'zod';
import { settingsFrom } from '../contracts/settings';

const settingsSchema = z.object({
  /** How much faster than life clocks run: 3600 plays an hour in a second. Only for demos and tests. */
  DOORSTEP_TIME_SCALE: z.coerce.number().min(1).max(100_000).default(1),
  /** Scaled time only, in milliseconds: when it began to run, and what the calendar showed then. */
  DOORSTEP_TIME_ANCHOR: z.coerce.number().int().min(0).optional(),
  DOORSTEP_TIME_STARTS_AT: z.coerce.number().int().min(0).optional(),
  /** Issues kept in memory by an engine; each takes about 0.1 MB. */
  DOORSTEP_CACHED_ISSUES: z.coerce.number().int().min(10).default(1_000),
  /** Copies of each stream; more than 1 needs a cluster of NATS servers. */
  DOORSTEP_NATS_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  /** How many days what became of notices is kept after their issue was closed, instead of what retention.yaml says. */
  DOORSTEP_DELIVERIES_KEPT_DAYS: z.coerce.number().int().min(1).max(36_500).optional(),
  /** How many days it is known where a guest can be reached after their issue was closed. */
  DOORSTEP_GUEST_CONTACTS_KEPT_DAYS: z.coerce.number().int().min(1).max(36_500).default(30),
  /** How many days ahead the engine looks for times at which nobody will be on duty; 0 looks for none. */
  DOORSTEP_COVERAGE_DAYS: z.coerce.number().int().min(0).max(366).default(14),
  /** How long a worker may take to finish what it has in hand, in milliseconds. */
  DOORSTEP_DRAIN_MS: z.coerce.number().int().min(100).default(5_000),
});

export interface Settings {
  readonly timeScale: number;
  readonly timeOrigin: { readonly anchorMs: number; readonly startMs: number } | undefined;
  readonly cachedIssues: number;
  readonly natsReplicas: number;
  readonly deliveriesKeptDays: number | undefined;
  readonly guestContactsKeptDays: number;
  readonly coverageDays: number;
  readonly drainMs: number;
}

/** Throws DoorstepError SETTING_INVALID naming every variable at fault. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const data = settingsFrom(settingsSchema, env);
  const { DOORSTEP_TIME_ANCHOR: anchorMs, DOORSTEP_TIME_STARTS_AT: startMs } = data;
  return {
    timeScale: data.DOORSTEP_TIME_SCALE,
    timeOrigin: anchorMs === undefined || startMs === undefined ? undefined : { anchorMs, startMs },
    cachedIssues: data.DOORSTEP_CACHED_ISSUES,
    natsReplicas: data.DOORSTEP_NATS_REPLICAS,
    deliveriesKeptDays: data.DOORSTEP_DELIVERIES_KEPT_DAYS,
    guestContactsKeptDays: data.DOORSTEP_GUEST_CONTACTS_KEPT_DAYS,
    coverageDays: data.DOORSTEP_COVERAGE_DAYS,
    drainMs: data.DOORSTEP_DRAIN_MS,
  };
}
