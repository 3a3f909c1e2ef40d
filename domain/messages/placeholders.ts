/** What a text may name, and texts cut at their placeholders once, so that rendering only joins. */
import { unknown } from '../procedure/documents/nearest';

/** Written as {issue} in a text; `as` is the reader's id and `party-id` a unit's, for commands to copy. Free text of residents is never among them. */
export const PLACEHOLDERS = [
  'issue',
  'category',
  'severity',
  'unit',
  'community',
  'tier',
  'role',
  'round',
  'due',
  'by',
  'kind',
  'approval',
  'cause',
  'outcome',
  'party',
  'party-id',
  'event',
  'other',
  'of',
  'recipient',
  'as',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Of a message that lists notices: {first} is the subject of the most urgent, {lines} the list. */
export const GATHERED_PLACEHOLDERS = ['count', 'first', 'lines', 'recipient', 'as', 'community'] as const;
/** Of a line of that list. */
export const LINE_PLACEHOLDERS = ['subject', 'due'] as const;
/** Of the line that says how many are not listed. */
export const MORE_PLACEHOLDERS = ['more', 'as'] as const;

/** Of the letter that brings a one-time code. */
export const CODE_PLACEHOLDERS = ['code', 'minutes', 'community'] as const;

/** Text and placeholders in turn: even positions are text, odd ones are placeholders. */
export type CutText = readonly string[];

const BETWEEN_BRACES = /\{([^{}]*)\}/;

export const cut = (text: string): CutText => text.trim().split(BETWEEN_BRACES);

export const fill = <P extends string>(text: CutText, values: Readonly<Record<P, string>>): string =>
  text.map((part, index) => (index % 2 === 0 ? part : values[part as P])).join('');

export interface Misfit {
  /** The piece of the text that is wrong, to find its line by. */
  readonly piece: string;
  readonly reason: string;
}

/** Unknown placeholders and single braces. */
export function misfits(text: string, placeholders: readonly string[] = PLACEHOLDERS): readonly Misfit[] {
  return text.split(BETWEEN_BRACES).flatMap((part, index): readonly Misfit[] => {
    if (index % 2 === 1) {
      if (placeholders.some((known) => known === part)) return [];
      return [{ piece: `{${part}}`, reason: unknown('placeholder', part, placeholders) }];
    }
    // With the rest of its line: other braces stand before it.
    const piece = /[{}].*/.exec(part)?.[0];
    return piece === undefined
      ? []
      : [{ piece, reason: `contains a single "${piece.charAt(0)}"; placeholders are written as {issue}` }];
  });
}
