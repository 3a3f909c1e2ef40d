/** What of practice was seen, as text for people: a line for each thing, its figures with what they are of, and a verdict. */
import { GROUPS, unseenIn, unseenOf, type Group } from './features';
import type { Practice } from './practice';
import type { PracticeWords } from './practice-words';

/** Name, figures and verdict of each group. */
export const practiceRows = (
  practice: Practice,
  words: PracticeWords,
): readonly (readonly [string, readonly string[], string])[] =>
  GROUPS.map((group) => {
    const unseen = unseenOf(practice, group);
    const figures = Object.entries(practice[group] as Readonly<Record<string, number>>);
    return [
      words.groups[group],
      figures.map(([figure, count]) => `${named(words, group, figure)} ${count}`),
      unseen.length === 0 ? words.seen : words.notSeen(unseen.map((figure) => named(words, group, figure))),
    ];
  });

/** @param isPromised the shipped day with its own seed, which has to show all of it */
export function practiceVerdict(practice: Practice, words: PracticeWords, isPromised: boolean): string {
  const missing = unseenIn(practice).map(
    ({ group, figures }) =>
      `${words.groups[group]} (${figures.map((figure) => named(words, group, figure)).join(', ')})`,
  );
  return missing.length === 0 ? words.allSeen : words.missing(missing, isPromised);
}

function named({ figures }: PracticeWords, group: Group, figure: string): string {
  const known: Readonly<Record<string, string>> = figures[group];
  return known[figure] ?? figure;
}
