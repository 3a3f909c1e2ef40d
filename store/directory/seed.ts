/** The first version of the directory, and how the document on disk stands to the newest one. */
import { DoorstepError } from '../../contracts/errors';
import type { Database } from '../database';
import { digestOf, newestVersion } from './read';
import type { WrittenDirectory } from './sections';
import { writeDirectory } from './write';

export interface Seeded {
  readonly version: number;
  /** Written by this call. */
  readonly isNew: boolean;
  /** Whether the document on disk says something else than the store, which decides. */
  readonly differs: boolean;
}

/** Puts the document in when the store is empty. Safe beside others who do the same, and at any later time. */
export async function seedDirectory(database: Database, document: WrittenDirectory, actor: string): Promise<Seeded> {
  const known = await newestVersion(database);
  if (known !== undefined)
    return { version: known.version, isNew: false, differs: known.digest !== digestOf(document) };
  try {
    const { version } = await writeDirectory(database, { document, against: 0, actor, reason: 'community.yaml' });
    return { version, isNew: true, differs: false };
  } catch (error) {
    if (error instanceof DoorstepError && error.code === 'DIRECTORY_CHANGED')
      return seedDirectory(database, document, actor);
    throw error;
  }
}
