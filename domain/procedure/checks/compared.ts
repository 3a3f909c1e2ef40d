/** What a check found when it compared two terms, in the words of the document. */
import { parseTerm, formatRoughly, roughly, type WrittenTerm } from '../documents/term';
import { field, type Entry } from '../documents/loose';

/** `1h < 2h`; a working day is taken for eight hours, since only the place knows its calendar. */
export const compared = (term: WrittenTerm, how: '<' | '>' | '≥', ms: number): string =>
  `${formatRoughly(term.time, roughly(term))} ${how} ${formatRoughly(term.time, ms)}`;

/** The term in a field of a document that may be wrong; undefined for anything that is none. */
export const termIn = (value: unknown, ...names: readonly string[]): WrittenTerm | undefined =>
  parseTerm(names.reduce<unknown>(field, value));

/** Two terms that can be compared: both there, and of the same kind of time. */
export function pair(
  one: WrittenTerm | undefined,
  other: WrittenTerm | undefined,
): readonly [WrittenTerm, WrittenTerm] | undefined {
  return one === undefined || other === undefined || one.time !== other.time ? undefined : [one, other];
}

/** Terms of the same kind are in one order; `later` is longer than `earlier`. */
export const isLonger = (later: WrittenTerm, earlier: WrittenTerm): boolean => roughly(later) > roughly(earlier);

export const keyOf = ({ item }: Entry): string | undefined => {
  const { key } = item;
  return typeof key === 'string' ? key : undefined;
};
