/** What the desk says no with. */
import { ApplicationFailure } from '@temporalio/workflow';
import { callersId, type CommandId, type Decision, type IssueId, type Refusal } from '../domain';

export const refusedBy = (refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.nonRetryable(refusal.message, refusal.code, refusal);

export const reused = (id: CommandId): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`The command id ${callersId(id)} was used for another command.`, 'COMMAND_ID_REUSED');

/** The rules to come break on the issue: it stays under those that it has. */
export const wouldBreak = (issue: IssueId, error: unknown): ApplicationFailure =>
  ApplicationFailure.nonRetryable(
    `${issue} can't go on under these rules: ${error instanceof Error ? error.message : String(error)}`,
    'MIGRATION_BREAKS',
  );

export const NOT_DUE: Decision = {
  ok: false,
  refusal: { code: 'NOT_DUE', message: 'The issue has gone on meanwhile.', allowed: [] },
};

export function unlessNotDue(error: unknown): void {
  if (refusalOf(error).type !== 'NOT_DUE') throw error;
}

/** What an error means to a caller; a defect stays a defect and fails the workflow task, which keeps the issue for repair. */
export function refusalOf(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof ApplicationFailure) return cause;
  throw error;
}
