/** Issues that are named one by one: typed, in a file, or on stdin. */
import { readFileSync } from 'node:fs';
import { DoorstepError } from '../../contracts/errors';
import { issueId, type IssueId } from '../sdk';
import { each } from './selection';
import type { Io } from './session';

export interface NamedIssues {
  readonly issues?: string;
  readonly issuesFrom?: string;
}

/** Null when none are named. Throws DoorstepError ARGUMENT_INVALID, with the line of a file. */
export async function namedIssues({ issues, issuesFrom }: NamedIssues, io: Io): Promise<readonly IssueId[] | null> {
  if (issues !== undefined) return each('--issues', issues, issueId);
  if (issuesFrom === undefined) return null;
  const text = issuesFrom === '-' ? await (io.stdin?.() ?? '') : textOf(issuesFrom);
  return issueLines(text, issuesFrom);
}

/**
 * An id a line, or a JSON line with an `issue` (what `bulk --json` prints), or one JSON document with `issues` (what
 * `list --json` prints). Empty lines and those that begin with # are passed over, and JSON lines that name no issue.
 */
export function issueLines(text: string, file: string): readonly IssueId[] {
  const document = jsonOf(text) as { readonly issues?: unknown } | undefined;
  if (Array.isArray(document?.issues)) return document.issues.flatMap(issueIn);
  return text.split('\n').flatMap((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    try {
      return trimmed.startsWith('{') ? issueIn(JSON.parse(trimmed)) : [issueId(trimmed.split(/\s/)[0] ?? '')];
    } catch (cause) {
      throw new DoorstepError('ARGUMENT_INVALID', `${file}:${index + 1}: ${(cause as Error).message}`, {
        place: { file, line: index + 1 },
        cause,
      });
    }
  });
}

function issueIn(value: unknown): readonly IssueId[] {
  const { issue } = (value ?? {}) as { readonly issue?: unknown };
  return typeof issue === 'string' ? [issueId(issue)] : [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new DoorstepError('ARGUMENT_INVALID', `--issues-from: ${file} can't be read (${codeOf(cause)}).`, {
      place: { file },
      cause,
    });
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';
