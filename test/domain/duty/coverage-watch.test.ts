/** What changed of the gaps that are known, and under which unit they are put before somebody. */
import type { Gap } from '../../../domain/duty/coverage';
import { compareGaps, groupGaps, type KnownGap } from '../../../domain/duty/coverage-watch';
import { policies } from '../procedure/shipped';

const HOUR = 3_600_000;
const gap = (unit: string, from: number, until: number, role = 'grid-worker'): Gap => ({
  role,
  unit: unit as Gap['unit'],
  fromMs: from * HOUR,
  untilMs: until * HOUR,
  why: 'vacant',
  missing: [],
});
const known = (unit: string, from: number, until: number, issue = 'i-1'): KnownGap => {
  const { role, fromMs, untilMs, unit: where } = gap(unit, from, until);
  return { role, unit: where, fromMs, untilMs, issue, place: 'camelbell' };
};

describe('compareGaps', () => {
  test('GIVEN nothing is known THEN every gap is fresh', () => {
    const gaps = [gap('oleaster', 5, 9), gap('oleaster', 20, 24), gap('poplar', 5, 9)];
    expect(compareGaps([], gaps, 0)).toEqual({ fresh: gaps, further: [], moved: [], mended: [], passed: [] });
  });

  test('GIVEN a known gap WHEN it is looked at again, begun, longer or shorter THEN it is the same one', () => {
    const before = known('oleaster', 5, 9);
    const none = { fresh: [], further: [], moved: [], mended: [], passed: [] };
    expect(compareGaps([before], [gap('oleaster', 5, 9)], 0)).toEqual(none);
    // What has begun is seen from the present on.
    expect(compareGaps([before], [gap('oleaster', 7, 9)], 7 * HOUR)).toEqual(none);
    expect(compareGaps([before], [gap('oleaster', 5, 12)], 0)).toEqual({
      ...none,
      moved: [{ known: before, untilMs: 12 * HOUR }],
    });
  });

  test('GIVEN a known gap THEN a further one of its cell belongs to its matter, and one of another role is fresh', () => {
    const before = known('oleaster', 5, 9);
    const [later, other] = [gap('oleaster', 20, 24), gap('oleaster', 20, 24, 'party-group')];
    const looked = compareGaps([before], [gap('oleaster', 5, 9), later, other], 0);
    expect(looked).toMatchObject({ fresh: [other], further: [{ gap: later, known: before }] });
  });

  test('GIVEN a gap is gone THEN it is mended, unless it is over', () => {
    const before = known('oleaster', 5, 9);
    expect(compareGaps([before], [], 8 * HOUR)).toMatchObject({ mended: [before], passed: [] });
    expect(compareGaps([before], [], 9 * HOUR)).toMatchObject({ mended: [], passed: [before] });
    // The next night is another gap: nothing of its cell is known any more.
    const next = gap('oleaster', 20, 24);
    expect(compareGaps([before], [next], 9 * HOUR)).toMatchObject({ passed: [before], fresh: [next] });
  });

  test('GIVEN two known ones of a cell THEN each is compared with the one that it shares a time with', () => {
    const [first, second] = [known('oleaster', 5, 9, 'i-1'), known('oleaster', 20, 24, 'i-2')];
    expect(compareGaps([first, second], [gap('oleaster', 20, 26)], 0)).toMatchObject({
      moved: [{ known: second, untilMs: 26 * HOUR }],
      mended: [first],
    });
    expect(compareGaps([first, second], [gap('oleaster', 5, 8)], 0)).toMatchObject({
      moved: [{ known: first, untilMs: 8 * HOUR }],
      mended: [second],
    });
  });

  test('GIVEN a gap that begins as a known one ends, or ends as it begins, THEN it is another one of its matter', () => {
    const before = known('oleaster', 9, 12);
    for (const beside of [gap('oleaster', 5, 9), gap('oleaster', 12, 20)])
      expect(compareGaps([before], [beside], 0)).toMatchObject({
        further: [{ gap: beside, known: before }],
        moved: [],
        mended: [before],
      });
  });

  test('GIVEN a gap that was cut in two THEN it is one that ends earlier, and a further one', () => {
    const before = known('oleaster', 5, 24);
    const [first, second] = [gap('oleaster', 5, 9), gap('oleaster', 20, 24)];
    expect(compareGaps([before], [first, second], 0)).toMatchObject({
      moved: [{ known: before, untilMs: 9 * HOUR }],
      further: [{ gap: second, known: before }],
      mended: [],
    });
  });
});

describe('groupGaps', () => {
  const placed = (gaps: readonly Gap[], atMost: number) =>
    groupGaps(policies, gaps, atMost).map(
      ({ place, gaps: all }) => `${place.id} ${all.map(({ unit }) => unit).join(' ')}`,
    );
  const buildings = ['oleaster-1', 'oleaster-2', 'poplar-1'].map((unit) => gap(unit, 1, 2, 'building-lead'));

  test('GIVEN few THEN each is put under the unit above it, and the root under itself', () => {
    const gaps = [...buildings, gap('tamarisk', 1, 2), gap('camelbell', 1, 2, 'committee')];
    expect(placed(gaps, 20)).toEqual([
      'oleaster oleaster-1 oleaster-2',
      'poplar poplar-1',
      'camelbell tamarisk camelbell',
    ]);
  });

  test('GIVEN more places than may be asked at once THEN all of them go one level up', () => {
    expect(placed(buildings, 2)).toEqual(['oleaster oleaster-1 oleaster-2', 'poplar poplar-1']);
    expect(placed(buildings, 1)).toEqual(['camelbell oleaster-1 oleaster-2 poplar-1']);
    expect(placed(buildings, 0)).toEqual(['camelbell oleaster-1 oleaster-2 poplar-1']);
  });

  test('a unit that is not there any more is nobody’s', () => {
    expect(placed([gap('gone', 1, 2)], 20)).toEqual([]);
  });
});
