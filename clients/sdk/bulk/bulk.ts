/** One command on many issues, a few at once. */
import type { Payload } from '../../../contracts/commands';
import { DoorstepError } from '../../../contracts/errors';
import type { Receipt } from '../../../contracts/workflow';
import type { CommandName, IssueId } from '../../../domain';
import { bulkId as checkedId, commandIdInBulk, newBulkId } from '../ids';
import type { CommandOptions } from '../issues';
import { atOnce } from './at-once';
import { checkedCommand, checkedIssues } from './check';
import { tallyOf, unaccepted, type BulkResult, type BulkSummary } from './result';

export interface BulkOptions extends Pick<CommandOptions, 'occurredAtMs' | 'timeoutMs'> {
  /**
   * Names the bulk for good. Each issue's command id follows from it, so that running the bulk again counts each command
   * once, and another command under it is refused as COMMAND_ID_REUSED. 1 to 63 of A-Z, a-z, 0-9, `.`, `_` and `-`; a
   * new one when left out.
   */
  readonly bulkId?: string;
  /** How many issues at once; 8 when left out, 64 at most. */
  readonly concurrency?: number;
  /** Begins nothing more; what is under way is waited for, and the rest counts as unsent. */
  readonly signal?: AbortSignal;
}

/** Goes on only while somebody reads it; can be read once. */
export interface Bulk extends AsyncIterable<BulkResult> {
  readonly id: string;
  /** Runs what is left, and says what came of it all. */
  summary(): Promise<BulkSummary>;
}

type Send<N extends CommandName> = (issue: IssueId, payload: Payload<N>, options: CommandOptions) => Promise<Receipt>;

export function runBulk<N extends CommandName>(
  send: Send<N>,
  name: N,
  issues: Iterable<IssueId>,
  payload: Payload<N>,
  { bulkId = newBulkId(), concurrency = 8, signal, occurredAtMs }: BulkOptions,
): Bulk {
  const id = checkedId(bulkId);
  const all = checkedIssues(issues);
  const said = checkedCommand(name, payload);
  const answered: BulkResult[] = [];
  const one = async (issue: IssueId): Promise<BulkResult> => {
    const options = {
      commandId: commandIdInBulk(id, issue),
      ...(occurredAtMs === undefined ? {} : { occurredAtMs }),
    };
    const result = await send(issue, said, options).then(
      (receipt): BulkResult => ({ issue, outcome: 'accepted', receipt }),
      (error: unknown) => unaccepted(issue, error),
    );
    answered.push(result);
    return result;
  };
  const results = atOnce(all, checkedConcurrency(concurrency), one, signal);
  return {
    id,
    [Symbol.asyncIterator]: () => results,
    summary: async () => {
      for await (const _ of results);
      return summed(id, name, all.length, answered);
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

function checkedConcurrency(concurrency: number): number {
  if (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 64) return concurrency;
  throw new DoorstepError('ARGUMENT_INVALID', `concurrency must be a whole number from 1 to 64, not ${concurrency}.`, {
    place: { field: 'concurrency' },
  });
}
