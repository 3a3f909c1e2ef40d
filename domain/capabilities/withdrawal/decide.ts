import type { Verdict } from '../../kernel/decision';
import { needReporter, needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import { pendingApproval } from '../../kernel/ladder';
import { STAGES, type IssueState } from '../../kernel/state';
import { lapse } from '../approval/lapse';
import type { Withdraw } from './messages';

const BEFORE_THE_END = STAGES.filter((stage) => stage !== 'closed');

/** The matter is the reporter's, and nobody else may take it back. */
export const withdraw = (state: IssueState, command: Withdraw, nowMs: Instant): Verdict =>
  needStage(state, 'withdraw', ...BEFORE_THE_END) ??
  needReporter(state, command.by, 'withdraw') ?? [
    ...lapse(pendingApproval(state), 'overtaken'),
    { type: 'withdrawn', by: command.by, reason: command.reason },
    { type: 'closed', outcome: 'withdrawn', atMs: nowMs },
  ];
