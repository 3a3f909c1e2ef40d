/**
 * What a service does with issues, by whichever way it reaches Doorstep: straight on Temporal and PostgreSQL (doorstep/sdk),
 * over HTTP (doorstep/http) or over NATS (doorstep/nats). Whoever is written against this works with all three.
 */
import type { Payload } from '../../contracts/commands';
import type { Receipt, ReportInput, TimelineEntry } from '../../contracts/workflow';
import type {
  Approval,
  CommandName,
  Explanation,
  Instant,
  IssueEvent,
  IssueId,
  IssueState,
  Span,
  Stage,
} from '../../domain';
import type { CloudEvent } from '../../messaging/schemas';
import type { Bulk, BulkOptions, ForetellOptions, Foretold } from './bulk/result';
import type { DutyClient } from './duty/duty';
import type { CountQuery, IssueCounts, IssuePage, IssueQuery, IssueSummary } from './queries';

export type { Bulk, BulkOptions, BulkResult, BulkSummary, ForetellOptions, Foretold, Tally } from './bulk/result';
export type * from './duty/duty';
export type * from './queries';

export interface CallOptions {
  /** Gives up: the call rejects with the reason of the signal. A command that was sent may still count. */
  readonly signal?: AbortSignal;
}

export interface ReadOptions extends CallOptions {
  /** As the log had recorded it by then, in milliseconds since 1970; now when left out. Straight on the servers it needs PostgreSQL. */
  readonly atMs?: Instant;
}

export interface ReportOptions extends CallOptions {
  /** The caller's own name for the report, for example its id in the app. The same key names the same issue for ever. */
  readonly key?: string;
  /** How long all attempts together may take, in milliseconds; that of the client when left out. */
  readonly timeoutMs?: Span;
}

export interface CommandOptions extends CallOptions {
  /** Names the command for good: whoever sends it again gets the first answer, and another command under it is refused as COMMAND_ID_REUSED. 1 to 128 of A-Z, a-z, 0-9, `.`, `_`, `~` and `-`; a new one when left out. */
  readonly commandId?: string;
  /** When it happened, if earlier than now. */
  readonly occurredAtMs?: Instant;
  /**
   * The command counts only while this is the last event of the issue, seen in the same step as the rules; else
   * PRECONDITION_FAILED. One that counted before gets its first answer all the same.
   */
  readonly ifSeq?: number;
  /** How long all attempts together may take, in milliseconds; that of the client when left out. */
  readonly timeoutMs?: Span;
}

type Asking = Omit<Payload<'request'>, 'kind' | 'extendByMs' | 'untilMs'>;
/** An extension says by how much (counted as its clock counts), a suspension until when; the others have nothing to add. */
export type RequestPayload =
  | (Asking & { readonly kind: 'extension'; readonly extendByMs: number })
  | (Asking & { readonly kind: 'suspension'; readonly untilMs: number })
  | (Asking & { readonly kind: 'force-close' | 'return' | 'void' });

export type Said<N extends CommandName> = N extends 'request' ? RequestPayload : Payload<N>;

/** Its events are stored, and a read after this sees them. It does not say whether it is a repeat. */
export type IssueReceipt = Omit<Receipt, 'repeated'>;

/** An approval as everybody may see it: who may decide, and what became of it. */
export type ApprovalFacts = Omit<Approval, 'panels' | 'votes' | 'climbs'>;

/** An issue without the rules that it is bound to, its clocks (`explain` tells of them) and the names of commands. */
export type IssueFacts = Pick<
  IssueState,
  | 'id'
  | 'seq'
  | 'report'
  | 'reportedAs'
  | 'stage'
  | 'stageSinceMs'
  | 'openedAtMs'
  | 'tier'
  | 'tierSinceMs'
  | 'assignee'
  | 'handled'
  | 'closure'
  | 'disputes'
  | 'reopenings'
  | 'reworks'
  | 'returnedBy'
  | 'problem'
  | 'supervision'
  | 'delegations'
  | 'followers'
  | 'quarantine'
> & { readonly approvals: readonly ApprovalFacts[] };

/** One event of an issue, in people's own words. What only the log knows is null when the answer came from Temporal. */
export interface TimelineItem extends TimelineEntry {
  /** When the database recorded it; `occurredAtMs` is when it happened. */
  readonly recordedAtMs: Instant | null;
  readonly event: IssueEvent | null;
}

export interface FollowOptions {
  /** The number of the last event that is known already; from the first one when left out. */
  readonly after?: number;
  /** Ends the loop. */
  readonly signal?: AbortSignal;
}

export type Until<S = IssueFacts> = Stage | ((state: S) => boolean);

export interface WaitOptions {
  /** 30,000 when left out. */
  readonly timeoutMs?: Span;
  readonly signal?: AbortSignal;
}

