/** Brings the directory into the store and out of it: whole or not at all, checked as the documents on disk are. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DoorstepError } from '../../../contracts/errors';
import type { PersonId } from '../../../domain';
import { personOf } from '../../../domain/directory/directory';
import { directoryTables } from '../../../policies/directory/csv-write';
import { readDirectoryFiles } from '../../../policies/directory/files';
import { directoryYaml } from '../../../policies/directory/yaml-write';
import { checkDirectory } from '../../../policies/place';
import { attempt, policiesInUse } from '../../../policies/read';
import { compareDirectories, countChanges, type WrittenDirectory } from '../../../store';
import type { StoredDirectory } from '../../sdk';
import { choiceArgument, versionArgument } from '../arguments';
import type { Session } from '../session';
import { changesText } from './directory-text';
import { directoryWords } from './directory-words';

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly reason?: string;
}

/** Of whoever does not say who they are: somebody who may write into the database. */
const OPERATOR = 'operator';

/**
 * Throws COMMUNITY_INVALID or what else the documents are refused with, DIRECTORY_CHANGED, PERSON_UNKNOWN for whoever
 * acts and is in neither directory, and what the SDK throws.
 */
export async function directoryImport(session: Session, path: string, options: ImportOptions): Promise<void> {
  const { directory } = await session.doorstep();
  const stored = await directory.read();
  const opened = readDirectoryFiles(path, stored?.document ?? {});
  const policies = checkDirectory(opened, policiesInUse(session.io.env));
  const actor = actorIfNamed(session);
  if (actor !== undefined && !isIn(stored, actor)) personOf(policies, actor, '--as');
  const document = opened.value as WrittenDirectory;
  const against = stored?.version ?? 0;
  const foretold = compareDirectories(stored?.document ?? {}, document);
  const isWritten = options.dryRun !== true && foretold.length > 0;
  const { version, changes } = isWritten
    ? await directory.write({ document, against, actor: actor ?? OPERATOR, reason: options.reason ?? '' })
    : { version: against, changes: foretold };
  const counts = countChanges(changes);
  session.answer({ version, against, written: isWritten, counts, changes }, () => {
    const words = directoryWords[session.lang];
    if (changes.length === 0) return words.same(version);
    const end = isWritten ? words.written({ version, against }) : words.dryRun;
    return [...changesText(session, changes), '', words.counts(counts), end].join('\n');
  });
}

const isIn = (stored: StoredDirectory | null, person: PersonId): boolean => {
  const people = stored?.document['people'];
  return Array.isArray(people) && people.some((one: { id?: unknown }) => one.id === person);
};

function actorIfNamed(session: Session): PersonId | undefined {
  try {
    return session.actor();
  } catch (error) {
    if (error instanceof DoorstepError && error.code === 'ACTOR_MISSING') return undefined;
    throw error;
  }
}

export interface ExportOptions {
  readonly format: string;
  readonly out?: string;
  readonly atVersion?: string;
}

/** Throws DIRECTORY_EMPTY, DIRECTORY_VERSION_UNKNOWN, ARGUMENT_INVALID, POLICIES_UNREADABLE when the folder can't be written. */
export async function directoryExport(session: Session, options: ExportOptions): Promise<void> {
  const format = choiceArgument('--format', options.format, ['yaml', 'csv']);
  if (format === 'csv' && options.out === undefined)
    throw new DoorstepError('ARGUMENT_INVALID', 'Tables are several files: name a folder with --out.', {
      place: { field: '--out' },
    });
  const { version, document } = await wanted(session, options.atVersion);
  const { out: folder } = options;
  if (folder === undefined) return session.answer({ version, document }, () => directoryYaml(document).trimEnd());
  const files = format === 'yaml' ? { 'community.yaml': directoryYaml(document) } : tableFiles(document);
  attempt(folder, () => mkdirSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) attempt(folder, () => writeFileSync(join(folder, name), text));
  session.answer({ version, folder, files: Object.keys(files) }, () =>
    directoryWords[session.lang].exported({ version, files: Object.keys(files).length, folder }),
  );
}

const tableFiles = (document: WrittenDirectory): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(directoryTables(document)).map(([name, text]) => [`${name}.csv`, text]));

async function wanted(session: Session, version: string | undefined): Promise<StoredDirectory> {
  const { directory } = await session.doorstep();
  const number = version === undefined ? undefined : versionArgument('--at-version', version);
  const stored = await directory.read(number);
  if (stored !== null) return stored;
  if (number === undefined || (await directory.read()) === null)
    throw new DoorstepError('DIRECTORY_EMPTY', 'The store holds no directory yet.');
  throw new DoorstepError('DIRECTORY_VERSION_UNKNOWN', `The directory has no version ${number}.`, {
    place: { field: '--at-version' },
  });
}
