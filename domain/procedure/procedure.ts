/** One procedure: the ladder of the place with its clocks. Terms stay as written until a calendar is known; spans are natural milliseconds. */
import type { Span } from '../kernel/ids';
import type { FieldPath } from './documents/problems';
import type { WrittenTerm } from './documents/term';
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
  readonly acknowledge: WrittenTerm;
  /** Counted from the dispatch to this tier, as the acknowledgement is, and by the same kind of time. */
  readonly handle: WrittenTerm;
  readonly repeat: WrittenRepeat;
}

/** `times: 0` climbs without a reminder; the last tier repeats without end, and its `times` is 0. */
export interface WrittenRepeat {
  readonly every: WrittenTerm;
  readonly times: number;
}

export interface Procedure {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  readonly tiers: readonly ProcedureTier[];
  readonly evidence: { readonly minimum: number };
  /** `limit` is of the kind of every tier's `handle`, unless `maximum` is 0. */
  readonly extension: { readonly maximum: number; readonly limit: WrittenTerm; readonly decide: WrittenTerm };
  /** `limitMs` is natural: how far ahead the until-date may be. */
  readonly suspension: { readonly maximum: number; readonly limitMs: Span; readonly decide: WrittenTerm };
  readonly forceClose: { readonly decide: WrittenTerm };
  readonly confirmation: { readonly within: WrittenTerm; readonly repeat: WrittenRepeat };
  readonly reopenWithinMs: Span;
  /** The file it was read from, for messages to people. */
  readonly source: string;
}

/** Every term of a procedure with its place in the document. */
export const termsOf = (procedure: Procedure): readonly (readonly [FieldPath, WrittenTerm])[] => [
  ...procedure.tiers.flatMap((tier, index) => [
    [['tiers', index, 'acknowledge'], tier.acknowledge] as const,
    [['tiers', index, 'handle'], tier.handle] as const,
    [['tiers', index, 'repeat', 'every'], tier.repeat.every] as const,
  ]),
  [['extension', 'limit'], procedure.extension.limit],
  [['extension', 'decide'], procedure.extension.decide],
  [['suspension', 'decide'], procedure.suspension.decide],
  [['force-close', 'decide'], procedure.forceClose.decide],
  [['confirmation', 'within'], procedure.confirmation.within],
  [['confirmation', 'repeat', 'every'], procedure.confirmation.repeat.every],
];

export const countsWorkingTime = (procedure: Procedure): boolean =>
  termsOf(procedure).some(([, { time }]) => time === 'working');

export const procedureName = (procedure: Procedure): string => `${procedure.id}@${procedure.version}`;
