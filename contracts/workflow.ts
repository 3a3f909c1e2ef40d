/**
 * The contract between an issue's workflow and everybody who talks to it: names and plain-JSON shapes only.
 * Workflow type `issue`, id `issue/<id>`, task queue `doorstep`.
 */
import {
  open,
  record,
  type ClearReport,
  type CommandId,
  type Instant,
  type IssueId,
  type IssueRules,
  type IssueState,
  type Recorded,
  type Report,
  type Stage,
  type Step,
} from '../domain';

export const WORKFLOW_TYPE = 'issue';
export const TASK_QUEUE = 'doorstep';
/** A workflow task that a killed worker had in hand is given to another after this; Temporal's own default is 10 s. */
export const WORKFLOW_TASK_TIMEOUT = '3s';
export const workflowId = (id: IssueId): string => `issue/${id}`;

/** Update that waits until the issue is in the log; commands are updates named after themselves. */
export const OPEN_UPDATE = 'open';
/** Signal without an argument: look at the log, it may have gone on without you. For the safety net and for operators. */
export const CATCH_UP_SIGNAL = 'catch-up';
/** Signal from an issue that goes with this one, or no longer does. */
export const FOLLOWER_SIGNAL = 'follower';
export interface FollowerChange {
  readonly follower: IssueId;
  readonly joins: boolean;
  /** Where the follower's log stood: the same change said again counts once. */
  readonly seq: number;
}
/** Signal from the engine: nobody whom a call of a tier was for could be told. Its data is a FoundNotTold. */
export const NOT_TOLD_SIGNAL = 'not-told';
export const QUERIES = { state: 'state', explain: 'explain', timeline: 'timeline' } as const;

/** A report behind the door, where its words are sealed. `occurredAtMs`: when the resident saw it, if that was earlier than now. */
export interface TakenReport extends Report {
  readonly occurredAtMs?: Instant;
}

/** A report as it comes in. */
export interface ReportInput extends ClearReport {
  readonly occurredAtMs?: Instant;
}

/** How an issue's workflow starts: with a report, or without one to go on from the log; `carried` after continue-as-new. */
export interface IssueStart {
  readonly id: IssueId;
  readonly report?: TakenReport;
  readonly carried?: { readonly state: IssueState; readonly timeline: readonly TimelineEntry[] };
  /** With the report: it is in the log already, by these rules, and nobody has to open it any more. */
  readonly opening?: Opened;
  /** Who follows how it is opened, where somebody does: a W3C traceparent. */
  readonly trace?: string;
}

/** By what an issue was opened, and when; with its report it is all that its first event says. */
export interface Opened {
  readonly rules: IssueRules;
  /** When it was decided. */
  readonly nowMs: Instant;
  /** When the database recorded it. */
  readonly recordedAtMs: Instant;
}

/** Second argument of a command. */
export interface CommandMeta {
  /** When it happened, if earlier than now. Refused when in the future. */
  readonly occurredAtMs?: Instant;
  /** Counts only while this is the last event of the issue; refused with PRECONDITION_FAILED when it has moved on. */
  readonly ifSeq?: number;
  /** Who follows it, where somebody does: a W3C traceparent. */
  readonly trace?: string;
}

/** The answer to a command: its events are stored, and a read after this sees them. */
export interface Receipt {
  readonly issue: IssueId;
  /** The last event of the command. */
  readonly seq: number;
  readonly stage: Stage;
  readonly tier: number;
  /** True when this command id had been recorded before: nothing happened now. */
  readonly repeated: boolean;
}

export interface TimelineEntry {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly occurredAtMs: Instant;
}

export const timelineEntry = ({ seq, actor, occurredAtMs, event }: Recorded): TimelineEntry => ({
  seq,
  type: event.type,
  actor,
  occurredAtMs,
});

/**
 * The command id of a caller is the update's own id, so that a retry is the same command. Null for an id that could be
 * taken for one of the engine's own names (`open`, `wake:…`, `signal:…`) or that is too long.
 */
export const commandIdOf = (updateId: string): CommandId | null =>
  /^[A-Za-z0-9._~-]{1,142}$/.test(updateId) && updateId !== OPEN_UPDATE ? (updateId as CommandId) : null;

/** The first step of an issue: the same wherever it is made, in the activity that appends it and in the workflow that folds it. */
export function openingStep(id: IssueId, input: TakenReport, rules: IssueRules, nowMs: Instant): Step {
  const { occurredAtMs, ...report } = input;
  const from = { actor: report.reporter, commandId: OPEN_UPDATE as CommandId, occurredAtMs: occurredAtMs ?? nowMs };
  return record(id, null, open(report, rules, nowMs), from);
}
