/** Reads the scenarios that lie beside the procedures. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../domain/procedure/documents/document';
import { attempt, readSource } from './read';

/** `fixtures/*.yaml` of a folder of policies; none when there is no such folder. Throws DoorstepError POLICIES_UNREADABLE. */
export function readFixtureSources(folder: string): readonly Source[] {
  const fixtures = join(folder, 'fixtures');
  if (!existsSync(fixtures)) return [];
  const names = attempt(fixtures, () => readdirSync(fixtures).sort());
  return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => readSource(join(fixtures, name)));
}
