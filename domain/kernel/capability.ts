/**
 * A capability is one thing that practice does with an issue (acknowledge, extend, confirm, ...): its commands,
 * its events, its clocks, whom it tells and what it waits for. The kernel knows capabilities only by this shape.
 */
import type { Charge } from './clock';
import type { Command } from './command';
import type { IssueEvent } from './event';
import type { Verdict } from './decision';
import type { Instant, IssueId, PartyKey, PersonId } from './ids';
import type { LeadView } from '../capabilities/linking/messages';
import type { Notice } from './notice';
import type { Staffing } from './staffing';
import type { IssueRules } from './rules';
import type { Approval, IssueState } from './state';
import type { Wake } from './wake';

/** What somebody has looked up for a decision, because it stands in the documents of the place or in another log. */
export interface Given {
  /** The rules that would hold after a `migrate` or a `reclassify`. */
  readonly rules?: IssueRules;
  /** The issue to which a `link` goes. */
  readonly lead?: LeadView;
  /** Who is there, where somebody is to be told. */
  readonly staffing?: Staffing;
}

/**
 * What each command leads to. `nowMs` is the present: what starts, starts then. `receivedAtMs` is when the command
 * reached the issue: whether its sender was in time is judged by it, because an outage may lie between the two.
 */
export type CommandHandlers = {
  readonly [T in Command['type']]: (
    state: IssueState,
    command: Extract<Command, { type: T }>,
    nowMs: Instant,
    receivedAtMs: Instant,
    given: Given,
  ) => Verdict;
};
export type EventAppliers = {
  readonly [T in IssueEvent['type']]: (
    state: IssueState,
    event: Extract<IssueEvent, { type: T }>,
    atMs: Instant,
  ) => IssueState;
};
/** Whom an event tells, seen from the state after it. */
export type EventNotices = {
  readonly [T in IssueEvent['type']]?: (
    after: IssueState,
    event: Extract<IssueEvent, { type: T }>,
  ) => readonly Notice[];
};

/** Whether a deputy is told with whom they stand in for; every deputy is where nothing is said. */
export type EventDeputies = {
  readonly [T in IssueEvent['type']]?: (
    after: IssueState,
    event: Extract<IssueEvent, { type: T }>,
    deputy: PersonId,
  ) => boolean;
};

/** Something an issue waits for: whom, since and until when, by which rule, and what happens when nobody moves. */
export interface Wait {
  readonly what:
    | 'verification'
    | 'acknowledgement'
    | 'handling'
    | 'renewal'
    | 'report-in'
    | 'part'
    | 'approval'
    | 'check'
    | 'call-back'
    | 'confirmation'
    | 'resumption'
    | 'answer'
    | 'closing'
    | 'lead'
    | 'migration';
  readonly whom: readonly PersonId[];
  readonly role: string;
  readonly sinceMs: Instant;
  readonly untilMs: Instant | null;
  /** The clause of the procedure: `procedure@version#path`. */
  readonly rule: string;
  /** The deadline counts working time beyond the days for which holidays are published, and may still move. */
  readonly provisional?: true;
  /** How the deadline came about, where a clock runs. */
  readonly charges?: readonly Charge[];
  /** An approval's question: what is asked for, and by whom. Its reason is free text and stays in the log. */
  readonly question?: Pick<Approval, 'id' | 'kind' | 'askedBy' | 'extendByMs' | 'untilMs'>;
  /** A unit beside the ladder that has to move. */
  readonly party?: PartyKey;
  /** Another issue that has to move. */
  readonly issue?: IssueId;
  readonly then:
    | 'remind'
    | 'escalate'
    | 'alert'
    | 'lapse'
    | 'approve'
    | 'reject'
    | 'close-unconfirmed'
    | 'resume'
    | 'open'
    | 'call-again'
    | 'ask-unchecked'
    | 'nothing';
}

/** A command somebody could give now. */
export interface Offer {
  readonly command: Command['type'];
  readonly whom: readonly PersonId[];
}

export interface Capability {
  readonly commands?: Partial<CommandHandlers>;
  readonly events?: Partial<EventAppliers>;
  readonly notices?: EventNotices;
  readonly deputies?: EventDeputies;
  readonly wakes?: (state: IssueState) => readonly Wake[];
  /** Decides what a wake of this capability leads to; called only with a wake that `wakes` names and that is due. */
  readonly onWake?: (state: IssueState, wake: Wake, nowMs: Instant) => readonly IssueEvent[];
  readonly waits?: (state: IssueState) => readonly Wait[];
  readonly offers?: (state: IssueState) => readonly Offer[];
}
