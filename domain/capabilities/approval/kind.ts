import type { Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import type { Instant, PersonId } from '../../kernel/ids';
import type { Decision, IssueRules } from '../../kernel/rules';
import type { Approval, IssueState, Stage } from '../../kernel/state';
import type { Request } from './messages';

/** What is particular to one kind of question. */
export interface ApprovalKindRules {
  /** In which stages it may be asked. */
  readonly stages: readonly Stage[];
  /** Who may ask. */
  readonly askers: (state: IssueState) => readonly PersonId[];
  /** How it is decided; undefined where the procedure does not know this kind. */
  readonly decision: (rules: IssueRules) => Decision | undefined;
  /** `receivedAtMs`: when it was asked for, which is what decides whether that was in time. */
  readonly guard: (state: IssueState, command: Request, receivedAtMs: Instant, nowMs: Instant) => Verdict | null;
  /** What follows from a yes; nothing when events have made it pointless. */
  readonly approved: (state: IssueState, approval: Approval, nowMs: Instant) => readonly IssueEvent[];
}
