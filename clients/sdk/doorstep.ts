/** What a service holds in its hands: commands, signals, reads and waits. Every call is bounded in time. */
import type { Payload } from '../../contracts/commands';
import type { Receipt, ReportInput } from '../../contracts/workflow';
import type { CommandName, IssueId, IssueState, PersonId } from '../../domain';
import type { CloudEvent, EventFilter, InboxMessage, Subscription } from '../../messaging';
import type { IssueFilter } from '../../store';
import type { ConcurrentBulkOptions } from './bulk/bulk';
import type { NamedForetellOptions } from './bulk/foretell';
import type { Bulk, Foretold } from './bulk/result';
import type { DirectoryClient } from './directory';
import type { ChannelsClient } from './channels';
import type {
  CallOptions,
  CommandOptions,
  IssueCommands,
  Issues,
  ReadOptions,
  ReportOptions,
  Said,
  TimelineItem,
  Until,
  WaitOptions,
} from './issues';
import type { PeopleClient } from './people';
import type { InboxOptions } from './live';
import type { ChainVerification } from './reading/reader';

/**
 * One method per command. The answer means that its events are stored, and a read after it sees them.
 * Throws DoorstepError: what the rules refuse by its own code with `details.allowed`, ISSUE_UNKNOWN, SERVER_AWAY,
 * or NO_ANSWER; after the last two the command may still take effect, so send it again with the same `commandId`.
 */
export type Commands = {
  readonly [N in CommandName]: (issue: IssueId, payload: Said<N>, options?: CommandOptions) => Promise<Receipt>;
};

/** Everything of Issues, and what needs the servers themselves. */
export interface Doorstep extends Commands, Omit<Issues, keyof IssueCommands> {
  /**
   * Answers once the matter is in the log. The same key and report again give the same issue and nothing new;
   * without a key every call is a new issue. Throws REPORT_MALFORMED, REPORT_MISMATCH (the key stands for another
   * report), what the place refuses (UNIT_UNKNOWN, CATEGORY_UNKNOWN, ...), SERVER_AWAY or NO_ANSWER.
   */
  report(input: ReportInput, options?: ReportOptions): Promise<Receipt>;

  /** Decide without waiting for an answer; a refusal is an event in the issue's timeline. */
  signalApprove(issue: IssueId, payload: Payload<'approve'>): Promise<void>;
  signalReject(issue: IssueId, payload: Payload<'reject'>): Promise<void>;

  bulk<N extends CommandName>(
    name: N,
    issues: Iterable<IssueId>,
    payload: Said<N>,
    options?: ConcurrentBulkOptions,
  ): Bulk<Receipt>;
  foretell<N extends CommandName>(
    name: N,
    issues: Iterable<IssueId>,
    payload: Said<N>,
    options?: NamedForetellOptions,
  ): AsyncIterable<Foretold>;

  /** As it stands, or as it stood. Throws ISSUE_UNKNOWN, also for an instant before it was opened. */
  get(issue: IssueId, options?: ReadOptions): Promise<IssueState>;
  /** The most overdue first; 50 when no limit is given, 1,000 at most, the next page `after` the last. Needs PostgreSQL. */
  list(filter?: IssueFilter): Promise<readonly IssueState[]>;
  /** Every issue that fits, page by page in the order of their ids; `limit` bounds them all. Needs PostgreSQL. */
  select(filter?: Omit<IssueFilter, 'order'>): AsyncIterable<IssueState>;
  /** Everything that happened, in order; from a client without PostgreSQL the latest 100 only. Throws ISSUE_UNKNOWN. */
  timeline(issue: IssueId, options?: CallOptions): Promise<readonly TimelineItem[]>;
  /** Recomputes the hash chain of the issue's log. Needs PostgreSQL. Throws ISSUE_UNKNOWN. */
  verifyChain(issue: IssueId): Promise<ChainVerification>;
  /** The issue once it is in the stage, or once the condition holds. Throws WAIT_TIMED_OUT. */
  waitFor(issue: IssueId, until: Until<IssueState>, options?: WaitOptions): Promise<IssueState>;

  /**
   * Events as they are recorded, at least once each; `id` names one, `seq` orders those of an issue. Without a filter
   * all; `since: 'all'` begins 30 days ago. They carry ids, codes and instants (PublishedEvent); what people said of it
   * is in `timeline`. Ends with the signal, with the loop, or with close(). Needs NATS.
   */
  subscribe(filter?: EventFilter): Subscription<CloudEvent>;
  /** The notices of one person, oldest first, each once. Needs NATS. */
  inbox(person: PersonId, options?: InboxOptions): Subscription<InboxMessage>;
  /** Says that a notice (its `id`) was read or acted on; only the first counts. Needs NATS. */
  receipt(notice: string, state?: 'read' | 'acted'): Promise<void>;

  /** Who is responsible where: the directory in the store. Needs PostgreSQL. */
  readonly directory: DirectoryClient;
  /** How people are told beyond the inbox, and the proof of it. Needs PostgreSQL. */
  readonly channels: ChannelsClient;
  /** What is kept of people, given to them and erased. Needs PostgreSQL. */
  readonly people: PeopleClient;

  /** Puts the connections away. Calls under way end with an error. */
  close(): Promise<void>;
}
