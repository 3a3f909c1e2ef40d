/**
 * What an issue keeps of its procedure and of the directory from the day it opens: plain JSON, pinned in the
 * `opened` event and changed by no later edit of the documents. Spans are natural time in milliseconds.
 */
import type { PersonId, Span, UnitId } from './ids';

/** How often a tier is told again before the ladder climbs. The last tier repeats without end. */
export interface Repeat {
  readonly everyMs: Span;
  readonly times: number;
}

export interface Tier {
  /** Stable key of the rung within the procedure, for example `grid-worker`. */
  readonly key: string;
  readonly role: string;
  readonly unit: UnitId;
  /** Who holds the role at the unit. Never empty: loading refuses a tier without people. */
  readonly people: readonly PersonId[];
  readonly acknowledgeWithinMs: Span;
  /** Counted from the dispatch to this tier, not from the acknowledgement, so that bouncing gains nothing. */
  readonly handleWithinMs: Span;
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
  readonly extension: { readonly maximum: number; readonly limitMs: Span; readonly decideWithinMs: Span };
  readonly forceClose: { readonly decideWithinMs: Span };
  readonly confirmation: { readonly withinMs: Span; readonly repeat: Repeat };
  readonly reopenWithinMs: Span;
}

/** `procedure@version`, as shown to people and kept with every event. */
export const rulesName = (rules: IssueRules): string => `${rules.procedure}@${rules.version}`;
