/** What is to be decided: a command on its way, a deadline that has come. */
import type { ApplicationFailure } from '@temporalio/workflow';
import type { Receipt } from '../contracts/workflow';
import type { CommandId, Decision, Given, IssueState } from '../domain';

export interface Task {
  /** The command's or the clock's name: what the rules broke on, if they do. */
  readonly what: string;
  readonly actor: string;
  readonly occurredAtMs?: number | undefined;
  /** Goes with it to the activities: who follows it, and nothing that is decided by. */
  readonly trace?: string | undefined;
  /** What has to be looked up first, by the state that is decided on. */
  readonly given?: ((state: IssueState) => Promise<Given>) | undefined;
  readonly decide: (state: IssueState, nowMs: number, given: Given) => Decision;
}

/** A command: who gave it, under which name, and who waits for the answer. */
export interface Job extends Task {
  /** When it reached the workflow; a deadline that came later does not go before it. */
  readonly receivedAtMs: number;
  /** The command's name in the log; a signal has none of its own, and is named after what it does. */
  readonly commandId: (state: IssueState) => CommandId;
  readonly answer: (receipt: Receipt) => void;
  readonly fail: (failure: ApplicationFailure) => void;
}
