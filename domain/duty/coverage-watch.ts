/** What a look at the coming gaps changes of what is known of them, and whom each is put before. */
import type { Unit } from '../directory/community';
import type { HasDirectory } from '../directory/directory';
import type { Instant } from '../kernel/ids';
import { cellName, type Gap } from './coverage';

/** A gap that was seen before and is not over. */
export interface KnownGap extends Pick<Gap, 'role' | 'unit' | 'competence' | 'fromMs' | 'untilMs'> {
  /** The matter with which it was put before somebody; null where that can't be done. */
  readonly issue: string | null;
  /** Where that matter was reported. */
  readonly place: string;
}

export interface Looked {
  /** Of cells of which no gap was known. */
  readonly fresh: readonly Gap[];
  /** Further gaps of cells of which one is known: they belong to the same matter. */
  readonly further: readonly { readonly gap: Gap; readonly known: KnownGap }[];
  /** Known ones that end at another time than before. */
  readonly moved: readonly { readonly known: KnownGap; readonly untilMs: Instant }[];
  /** Known ones that are none any more before they were over. */
  readonly mended: readonly KnownGap[];
  /** Known ones that are over: nobody was there. */
  readonly passed: readonly KnownGap[];
}

/** @param gaps every gap from `nowMs` on as far as one looks */
export function compareGaps(known: readonly KnownGap[], gaps: readonly Gap[], nowMs: Instant): Looked {
  const passed = known.filter(({ untilMs }) => untilMs <= nowMs);
  const before = byCell(known.filter(({ untilMs }) => untilMs > nowMs));
  const now = byCell(gaps);
  const found = {
    fresh: [] as Gap[],
    further: [] as Looked['further'][number][],
    moved: [] as Looked['moved'][number][],
  };
  for (const [cell, ofCell] of now) {
    const rest = [...(before.get(cell) ?? [])];
    const [first] = rest;
    for (const gap of ofCell) {
      const index = rest.findIndex((one) => one.fromMs < gap.untilMs && gap.fromMs < one.untilMs);
      const [same] = index === -1 ? [] : rest.splice(index, 1);
      if (same !== undefined) {
        if (same.untilMs !== gap.untilMs) found.moved.push({ known: same, untilMs: gap.untilMs });
      } else if (first === undefined) found.fresh.push(gap);
      else found.further.push({ gap, known: first });
    }
    before.set(cell, rest);
  }
  return { ...found, mended: [...before.values()].flat(), passed };
}

function byCell<G extends Pick<Gap, 'role' | 'unit' | 'competence'>>(gaps: readonly G[]): Map<string, G[]> {
  const found = new Map<string, G[]>();
  for (const gap of gaps) {
    const all = found.get(cellName(gap));
    if (all === undefined) found.set(cellName(gap), [gap]);
    else all.push(gap);
  }
  return found;
}

export interface GapGroup {
  /** Where it is put before somebody: the unit that stands above all of them, or the root itself. */
  readonly place: Unit;
  readonly gaps: readonly Gap[];
}

/**
 * Each gap under the unit above its own; when those are more than `atMost`, all of them one level higher, and so on up to the
 * root: a directory in which everybody is missing is one matter and not a thousand.
 */
export function groupGaps({ directory }: HasDirectory, gaps: readonly Gap[], atMost: number): readonly GapGroup[] {
  const ways = gaps.flatMap((gap) => {
    const unit = directory.units.get(gap.unit);
    return unit === undefined ? [] : [{ gap, above: [...(directory.above.get(unit.id) ?? []), unit] }];
  });
  const highest = Math.max(0, ...ways.map(({ above }) => above.length));
  for (let up = 0; ; up += 1) {
    const groups = new Map<string, { place: Unit; gaps: Gap[] }>();
    for (const { gap, above } of ways) {
      // The unit itself stands last, for the root, which has nobody above.
      const place = above[Math.min(up, Math.max(0, above.length - 2))] ?? above[0];
      if (place === undefined) continue;
      const group = groups.get(place.id) ?? { place, gaps: [] };
      group.gaps.push(gap);
      groups.set(place.id, group);
    }
    if (groups.size <= atMost || up >= highest) return [...groups.values()];
  }
}