/** Iterate it once. Ends when its signal is aborted, when the loop is left, or when the client is closed. */
export interface EventSubscription extends AsyncIterable<CloudEvent> {
  /** From here on nothing is missed. Rejects with a DoorstepError when events can't be had. */
  readonly ready: Promise<void>;
}

/**
 * One method per command. The answer means that its events are stored, and a read after it sees them.
 * Throws DoorstepError: what the rules refuse by its own code with `details.allowed`, COMMAND_MALFORMED, ISSUE_UNKNOWN,
 * SERVER_AWAY or NO_ANSWER; after the last two the command may still take effect, so send it again with the same
 * `commandId`. Over HTTP and NATS also UNAUTHENTICATED, FORBIDDEN and TOO_MANY_REQUESTS.
 */
export type IssueCommands = {
  readonly [N in CommandName]: (issue: IssueId, payload: Said<N>, options?: CommandOptions) => Promise<IssueReceipt>;
};

export interface Issues extends IssueCommands {
  /**
   * Answers once the matter is in the log. The same key and report again give the same issue and nothing new;
   * without a key every call is a new issue, once, however often it had to be sent. Throws REPORT_MALFORMED,
   * REPORT_MISMATCH (the key stands for another report), what the place refuses (UNIT_UNKNOWN, CATEGORY_UNKNOWN, ...),
   * and what commands throw.
   */
  report(input: ReportInput, options?: ReportOptions): Promise<IssueReceipt>;

  /** As it stands, or as it stood. Throws ISSUE_UNKNOWN, also for an instant before it was opened. */
  get(issue: IssueId, options?: ReadOptions): Promise<IssueFacts>;
  /**
   * What it waits for, for whom, since and until when, by which rule, and who may do what; now, or at an instant that is
   * over. Throws ISSUE_UNKNOWN as `get` does.
   */
  explain(issue: IssueId, options?: ReadOptions): Promise<Explanation>;
  /** Everything that happened, in order. Throws ISSUE_UNKNOWN. */
  timeline(issue: IssueId, options?: CallOptions): Promise<readonly TimelineItem[]>;
  /** One page of the issues that fit. Straight on the servers it needs PostgreSQL. Throws ARGUMENT_INVALID and REQUEST_MALFORMED. */
  find(query?: IssueQuery, options?: CallOptions): Promise<IssuePage>;
  /**
   * Every issue that fits, page by page, the oldest first unless `sort` says otherwise; `limit` is the size of a page, 100
   * when left out. By the age of issues none is met twice or passed over, whatever is done with them meanwhile.
   */
  findAll(query?: Omit<IssueQuery, 'cursor'>, options?: CallOptions): AsyncIterable<IssueSummary>;
  /** How many issues fit, and how many of each kind. Straight on the servers it needs PostgreSQL. Throws ARGUMENT_INVALID. */
  counts(query?: CountQuery, options?: CallOptions): Promise<IssueCounts>;

  /** Who is on duty. Straight on the servers it needs PostgreSQL and the documents of the place. */
  readonly duty: DutyClient;

  /**
   * One command on many issues, each of which is refused or accepted by itself: `for await` gives the answers as they come,
   * and begins it. Run again under the same `bulkId` (after a crash, a lost answer, a stop) every command still counts once.
   * Throws at once, before anything is sent: ARGUMENT_INVALID, COMMAND_MALFORMED.
   */
  bulk<N extends CommandName>(name: N, issues: Iterable<IssueId>, payload: Said<N>, options?: BulkOptions): Bulk;
  /**
   * What `bulk` would come to by the rules, the rights and the issues as they stand, in the order of `issues`; sends
   * nothing. With the `bulkId` of an interrupted one it tells what counted already. Straight on the servers it needs
   * PostgreSQL. Throws at once as `bulk` does.
   */
  foretell<N extends CommandName>(
    name: N,
    issues: Iterable<IssueId>,
    payload: Said<N>,
    options?: ForetellOptions,
  ): AsyncIterable<Foretold>;

  /**
   * The timeline, and then what happens, in order and each event once, over any broken connection; leave the loop at
   * `closed`, or follow on, for an issue may be reopened. Throws ISSUE_UNKNOWN, and SERVER_AWAY or NO_ANSWER when the log
   * can't be read for as long as a call may take.
   */
  follow(issue: IssueId, options?: FollowOptions): AsyncIterable<TimelineItem>;
  /** The issue once it is in the stage, or once the condition holds; one that is unknown at first is waited for as well. Throws WAIT_TIMED_OUT. */
  waitFor(issue: IssueId, until: Until, options?: WaitOptions): Promise<IssueFacts>;
  /**
   * Events of all issues that the caller may see, from now on, at least once each: `id` names one, `seq` orders those of an
   * issue. They carry ids, codes and instants (PublishedEvent); what people said of it is in `timeline`.
   */
  subscribe(options?: { readonly signal?: AbortSignal }): EventSubscription;

  /** Calls under way end with CLIENT_CLOSED or another error. */
  close(): Promise<void>;
}
