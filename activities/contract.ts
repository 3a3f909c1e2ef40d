/** What the activities of an issue take and give, as the workflow sees them. */
import type { IssueStart, Opened, TimelineEntry } from '../contracts/workflow';
import type { CommandId, Instant, IssueId, IssueState, Staffing, Step } from '../domain';
import type { RulesFound, RulesRequest, StaffingRequest } from '../contracts/rules-request';
import type { LeadView } from '../domain/capabilities/linking/messages';
import type { Standing } from '../store';

/** An issue as the log holds it. */
export interface Loaded {
  readonly state: IssueState;
  /** The latest entries. */
  readonly timeline: readonly TimelineEntry[];
  /** When the latest event was recorded, by the database's clock. */
  readonly recordedAtMs: number;
}

export type Opening =
  /** Opened by this call. The workflow has the report and folds the rest itself, so that its history stays small. */
  (Opened & { readonly outcome: 'opened' }) | { readonly outcome: 'found'; readonly loaded: Loaded };

export type Recording =
  /** `decidedAtMs` as it was given: what stands in the log was decided then. */
  | { readonly outcome: 'appended'; readonly recordedAtMs: number; readonly decidedAtMs: Instant }
  /** The log went on without this workflow: adopt it and decide again. */
  | { readonly outcome: 'conflict'; readonly loaded: Loaded }
  /** This command is in the log already, ending at `seq`: adopt it and give the recorded answer. */
  | { readonly outcome: 'duplicate'; readonly loaded: Loaded; readonly seq: number }
  /** Its id names another command in the log. */
  | { readonly outcome: 'reused' }
  /** Too old when it reached the log: decide again, by an instant not before this one. */
  | { readonly outcome: 'stale'; readonly nowMs: Instant }
  /** Others are there than the decision went by, and nothing was appended: decide again by them. */
  | { readonly outcome: 'others-there'; readonly staffing: Staffing };

export interface Activities {
  /** Opens the issue by its report, or loads what the log holds. Fails for good with the code of what is wrong with the report. */
  openIssue(start: IssueStart): Promise<Opening>;
  /**
   * Appends one step. Safe to run twice: the second time is a duplicate or a conflict, never a second entry.
   * @param people for a step that tells somebody: whether they are as the decision took them to be is asked first
   * @param trace who follows it: a W3C traceparent
   */
  recordStep(
    id: IssueId,
    step: Step,
    decidedAtMs: Instant,
    people?: StaffingRequest,
    trace?: string,
  ): Promise<Recording>;
  /** Where the log stands, and where in it this command ended. */
  standing(id: IssueId, commandId: CommandId): Promise<Standing>;
  /** The rules of an issue by the documents of the place. Fails for good with the code of what they refuse. */
  rulesFor(request: RulesRequest): Promise<RulesFound>;
  /** Who is there at this moment, where that is not as it is known. */
  staffing(request: StaffingRequest): Promise<Staffing>;
  /** How another issue stands, for one that goes with it; null when there is no such issue. */
  leadOf(id: IssueId): Promise<LeadView | null>;
}
export type { Standing };
