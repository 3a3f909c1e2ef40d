import type { Approval } from '../../kernel/state';
import type { ApprovalLapsed } from './messages';

/** The event that ends a pending question without an answer; nothing when there is no question. */
export const lapse = (approval: Approval | undefined, cause: ApprovalLapsed['cause']): readonly ApprovalLapsed[] =>
  approval === undefined ? [] : [{ type: 'approval-lapsed', approval: approval.id, cause }];
