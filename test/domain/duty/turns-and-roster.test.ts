/** A turn is found in a few looks however long the layer has been going, and what many questions share is worked out once. */
import { rosterOf } from '../../../domain/duty/roster';
import { turnAt } from '../../../domain/duty/turns';
import type { Every, Layer } from '../../../domain/directory/staffing';
import { zoneClock } from '../../../domain/directory/zone-clock';
import type { PersonId } from '../../../domain/kernel/ids';
import { placeOf } from './place';
import type { Written } from './oracle';

const person = (id: string) => id as PersonId;

describe('GIVEN a layer that has been going for decades', () => {
  const clock = zoneClock('Europe/Berlin');
  const start = Date.parse('1990-01-31T02:30Z');
  /** How often the length of a turn is looked at stands for the hand-overs that are worked out. */
  function looksFor(every: Every, utc: string) {
    let looks = 0;
    const layer: Layer = {
      people: ['ana', 'bo', 'cy', 'dee', 'eli'].map(person),
      start,
      startMs: clock.toInstant(start),
      get every() {
        looks += 1;
        return every;
      },
    };
    const turn = turnAt(layer, clock, Date.parse(utc));
    return { looks, person: turn?.person, until: new Date(turn?.untilMs ?? 0).toISOString() };
  }

  test.each<[Every, string, string]>([
    [{ unit: 'hours', count: 7 }, 'bo', '2026-06-15T14:30:00.000Z'],
    [{ unit: 'days', count: 3 }, 'dee', '2026-06-18T00:30:00.000Z'],
    [{ unit: 'weeks', count: 2 }, 'dee', '2026-06-17T00:30:00.000Z'],
    [{ unit: 'months', count: 5 }, 'cy', '2026-09-30T00:30:00.000Z'],
    [{ unit: 'months', count: 1 }, 'bo', '2026-06-30T00:30:00.000Z'],
  ])('turns of %j are found at once', (every, who, until) => {
    const found = looksFor(every, '2026-06-15T12:00Z');
    expect(found).toMatchObject({ person: who, until });
    expect(found.looks).toBeLessThanOrEqual(5);
  });

  test('the hour that the clocks show twice, and the end of a short month, cost a look more and no other answer', () => {
    // 02:10 by the clock, for the second time: 02:30 has been, forty minutes ago.
    expect(looksFor({ unit: 'days', count: 1 }, '2026-10-25T01:10Z').until).toBe('2026-10-26T01:30:00.000Z');
    expect(looksFor({ unit: 'days', count: 1 }, '2026-10-25T00:29Z').until).toBe('2026-10-25T00:30:00.000Z');
    const months = looksFor({ unit: 'months', count: 1 }, '2026-02-28T01:29Z');
    expect(months.until).toBe('2026-02-28T01:30:00.000Z');
    expect(months.looks).toBeLessThanOrEqual(5);
  });

  test('its first turn begins at the first of two equal times, and before it nobody has one', () => {
    const twice = Date.parse('2026-10-25T02:30Z');
    const layer: Layer = {
      people: ['ana', 'bo'].map(person),
      every: { unit: 'days', count: 1 },
      start: twice,
      startMs: clock.toInstant(twice),
    };
    expect(turnAt(layer, clock, Date.parse('2026-10-25T00:29Z'))).toBeUndefined();
    for (const utc of ['2026-10-25T00:30Z', '2026-10-25T01:10Z', '2026-10-26T01:29Z'])
      expect(turnAt(layer, clock, Date.parse(utc))).toMatchObject({ index: 0, person: 'ana' });
    expect(turnAt(layer, clock, Date.parse('2026-10-26T01:30Z'))).toMatchObject({ index: 1, person: 'bo' });
  });
});

describe('GIVEN a community', () => {
  const ids = (...all: string[]) => all.map((id) => ({ id }));
  const written: Written = {
    people: ids('ana', 'bo', 'cy'),
    holders: ids('ana'),
    layers: [],
    overrides: [],
    absences: [{ person: 'ana', from: '2026-11-03', until: '2026-11-05' }],
    deputies: [{ person: 'ana', deputy: 'bo' }],
  };
  const { community } = placeOf('Asia/Shanghai', written).directory;

  test('THEN its roster, and the plan of a post, are worked out once', () => {
    expect(rosterOf(community)).toBe(rosterOf(community));
    expect(rosterOf(community).planOf('guard', 'here')).toBe(rosterOf(community).planOf('guard', 'here'));
    expect(rosterOf({ ...community })).not.toBe(rosterOf(community));
    expect(rosterOf(community).planOf('guard', 'there')).toBeUndefined();
  });

  test('THEN whoever has nothing to do there is known for it', () => {
    const roster = rosterOf(community);
    expect(roster.postsWith('cy')).toStrictEqual([]);
    expect(roster.postsWith('bo')).toMatchObject([{ role: 'guard', unit: 'here' }]);
    expect(roster.deputiesOf(person('cy'))).toStrictEqual([]);
    expect(roster.deputiesOf(person('ana'))).toMatchObject([{ deputy: 'bo' }]);
  });

  test('THEN a stranger belongs nowhere, holds nothing and is not away', () => {
    const [roster, nowMs] = [rosterOf(community), Date.parse('2026-11-04T12:00+08:00')];
    expect(roster.belongs(person('stranger'), nowMs)).toBe(false);
    expect(roster.competentUntil(person('stranger'), ['gas'], nowMs)).toBeUndefined();
    expect(roster.awayUntil(person('stranger'), nowMs)).toBeUndefined();
    expect(roster.awayUntil(person('ana'), nowMs)).toBe(Date.parse('2026-11-05T00:00+08:00'));
  });
});
