/**
 * What an issue keeps of its procedure and of the directory from the day it opens: plain JSON, pinned in the
 * `opened` event and changed by no later edit of the documents. Terms say by which time they count.
 */
import type { WorkingTime } from '../calendar/working-time';
import type { PersonId, Span, UnitId } from './ids';
import type { Term } from './term';

/** How often a tier is told again before the ladder climbs. The last tier repeats without end. */
export interface Repeat {
  readonly every: Term;
  readonly times: number;
}

export interface Tier {
  /** Stable key of the rung within the procedure, for example `grid-worker`. */
  readonly key: string;
  readonly role: string;
  readonly unit: UnitId;
  /** Who holds the role at the unit. Never empty: loading refuses a tier without people. */
  readonly people: readonly PersonId[];
  readonly acknowledgeWithin: Term;
  /** Counted from the dispatch to this tier, not from the acknowledgement, so that bouncing gains nothing. */
  readonly handleWithin: Term;
  readonly repeat: Repeat;
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
  readonly extension: { readonly maximum: number; readonly limitMs: Span; readonly decideWithin: Term };
  /** `limitMs` is natural time: how far ahead the until-date may be. */
  readonly suspension: { readonly maximum: number; readonly limitMs: Span; readonly decideWithin: Term };
  readonly forceClose: { readonly decideWithin: Term };
  readonly confirmation: { readonly within: Term; readonly repeat: Repeat };
  readonly reopenWithinMs: Span;
  /** Pinned where a term counts working time. */
  readonly workingTime?: WorkingTime;
}

/** `procedure@version`, as shown to people and kept with every event. */
export const rulesName = (rules: IssueRules): string => `${rules.procedure}@${rules.version}`;
