/** The folded state of one issue: plain JSON (no Map, Set or Date), so that it survives Temporal and PostgreSQL unchanged. */
import type { ApprovalId, CommandId, Instant, IssueId, PersonId, Span, UnitId } from './ids';
import type { Clock, ClockName, PausedClock } from './clock';
import type { IssueRules } from './rules';

export const STAGES = ['open', 'handling', 'suspended', 'confirming', 'closed'] as const;
/** open: waits for an acknowledgement · handling: somebody has it · suspended: its clock stands still until a date · confirming: the resident has the word · closed. */
export type Stage = (typeof STAGES)[number];

export const OUTCOMES = ['confirmed', 'unconfirmed', 'force-closed'] as const;
/** Why an issue is closed. `unconfirmed`: the resident never answered, which is not the same as satisfied. */
export type Outcome = (typeof OUTCOMES)[number];

export const SEVERITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Report {
  readonly text: string;
  readonly category: string;
  readonly severity: Severity;
  /** Where it is: usually a building. */
  readonly unit: UnitId;
  readonly reporter: PersonId;
  /** How it came in: app, phone, door-knock, message-wall, ... */
  readonly channel: string;
}

export const APPROVAL_KINDS = ['extension', 'suspension', 'force-close'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];
export type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'lapsed';

export interface Approval {
  readonly id: ApprovalId;
  readonly kind: ApprovalKind;
  readonly status: ApprovalStatus;
  readonly askedBy: PersonId;
  readonly askedAtMs: Instant;
  readonly reason: string;
  /** Extensions only. */
  readonly extendByMs?: Span;
  /** Suspensions only. */
  readonly untilMs?: Instant;
  /** Who may decide; neither the asker nor the handler. */
  readonly deciders: readonly PersonId[];
  readonly dueAtMs: Instant;
  readonly decidedBy?: PersonId;
  readonly decidedAtMs?: Instant;
}

export interface Evidence {
  /** photo, document, receipt, ... */
  readonly kind: string;
  /** Where it is kept: an opaque reference, never the content. */
  readonly ref: string;
}

export interface IssueState {
  readonly schema: 1;
  readonly id: IssueId;
  /** Number of events folded into this state. */
  readonly seq: number;
  readonly report: Report;
  readonly rules: IssueRules;
  readonly stage: Stage;
  readonly stageSinceMs: Instant;
  readonly openedAtMs: Instant;
  /** 1 is the first rung. */
  readonly tier: number;
  readonly tierSinceMs: Instant;
  /** How often this tier was called again. With the tier it names a round of notices for good: it never goes back on one tier. */
  readonly calls: number;
  readonly clocks: Readonly<Partial<Record<ClockName, Clock>>>;
  /** What stands still, and until when. */
  readonly suspension: { readonly untilMs: Instant; readonly handle: PausedClock } | null;
  readonly assignee: PersonId | null;
  readonly handled: { readonly by: PersonId; readonly atMs: Instant; readonly tier: number } | null;
  readonly approvals: readonly Approval[];
  readonly closure: { readonly outcome: Outcome; readonly atMs: Instant } | null;
  readonly disputes: number;
  readonly reopenings: number;
  /** The latest recorded commands, newest last: the answer to a repeated command id. */
  readonly recent: readonly { readonly id: CommandId; readonly seq: number }[];
}
