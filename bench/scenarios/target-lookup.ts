/** Who is on duty, looked up in a place of 10,000 people and 2,000 units; needs no server. */
import { cellsOf, coverageGaps } from '../../domain/duty/coverage';
import { onDuty } from '../../domain/duty/on-duty';
import { readPolicies } from '../../policies/read';
import { largePlace } from '../load/large-place';
import { spreadOf, SPREAD_HEAD, spreadRow } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { judge, round } from '../targets';

const WEEK_MS = 7 * 86_400_000;
const START = '2026-11-02T08:00';
const FROM_MS = Date.parse('2026-11-30T00:00+08:00');

export const targetLookup: Scenario = {
  name: 'target-lookup',
  title: 'Who is on duty, among 10,000 people and 2,000 units',
  run: async (settings) => {
    const count = countOf(settings, 100_000);
    const place = largePlace(readPolicies(), START);
    const cells = cellsOf(place);
    // The first one builds the index that all others share.
    const [firstMs] = timed(() => onDuty(place, 'committee', 'district', FROM_MS));
    const took: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const cell = cells[(index * 7919) % cells.length];
      if (cell === undefined) break;
      const atMs = FROM_MS + ((index * 104_729) % 40_320) * 60_000;
      took.push(timed(() => onDuty(place, cell.role, cell.unit.id, atMs))[0] * 1_000);
    }
    // Microseconds, because most take only a few.
    const lookup = spreadOf(took);
    const [coverageMs, gaps] = timed(() => coverageGaps(place, FROM_MS, FROM_MS + 4 * WEEK_MS));
    return {
      figures: {
        cells: cells.length,
        firstMs: round(firstMs),
        lookupMicroseconds: lookup,
        coverageMs: round(coverageMs),
        gaps: gaps.length,
      },
      head: SPREAD_HEAD,
      rows: [
        spreadRow('a look-up (µs)', lookup),
        ['the first, which builds what all share (ms)', 1, round(firstMs), '', '', ''],
        [`four weeks of ${cells.length} cells (ms)`, 1, round(coverageMs), '', '', ''],
      ],
      judged: [judge('lookupP99Ms', lookup.p99 / 1_000), judge('coverageSeconds', coverageMs / 1_000)],
    };
  },
};

function timed<T>(run: () => T): readonly [ms: number, value: T] {
  const startMs = performance.now();
  const value = run();
  return [performance.now() - startMs, value];
}
