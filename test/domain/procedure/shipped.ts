/** The shipped documents as text, and ways to spoil them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DoorstepError } from '../../../contracts/errors';
import type { Source } from '../../../domain/procedure/documents/document';
import type { Problem } from '../../../domain/procedure/documents/problems';
import { parsePolicies, type Policies } from '../../../domain/procedure/policies';
import { readSources } from '../../../policies/read';

export const sources = readSources();
export const policies: Policies = parsePolicies(sources);

export function textOf(name: string): string {
  const found = sources.find(({ path }) => path.endsWith(name));
  if (found === undefined) throw new Error(`no shipped document ${name}`);
  return found.text;
}

/** The shipped documents with one piece of one file replaced; the piece has to be there. */
export function spoiled(name: string, piece: string, by: string): readonly Source[] {
  const text = textOf(name);
  if (!text.includes(piece)) throw new Error(`${name} does not contain ${piece}`);
  return sources.map((source) =>
    source.path.endsWith(name) ? { ...source, text: text.replace(piece, () => by) } : source,
  );
}

/** The line, from 1, on which a piece of a text starts. */
export const lineOf = (text: string, piece: string): number => text.slice(0, text.indexOf(piece)).split('\n').length;

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly problems: readonly Problem[];
  readonly error: DoorstepError;
}

/** How an attempt is refused; fails the test when it is not, or with any other error. */
export function refusal(attempt: () => unknown): Refusal {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof DoorstepError)) throw error;
    return {
      code: error.code,
      message: error.message,
      problems: (error.details?.['problems'] ?? []) as readonly Problem[],
      error,
    };
  }
  throw new Error('nothing was refused');
}

/** A folder that is gone again afterwards. */
export function inEmptyFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-policies-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
