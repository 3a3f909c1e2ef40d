/** What came of a bulk: an answer an issue, and their sum. */
import type { ErrorCode } from '../../../contracts/error-codes';
import { DoorstepError } from '../../../contracts/errors';
import type { Receipt } from '../../../contracts/workflow';
import { REFUSALS, type CommandName, type IssueId } from '../../../domain';

interface Unaccepted {
  readonly issue: IssueId;
  readonly code: ErrorCode;
  readonly message: string;
}

/** refused: the rules say no, or there is no such issue · failed: no answer; it may count still, so run the bulk again under its id. */
export type BulkResult =
  | { readonly issue: IssueId; readonly outcome: 'accepted'; readonly receipt: Receipt }
  | (Unaccepted & { readonly outcome: 'refused' })
  | (Unaccepted & { readonly outcome: 'failed' });

export interface BulkSummary {
  readonly bulkId: string;
  readonly command: CommandName;
  readonly issues: number;
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
  /** Stopped before it was their turn. */
  readonly unsent: number;
  /** Of those refused and failed. */
  readonly byCode: Tally;
}

/** How many per code, the most first. */
export type Tally = Readonly<Partial<Record<ErrorCode, number>>>;

export function tallyOf(results: Iterable<{ readonly code: ErrorCode }>): Tally {
  const counts = new Map<ErrorCode, number>();
  for (const { code } of results) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}

export function unaccepted(issue: IssueId, error: unknown): BulkResult {
  const { code, message } =
    error instanceof DoorstepError
      ? error
      : { code: 'UNEXPECTED' as const, message: error instanceof Error ? error.message : String(error) };
  return { issue, outcome: REFUSED.has(code) ? 'refused' : 'failed', code, message };
}

/** What an engine that works says no with; everything else is trouble on the way. */
const REFUSED: ReadonlySet<string> = new Set([...REFUSALS, 'ISSUE_UNKNOWN']);
