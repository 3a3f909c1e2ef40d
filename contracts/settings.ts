/** Settings of a process: read from the environment and checked as a whole. */
import type { z } from 'zod';
import { DoorstepError } from './errors';

/**
 * The variables that the schema names; an empty one counts as not set. Throws DoorstepError SETTING_INVALID naming every
 * variable at fault.
 * @param whose whose settings they are, at the beginning of a sentence
 */
export function settingsFrom<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv, whose?: string): z.output<S> {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name] || undefined]));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalidSettings(
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    { whose },
  );
}

/** @param problems each names its variable */
export const invalidSettings = (
  problems: readonly string[],
  { whose = 'The environment', cause }: { readonly whose?: string | undefined; readonly cause?: unknown } = {},
): DoorstepError =>
  new DoorstepError('SETTING_INVALID', `${whose} has settings that can't be used: ${problems.join('; ')}.`, {
    details: { problems },
    ...(cause === undefined ? {} : { cause }),
  });
