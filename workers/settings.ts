/** Settings of the workers, read once from the environment and checked. */
import { z } from 'zod';
import { DoorstepError } from '../contracts/errors';

const settingsSchema = z.object({
  /** How much faster than life clocks run: 3600 plays an hour in a second. Only for demos and tests. */
  DOORSTEP_TIME_SCALE: z.coerce.number().min(1).max(100_000).default(1),
  /** Issues kept in memory by an engine; each takes about 0.1 MB. */
  DOORSTEP_CACHED_ISSUES: z.coerce.number().int().min(10).default(1_000),
  /** How long a worker may take to finish what it has in hand, in milliseconds. */
  DOORSTEP_DRAIN_MS: z.coerce.number().int().min(100).default(5_000),
});

export interface Settings {
  readonly timeScale: number;
  readonly cachedIssues: number;
  readonly drainMs: number;
}

/** Throws DoorstepError SETTING_INVALID naming every variable at fault. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.keys(settingsSchema.shape).map((name) => [name, env[name] || undefined]));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new DoorstepError(
      'SETTING_INVALID',
      `The environment has settings that can't be used: ${problems.join('; ')}.`,
      { details: { problems } },
    );
  }
  const { DOORSTEP_TIME_SCALE, DOORSTEP_CACHED_ISSUES, DOORSTEP_DRAIN_MS } = parsed.data;
  return { timeScale: DOORSTEP_TIME_SCALE, cachedIssues: DOORSTEP_CACHED_ISSUES, drainMs: DOORSTEP_DRAIN_MS };
}
