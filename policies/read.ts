/** The one place that reads policy documents from disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { policiesOfStack } from '../contracts/connections';
import { DoorstepError } from '../contracts/errors';
import { packageRoot } from '../contracts/package-root';
import type { Source } from '../domain/procedure/documents/document';
import { kindOf, parsePolicies, type Policies } from '../domain/procedure/policies';

/** DOORSTEP_POLICIES, else the folder that ships with the package. */
export function policiesFolder(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env['DOORSTEP_POLICIES'] || join(packageRoot(), 'policies'));
}

/** DOORSTEP_POLICIES, else the folder of the stack that runs on the data folder, else the one that ships. */
export const policiesInUse = (env: NodeJS.ProcessEnv): string =>
  policiesFolder({ DOORSTEP_POLICIES: policiesOfStack(env), ...env });

/**
 * Reads and checks `community.yaml`, `procedures/*.yaml`, `messages/*.yaml` and, where there are any, `calendars/*.yaml`.
 * Throws DoorstepError POLICIES_UNREADABLE, or what parsePolicies throws.
 */
export function readPolicies(folder: string = policiesFolder()): Policies {
  return parsePolicies(readSources(folder));
}

/** The documents as text, for tools that show or change them. Throws DoorstepError POLICIES_UNREADABLE. */
export function readSources(folder: string = policiesFolder()): readonly Source[] {
  // A place whose procedures count natural time alone needs no calendar.
  const calendars = existsSync(join(folder, 'calendars')) ? ['calendars'] : [];
  return ['', 'procedures', ...calendars, 'messages']
    .flatMap((part) =>
      attempt(join(folder, part), () =>
        readdirSync(join(folder, part))
          .sort()
          .map((name) => join(folder, part, name)),
      ),
    )
    .filter((path) => kindOf(path) !== undefined)
    .map(readSource);
}

/** One document as text. Throws DoorstepError POLICIES_UNREADABLE. */
export const readSource = (path: string): Source => ({
  path: shownPath(path),
  text: attempt(path, () => readFileSync(path, 'utf8')),
});

/** What `read` gives. Throws DoorstepError POLICIES_UNREADABLE naming the path when it can't. */
export function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DoorstepError('POLICIES_UNREADABLE', `${path} can't be read: ${reason}`, {
      place: { file: path },
      cause,
    });
  }
}

/** Short for people: relative to where they stand, unless the folder lies elsewhere. */
function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}
