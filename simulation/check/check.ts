/** One promise of the rules, and how to see that it was broken. */
import type { Recorded } from '../../domain';
import type { Trace, Turn } from '../trace';
import type { Event } from './known';
import type { Sight } from './sight';

/** Says what is wrong; the place is known. */
export type Say = (what: string) => void;

export type On = {
  readonly [T in Recorded['event']['type']]?: (before: Sight, event: Event<T>, turn: Turn, say: Say) => void;
};

export interface Check {
  readonly name: string;
  /** The guarantee, as a sentence. */
  readonly promise: string;
  /** Events of some types, with what was known before each. */
  readonly on?: On;
  /** Every event, with what was known before it. */
  readonly event?: (before: Sight, record: Recorded, turn: Turn, say: Say) => void;
  /** Every turn, with what is known after it. */
  readonly turn?: (after: Sight, turn: Turn, say: Say) => void;
  readonly end?: (after: Sight, trace: Trace, say: Say) => void;
}

export interface Broken {
  readonly check: string;
  readonly promise: string;
  readonly what: string;
  /** The turn at which it showed, as an index into the trace. */
  readonly turn: number;
}

export const utc = (atMs: number): string => (Number.isFinite(atMs) ? new Date(atMs).toISOString() : 'never');
