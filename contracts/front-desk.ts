/**
 * The front desk of the engines (docs/decisions/0103): opens an issue without waiting for its workflow. Asked over NATS with an
 * IssueStart that has a report; two answers come, the second once the workflow runs.
 */
import type { IssueStart, Receipt } from './workflow';

export type DeskRequest = Pick<IssueStart, 'id' | 'report' | 'trace'>;

export type DeskAnswer =
  /** It is in the log. */
  | { readonly kind: 'opened'; readonly receipt: Receipt }
  /** Not here: what was reported before, what is refused, what takes too long. Its workflow has the answer. */
  | { readonly kind: 'elsewhere' };

/** The second answer. */
export interface DeskFollowUp {
  readonly isRunning: boolean;
}
