/**
 * What an issue keeps of its procedure and of the directory from the day it opens: plain JSON, pinned in the
 * `opened` event and changed by no later edit of the documents, only by command. Terms say by which time they count.
 * What a procedure does not use is absent, so that a simple issue stays small.
 */
import type { WorkingTime } from '../calendar/working-time';
import type { PartyKey, PersonId, Span } from './ids';
import type { Posted } from './staffing';
import type { Term } from './term';

/** How often a tier is told again before the ladder climbs. The last tier repeats without end. */
export interface Repeat {
  readonly every: Term;
  readonly times: number;
}

/** When somebody is told that a deadline comes near: after a share (0..1) of its time, or a span of its time before it. */
export type Warning = { readonly share: number } | { readonly beforeMs: Span };

export interface Tier extends Posted {
  /** Stable key of the rung within the procedure, for example `grid-worker`. */
  readonly key: string;
  readonly acknowledgeWithin: Term;
  /** Counted from the dispatch to this tier, not from the acknowledgement, so that bouncing gains nothing. */
  readonly handleWithin: Term;
  readonly repeat: Repeat;
  /** Of the time to handle. */
  readonly warnings?: readonly Warning[];
  /** An acknowledgement is good for so long; then it expires unless it is renewed. */
  readonly acknowledgementFor?: Term;
  /** What it means that nobody of the tier could be told: an alarm when left out; `climb`: the next tier has it as well. */
  readonly notTold?: 'climb';
  /** The tier that follows when a deadline of this one passes, by number; the next one when left out. */
  readonly next?: number;
}

/** A unit beside the ladder (a property manager, a department) to which a tier dispatches, or which it summons to help. */
export interface Party extends Posted {
  readonly key: PartyKey;
  /** After a dispatch: until somebody of it has the issue. */
  readonly acknowledgeWithin: Term;
  /** After a dispatch or a summons: until its part is done. */
  readonly handleWithin: Term;
  /** After a summons (吹哨): until it has reported in. */
  readonly reportInWithin: Term;
}

/** How many of a panel have to agree: so many, or a share of them (0..1, rounded up). */
export type Quorum = { readonly count: number } | { readonly share: number };

export interface Panel extends Posted {
  readonly quorum: Quorum;
}

/** What it means that nobody decided in time. climb: the tier above those who were asked decides; at the top it lapses. */
export type OnTimeout = 'lapse' | 'reject' | 'approve' | 'climb';

/** How one kind of question is decided. */
export interface Decision {
  readonly decideWithin: Term;
  /** Of the time to decide: then those whose voice is still missing are told again. */
  readonly reminders?: readonly Warning[];
  /** Named roles, each of which has to agree. The tier above when left out. */
  readonly panels?: readonly Panel[];
  /** Of the tier above; one of them when left out. */
  readonly quorum?: Quorum;
  /** `lapse` when left out. */
  readonly onTimeout?: OnTimeout;
}

export interface Verification {
  readonly by: Posted;
  readonly within: Term;
  readonly repeat: Repeat;
}

export interface SiteCheck {
  readonly by: Posted;
  readonly within: Term;
  readonly repeat: Repeat;
  /** How many pieces of evidence a check needs. */
  readonly evidenceMinimum: number;
  /** The time to do it again after a check that failed. */
  readonly reworkWithin: Term;
}

export interface IssueRules {
  readonly procedure: string;
  readonly version: number;
  /** 1 in real life; a demo that plays an hour in a second pins 3600. Spans below are already divided by it. */
  readonly timeScale: number;
  /** The ladder, tier 1 first; at least one. */
  readonly tiers: readonly Tier[];
  /** How many pieces of evidence a handling needs. */
  readonly evidenceMinimum: number;
  /** `limitMs` is counted as the clock that it extends. */
  readonly extension: Decision & { readonly maximum: number; readonly limitMs: Span };
  /** `limitMs` is natural time: how far ahead the until-date may be. */
  readonly suspension: Decision & { readonly maximum: number; readonly limitMs: Span };
  readonly forceClose: Decision;
  /** Giving a wrong dispatch back; absent where nobody may. */
  readonly return?: Decision;
  /** Taking out what is no matter at all; absent where nobody may. */
  readonly void?: Decision;
  /** A report is looked at before it is opened. */
  readonly verification?: Verification;
  readonly parties?: readonly Party[];
  /** What was done is looked at on the spot before the resident is asked. */
  readonly check?: SiteCheck;
  readonly confirmation: { readonly within: Term; readonly repeat: Repeat };
  /** Somebody asks the resident: so many attempts, then the resident counts as not reached. */
  readonly callBack?: { readonly by: Posted; readonly attempts: number };
  /** Redone more often, or passed among more units, than this: a problem case, one tier up. */
  readonly problem?: { readonly reworks: number; readonly units: number };
  /** A supervising tier (督办) is answered within this, and asks again after it. */
  readonly supervision?: { readonly answerWithin: Term };
  /** From the opening to the end of the handling, over all tiers; when it is over the ladder climbs to tier `to`. */
  readonly total?: { readonly within: Term; readonly to: number };
  /** When the last tier does not acknowledge either, the ladder is climbed again from tier `from`, so many times. */
  readonly again?: { readonly from: number; readonly times: number };
  readonly reopenWithinMs: Span;
  /** The most by which a wake may come later, so that a mass of them does not fall on one instant. */
  readonly spreadMs?: Span;
  /** Further people who learn of an event, by its type. */
  readonly copies?: readonly { readonly event: string; readonly people: readonly PersonId[] }[];
  /** Pinned where a term counts working time. */
  readonly workingTime?: WorkingTime;
}

/** `procedure@version`, as shown to people and kept with every event. */
export const rulesName = (rules: IssueRules): string => `${rules.procedure}@${rules.version}`;
