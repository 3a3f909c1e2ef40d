/** The directory by its dates: who and what holds at an instant, worked out anew only when anything begins or ends. */
import type { Instant } from '../kernel/ids';
import type { Community } from './community';
import { communityAt } from './community-at';
import { buildDirectory, type Directory } from './directory';
import type { Period } from './staffing';

/**
 * @param whole of the document with all its dates, which serves as it is while everything in it holds
 *
 * What the maps answer is what holds then; `community` stays the whole document, by which duty looks ahead. The same value for
 * all instants between two dates.
 */
export function directoryByDate(whole: Directory): (atMs: Instant) => Directory {
  const { community } = whole;
  const bounds = boundsOf(community);
  let known: { readonly fromMs: Instant; readonly untilMs: Instant; readonly directory: Directory } | undefined;
  return (atMs) => {
    if (known !== undefined && known.fromMs <= atMs && atMs < known.untilMs) return known.directory;
    const fromMs = bounds.findLast((bound) => bound <= atMs) ?? -Infinity;
    const untilMs = bounds.find((bound) => bound > atMs) ?? Infinity;
    const then = communityAt(community, atMs);
    const directory = then === community ? whole : { ...buildDirectory(then), community };
    known = { fromMs, untilMs, directory };
    return directory;
  };
}

function boundsOf({ units, people, posts }: Community): readonly Instant[] {
  const periods: readonly Period[] = [...units, ...people, ...posts.flatMap(({ terms = [] }) => terms)];
  const bounds = periods.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs].filter((bound) => bound !== undefined));
  return [...new Set(bounds)].sort((a, b) => a - b);
}
