import type { Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import { pendingApproval } from '../../kernel/ladder';
import { STAGES, type IssueState } from '../../kernel/state';
import { lapse } from '../approval/lapse';
import type { Withdraw } from './messages';

const BEFORE_THE_END = STAGES.filter((stage) => stage !== 'closed');

/** The matter is the reporter's, and nobody else may take it back. */
export const withdraw = (state: IssueState, command: Withdraw, nowMs: Instant): Verdict =>
  needStage(state, 'withdraw', ...BEFORE_THE_END) ??
  needPerson(state, command.by, [state.report.reporter], 'withdraw') ?? [
    ...lapse(pendingApproval(state), 'overtaken'),
    { type: 'withdrawn', by: command.by, reason: command.reason },
    { type: 'closed', outcome: 'withdrawn', atMs: nowMs },
  ];
