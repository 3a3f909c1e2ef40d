/** Sends the migrations of a page, several at once, each under a name of its own that a second run would give it again. */
import { DoorstepError } from '../../../../contracts/errors';
import type { ErrorCode } from '../../../../contracts/error-codes';
import type { IssueId, PersonId, RulePart } from '../../../../domain';
import type { Doorstep } from '../../../sdk';
import type { Preview } from './preview';

/** More at once only wait for the database in another place. */
const AT_ONCE = 8;

export interface Applied {
  readonly issue: IssueId;
  /** The event with which it changed; null when it was refused. */
  readonly seq: number | null;
  readonly code?: ErrorCode;
  readonly message?: string;
}

export interface Order {
  readonly what: RulePart;
  readonly by: PersonId;
  readonly reason: string;
}

/**
 * What is refused is a result, and the others go on. Throws what says that the servers are away: then the same command
 * again goes on where this one stopped.
 */
export async function apply(
  doorstep: Pick<Doorstep, 'migrate'>,
  changes: readonly Preview[],
  order: Order,
  stopped: AbortSignal,
): Promise<readonly Applied[]> {
  const left = [...changes];
  const done: Applied[] = [];
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined && !stopped.aborted; one = left.shift())
      done.push(await migrate(doorstep, one, order));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}

async function migrate(
  doorstep: Pick<Doorstep, 'migrate'>,
  { issue, seq, rules }: Preview,
  order: Order,
): Promise<Applied> {
  try {
    const receipt = await doorstep.migrate(issue, order, { commandId: nameOf(seq, order.what, rules.to) });
    return { issue, seq: receipt.seq };
  } catch (error) {
    if (!(error instanceof DoorstepError) || AWAY.has(error.code)) throw error;
    return { issue, seq: null, code: error.code, message: error.message };
  }
}

const AWAY: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['SERVER_AWAY', 'NO_ANSWER']);

/** What was seen names it: sent again after an interruption it counts once, and after anything else happened it is judged anew. */
const nameOf = (seq: number, what: RulePart, to: string): string =>
  `migrate-${what}-${seq}-${to.replace(/[^A-Za-z0-9._~-]/g, '_')}`.slice(0, 128);
