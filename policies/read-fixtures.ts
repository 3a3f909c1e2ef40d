/** Reads the scenarios that lie beside the procedures. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { DoorstepError } from '../contracts/errors';
import type { Source } from '../domain/procedure/documents/document';

/** `fixtures/*.yaml` of a folder of policies; none when there is no such folder. Throws DoorstepError POLICIES_UNREADABLE. */
export function readFixtureSources(folder: string): readonly Source[] {
  const fixtures = join(folder, 'fixtures');
  if (!existsSync(fixtures)) return [];
  const names = attempt(fixtures, () => readdirSync(fixtures).sort());
  return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => readFixtureSource(join(fixtures, name)));
}

/** Throws DoorstepError POLICIES_UNREADABLE. */
export const readFixtureSource = (path: string): Source => ({
  path: shown(path),
  text: attempt(path, () => readFileSync(path, 'utf8')),
});

function attempt<T>(path: string, read: () => T): T {
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

/** Short for people: relative to where they stand, unless the file lies elsewhere. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}
