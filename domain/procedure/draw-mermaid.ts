/** Pieces of a Mermaid state diagram. */
import { formatTerm } from './documents/term';
import type { DrawWords } from './draw-words';
import type { WrittenRepeat, WrittenWarning } from './procedure';

/** A state of several lines. */
export const state = (id: string, ...lines: readonly string[]): string =>
  `  state "${lines.map(text).join('<br/>')}" as ${id}`;

export const label = (words: string): string => ` : ${text(words)}`;

/** What would end a name or a label in Mermaid. */
export const text = (words: string): string => words.replace(/["“”]/g, "'").replace(/[:;#{}\n]/g, ' ');

export const reminders = ({ every, times }: WrittenRepeat, words: DrawWords): readonly string[] =>
  times === 0 ? [] : [words.reminders(times, formatTerm(every))];

/** When each of them comes. */
export const whenOf = (warnings: readonly WrittenWarning[], words: DrawWords): string =>
  warnings
    .map((warning) =>
      'share' in warning
        ? words.afterShare(`${Math.round(warning.share * 100)}%`)
        : words.beforeEnd(formatTerm(warning.before)),
    )
    .join(' / ');

/** One of several lines that Mermaid may wrap. */
export const item = (line: string): string => `• ${line}`;
