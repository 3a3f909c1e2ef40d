/** One command on many issues, a few at once, straight on the servers. */
import type { Payload } from '../../../contracts/commands';
import { DoorstepError } from '../../../contracts/errors';
import type { Receipt } from '../../../contracts/workflow';
import type { CommandName, IssueId } from '../../../domain';
import { bulkId as checkedId, commandIdInBulk, newBulkId } from '../ids';
import type { CommandOptions } from '../issues';
import { atOnce } from './at-once';
import { checkedCommand, checkedIssues } from './check';
import { bulkOf, unaccepted, type Bulk, type BulkOptions, type BulkResult } from './result';

export interface ConcurrentBulkOptions extends BulkOptions {
  /** How many issues at once; 8 when left out, 64 at most. */
  readonly concurrency?: number;
}

type Send<N extends CommandName> = (issue: IssueId, payload: Payload<N>, options: CommandOptions) => Promise<Receipt>;

export function runBulk<N extends CommandName>(
  send: Send<N>,
  name: N,
  issues: Iterable<IssueId>,
  payload: Payload<N>,
  { bulkId = newBulkId(), concurrency = 8, signal, occurredAtMs }: ConcurrentBulkOptions,
): Bulk<Receipt> {
  const id = checkedId(bulkId);
  const all = checkedIssues(issues);
  const said = checkedCommand(name, payload);
  const most = checkedConcurrency(concurrency);
  return bulkOf({ id, command: name, issues: all.length }, (answered) => {
    const one = async (issue: IssueId): Promise<BulkResult<Receipt>> => {
      const options = {
        commandId: commandIdInBulk(id, issue),
        ...(occurredAtMs === undefined ? {} : { occurredAtMs }),
      };
      const result = await send(issue, said, options).then(
        (receipt): BulkResult<Receipt> => ({ issue, outcome: 'accepted', receipt }),
        (error: unknown) => unaccepted(issue, error),
      );
      answered(result);
      return result;
    };
    return atOnce(all, most, one, signal);
  });
}

function checkedConcurrency(concurrency: number): number {
  if (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 64) return concurrency;
  throw new DoorstepError('ARGUMENT_INVALID', `concurrency must be a whole number from 1 to 64, not ${concurrency}.`, {
    place: { field: 'concurrency' },
  });
}
