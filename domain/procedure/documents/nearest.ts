/** "Did you mean": the known word closest to a mistyped one. */

/** The closest known word, or undefined when none is close. Case does not count. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.slice(0, 64).toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    // A word that shares nothing but its length is no suggestion.
    if (distance < bestDistance && distance < wanted.length) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** `unknown unit "x"; did you mean "y"?`, or the known words when none is close. */
export function unknown(kind: string, word: string, known: Iterable<string>): string {
  const shown = word.length > 64 ? `${word.slice(0, 64)}...` : word;
  return `unknown ${kind} "${shown}"; ${suggestion(word, known)}`;
}

/** `did you mean "y"?`, or the known words when none is close. The word itself is not repeated. */
export function suggestion(word: string, known: Iterable<string>): string {
  const words = [...known];
  const close = nearest(word, words);
  return close === undefined ? knownWords(words) : `did you mean "${close}"?`;
}

/** `known are a, b, c` with at most a dozen words. */
export function knownWords(words: readonly string[]): string {
  if (words.length === 0) return 'none is known';
  const more = words.length > 12 ? `, ... (${words.length} in all)` : '';
  return `known are ${words.slice(0, 12).join(', ')}${more}`;
}

/** Insertions, deletions and replacements that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
