/** What one directory says otherwise than another, and how little has to be written for it. */
import fc from 'fast-check';
import { compareDirectories, difference, entriesOf, type PlacedEntry, type WrittenDirectory } from '../../store';
import { placesOf } from '../../store/directory/places';

const people = (...ids: readonly string[]): WrittenDirectory => ({
  people: ids.map((id) => ({ id, name: id, lang: 'zh' })),
});
const placed = (document: WrittenDirectory): readonly PlacedEntry[] =>
  entriesOf(document).map((entry, place) => ({ ...entry, place }));

/** What the store holds after a version: what ended is gone, what begins is there. */
function written(before: readonly PlacedEntry[], after: WrittenDirectory) {
  const found = difference(before, entriesOf(after));
  const ended = new Set(found.end.map(({ kind, key }) => `${kind} ${key}`));
  const now = [...before.filter(({ kind, key }) => !ended.has(`${kind} ${key}`)), ...found.begin];
  return { ...found, now: now.sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.place - b.place)) };
}

it('names each field with what it was and what it is; the order of fields does not count', () => {
  const before = { id: 'city', units: [{ id: 'a', name: { zh: '甲', en: 'A' }, calendar: 'x' }] };
  const after = { id: 'city', units: [{ name: { en: 'B', zh: '甲' }, id: 'a', parent: 'b' }] };
  expect(compareDirectories(before, after)).toEqual([
    {
      change: 'changed',
      kind: 'unit',
      key: 'a',
      fields: [
        { field: 'name.en', from: 'A', to: 'B' },
        { field: 'calendar', from: 'x', to: undefined },
        { field: 'parent', from: undefined, to: 'b' },
      ],
    },
  ]);
  expect(
    compareDirectories(before, { units: [{ calendar: 'x', id: 'a', name: { en: 'A', zh: '甲' } }], id: 'city' }),
  ).toEqual([]);
});

it('somebody who comes between two others leaves them alone', () => {
  const before = placed(people('a', 'b', 'c'));
  const { changes, begin, end, now } = written(before, people('a', 'x', 'y', 'b', 'c'));
  expect(changes.map(({ change, key }) => `${change} ${key}`)).toEqual(['added x', 'added y']);
  expect(begin).toHaveLength(2);
  expect(end).toEqual([]);
  expect(now.map(({ key }) => key)).toEqual(['a', 'x', 'y', 'b', 'c']);
});

it('one that is moved is one that is written', () => {
  const { changes, begin } = written(placed(people('a', 'b', 'c', 'd')), people('d', 'a', 'b', 'c'));
  expect(changes).toEqual([{ change: 'moved', kind: 'person', key: 'd' }]);
  expect(begin).toHaveLength(1);
});

it('entries without a name of their own are told apart', () => {
  const absences = {
    absences: [
      { person: 'a', from: '2026-01-01' },
      { person: 'a', from: '2026-01-01' },
    ],
  };
  expect(entriesOf(absences).map(({ key }) => key)).toEqual(['a@2026-01-01', 'a@2026-01-01#2']);
  const routes = {
    routing: [{ when: { severity: ['low', 'high'], category: ['gas'] }, procedure: 'p' }, { procedure: 'q' }],
  };
  expect(entriesOf(routes).map(({ key }) => key)).toEqual(['category=gas;severity=low,high', 'default']);
});

it('whatever one directory is and another becomes: what is written makes it so, and the rest stays', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(ids, { minLength: 1, maxLength: 6 }), (steps) => {
      let now: readonly PlacedEntry[] = [];
      for (const step of steps) {
        const after = written(now, people(...step));
        expect(after.now.map(({ key }) => key)).toEqual(step);
        expect(new Set(after.now.map(({ place }) => place)).size).toBe(step.length);
        now = after.now;
      }
      expect(written(now, people(...steps.at(-1)!)).changes).toEqual([]);
    }),
  );
});

it('where no number is left between two neighbours, all are placed anew', () => {
  let known: readonly (number | undefined)[] = [1, 2];
  for (let round = 0; round < 200; round += 1) {
    const places = placesOf([known[0], undefined, ...known.slice(1)]);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(new Set(places).size).toBe(places.length);
    known = [places[0], places[1]];
  }
});
