/** A command on its way: who gave it, under which name, and who waits for the answer. */
import type { ApplicationFailure } from '@temporalio/workflow';
import type { Receipt } from '../contracts/workflow';
import type { CommandId, Decision, IssueState } from '../domain';

export interface Job {
  readonly actor: string;
  /** When it reached the workflow; a deadline that came later does not go before it. */
  readonly receivedAtMs: number;
  readonly occurredAtMs: number | undefined;
  /** The command's name in the log; a signal has none of its own, and is named after what it does. */
  readonly commandId: (state: IssueState) => CommandId;
  readonly decide: (state: IssueState, nowMs: number) => Decision;
  readonly answer: (receipt: Receipt) => void;
  readonly fail: (failure: ApplicationFailure) => void;
}
