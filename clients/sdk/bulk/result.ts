/** A bulk as its caller has it: what it is given, an answer an issue, and their sum. */
import type { ErrorCode } from '../../../contracts/error-codes';
import { DoorstepError } from '../../../contracts/errors';
import { REFUSALS, type CommandName, type EventType, type IssueId } from '../../../domain';
import type { CommandOptions, IssueReceipt } from '../issues';

export interface BulkOptions extends Pick<CommandOptions, 'occurredAtMs' | 'timeoutMs'> {
  /**
   * Names the bulk for good. Each issue's command id follows from it, so that running the bulk again counts each command
   * once, and another command under it is refused as COMMAND_ID_REUSED. 1 to 63 of A-Z, a-z, 0-9, `.`, `_` and `-`; a
   * new one when left out.
   */
  readonly bulkId?: string;
  /** Begins nothing more; what is under way is waited for, and the rest counts as unsent. */
  readonly signal?: AbortSignal;
}

export type ForetellOptions = Pick<BulkOptions, 'bulkId'>;

/** Goes on only while somebody reads it; can be read once. */
export interface Bulk<R extends IssueReceipt = IssueReceipt> extends AsyncIterable<BulkResult<R>> {
  readonly id: string;
  /** Runs what is left, and says what came of it all. */
  summary(): Promise<BulkSummary>;
}

interface Unaccepted {
  readonly issue: IssueId;
  readonly code: ErrorCode;
  readonly message: string;
}

/** refused: the rules or the rights say no, or there is no such issue · failed: no answer; it may count still, so run the bulk again under its id. */
export type BulkResult<R extends IssueReceipt = IssueReceipt> =
  | { readonly issue: IssueId; readonly outcome: 'accepted'; readonly receipt: R }
  | (Unaccepted & { readonly outcome: 'refused' })
  | (Unaccepted & { readonly outcome: 'failed' });

/** counted: this bulk's command is in the log already, and would not count again. */
export type Foretold =
  | { readonly issue: IssueId; readonly outcome: 'accepted'; readonly events: readonly EventType[] }
  | { readonly issue: IssueId; readonly outcome: 'counted' }
  | (Unaccepted & { readonly outcome: 'refused' });

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

/** @param isRefusal whether the code says no; anything else is trouble on the way */
export function unaccepted(
  issue: IssueId,
  error: unknown,
  isRefusal = saysNo,
): Unaccepted & { outcome: 'refused' | 'failed' } {
  const { code, message } =
    error instanceof DoorstepError
      ? error
      : { code: 'UNEXPECTED' as const, message: error instanceof Error ? error.message : String(error) };
  return { issue, outcome: isRefusal(code) ? 'refused' : 'failed', code, message };
}

/** What an engine that works says no with. */
const REFUSED: ReadonlySet<string> = new Set([...REFUSALS, 'ISSUE_UNKNOWN']);
const saysNo = (code: ErrorCode): boolean => REFUSED.has(code);

/** A bulk of answers that are made one after another. @param run tells of each answer when it comes, whether somebody reads it or not */
export function bulkOf<R extends IssueReceipt>(
  { id, command, issues }: { readonly id: string; readonly command: CommandName; readonly issues: number },
  run: (answered: (result: BulkResult<R>) => void) => AsyncGenerator<BulkResult<R>, void, undefined>,
): Bulk<R> {
  const answered: BulkResult<R>[] = [];
  const results = run((result) => void answered.push(result));
  return {
    id,
    [Symbol.asyncIterator]: () => results,
    summary: async () => {
      for await (const _ of results);
      return summed(id, command, issues, answered);
    },
  };
}

function summed(bulkId: string, command: CommandName, issues: number, answered: readonly BulkResult[]): BulkSummary {
  const count = (outcome: BulkResult['outcome']): number =>
    answered.filter((result) => result.outcome === outcome).length;
  return {
    bulkId,
    command,
    issues,
    accepted: count('accepted'),
    refused: count('refused'),
    failed: count('failed'),
    unsent: issues - answered.length,
    byCode: tallyOf(answered.filter((result) => result.outcome !== 'accepted')),
  };
}
