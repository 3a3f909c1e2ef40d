/** One procedure: the ladder of the place with its clocks, as the engine uses it. Spans are natural time in milliseconds. */
import type { Span } from '../kernel/ids';
import type { Text } from './documents/words';

/** From the widest to the narrowest. */
export const LEVELS = ['district', 'street', 'community', 'grid', 'building'] as const;
/** How high in the tree of units something stands. */
export type Level = (typeof LEVELS)[number];

/** 0 is the widest. */
export const depth = (level: Level): number => LEVELS.indexOf(level);

export interface ProcedureTier {
  readonly key: string;
  readonly role: string;
  readonly level: Level;
  /** Without it, the name of the role is shown. */
  readonly name?: Text;
  readonly acknowledgeMs: Span;
  /** Counted from the dispatch to this tier, as the acknowledgement is. */
  readonly handleMs: Span;
  /** `times: 0` climbs without a reminder; the last tier repeats without end, and its `times` is 0. */
  readonly repeat: { readonly everyMs: Span; readonly times: number };
}

export interface Procedure {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  readonly tiers: readonly ProcedureTier[];
  readonly evidence: { readonly minimum: number };
  readonly extension: { readonly maximum: number; readonly limitMs: Span; readonly decideMs: Span };
  readonly forceClose: { readonly decideMs: Span };
  readonly confirmation: {
    readonly withinMs: Span;
    readonly repeat: { readonly everyMs: Span; readonly times: number };
  };
  readonly reopenWithinMs: Span;
  /** The file it was read from, for messages to people. */
  readonly source: string;
}

export const procedureName = (procedure: Procedure): string => `${procedure.id}@${procedure.version}`;
