/** Places in an order that changes: whoever can keep a place keeps it, the others come between. */

/**
 * @param known the places that the entries had, in the order that they are to have; undefined for a new entry
 * @returns ascending places; where there is no number left between two neighbours, all are given anew
 */
export function placesOf(known: readonly (number | undefined)[]): readonly number[] {
  const stays = longestAscending(known);
  const places = known.map((place, index) => (stays.has(index) ? place : undefined));
  for (let start = 0; start < places.length; start += 1) {
    if (places[start] !== undefined) continue;
    let end = start;
    while (end < places.length && places[end] === undefined) end += 1;
    fill(places, start, end);
  }
  const ascends = places.every((place, index) => index === 0 || place! > places[index - 1]!);
  return ascends ? (places as readonly number[]) : places.map((_, index) => index + 1);
}

/** Spreads the places from `start` to before `end` between those around them. */
function fill(places: (number | undefined)[], start: number, end: number): void {
  const count = end - start;
  const [left, right] = [places[start - 1], places[end]];
  const first = left ?? (right === undefined ? 0 : right - count - 1);
  const step = right === undefined || left === undefined ? 1 : (right - left) / (count + 1);
  for (let index = start; index < end; index += 1) places[index] = first + step * (index - start + 1);
}

/** Which of the places can stay when the others move: as many as possible. (Longest increasing subsequence, n log n.) */
function longestAscending(places: readonly (number | undefined)[]): ReadonlySet<number> {
  /** By length minus 1, the run of that length whose last place is the lowest. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  places.forEach((place, index) => {
    if (place === undefined) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]!]! < place) low = middle + 1;
      else high = middle;
    }
    before.set(index, ends[low - 1]);
    ends[low] = index;
  });
  const stays = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = before.get(index)) stays.add(index);
  return stays;
}
