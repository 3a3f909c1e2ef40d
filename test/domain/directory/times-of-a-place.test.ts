/** Every written time is one by the clock of its place: two hours later in the west than by that of the community. */
import { but, COMMUNITY, read, wrongWith } from './small-place';

const EAST = '- { id: east, level: grid, parent: town,';
const west = but(COMMUNITY, EAST, `${EAST} zone: Asia/Urumqi,`).replace(
  '- { id: helper,',
  '- { id: helper, zone: Asia/Urumqi,',
);
const CATEGORIES = 'categories:\n';
const section = (text: string, name: string, entry: string): string =>
  but(text, CATEGORIES, `${name}:\n  - ${entry}\n${CATEGORIES}`);
const layersOf = (...layers: readonly string[]) =>
  read(section(west, 'rotations', `{ role: worker, unit: east, layers: [${layers.join(', ')}] }`)).community
    ?.rotations[0]?.layers;

describe('GIVEN a period that begins by the local clock and ends by another', () => {
  /** An hour by the clock of the community; by that of the west it ends before it begins. */
  const WHEN = "from: '2026-12-01T00:00', until: '2026-12-01T01:00+08:00'";
  const cases: readonly (readonly [field: string, text: (from: string) => string])[] = [
    ['units[1]', (text) => but(text, EAST, `${EAST} ${WHEN},`)],
    ['people[2]', (text) => but(text, '- { id: helper,', `- { id: helper, ${WHEN},`)],
    [
      'posts[3].people[0]',
      (text) =>
        but(text, 'unit: east, people: [worker, helper]', `unit: east, people: [{ id: worker, ${WHEN} }, helper]`),
    ],
    ['absences[0]', (text) => section(text, 'absences', `{ person: helper, ${WHEN} }`)],
    ['deputies[0]', (text) => section(text, 'deputies', `{ person: helper, deputy: worker, ${WHEN} }`)],
    ['overrides[0]', (text) => section(text, 'overrides', `{ role: worker, unit: east, person: helper, ${WHEN} }`)],
  ];

  test.each(cases)('THEN %s is held against the clock of its place', (field, written) => {
    const problem = `${field}.until must be later than`;
    const wrong = (text: string) => wrongWith(written(text)).filter((one) => one.startsWith(problem));
    expect(wrong(COMMUNITY)).toEqual([]);
    expect(wrong(west)).toHaveLength(1);
  });
});

test('GIVEN somebody who holds a post from a day on, or until one, THEN its terms are kept', () => {
  const termsOf = (holder: string) =>
    read(but(COMMUNITY, 'unit: east, people: [worker, helper]', `unit: east, people: [${holder}, helper]`)).community
      ?.posts[3]?.terms;
  const day = Date.parse('2026-12-01T00:00+08:00');
  expect(termsOf("{ id: worker, from: '2026-12-01' }")).toStrictEqual([
    { person: 'worker', fromMs: day },
    { person: 'helper' },
  ]);
  expect(termsOf("{ id: worker, until: '2026-12-01' }")).toStrictEqual([
    { person: 'worker', untilMs: day },
    { person: 'helper' },
  ]);
  expect(termsOf('{ id: worker }')).toBeUndefined();
});

describe('GIVEN layers of a rotation', () => {
  const layer = (every: string, more = '') =>
    `{ people: [worker], every: { ${every} }, start: '2026-12-01T08:00'${more} }`;

  test.each([
    ['hours', 12],
    ['days', 3],
    ['weeks', 2],
    ['months', 6],
  ])('THEN one of %s says so, and begins by the clock of the unit', (unit, count) => {
    expect(layersOf(layer(`${unit}: ${count}`))).toStrictEqual([
      {
        people: ['worker'],
        every: { unit, count },
        start: Date.parse('2026-12-01T08:00Z'),
        startMs: Date.parse('2026-12-01T08:00+06:00'),
      },
    ]);
  });

  test('THEN hours have minutes since midnight, and days in their order from Monday on', () => {
    const hours = "hours: [{ days: [sun, mon, thu], from: '08:30', to: '24:00' }, { from: '22:00', to: '06:05' }]";
    expect(layersOf(layer('weeks: 1', `, ${hours}`))?.[0]?.hours).toStrictEqual([
      { days: [6, 0, 3], fromMinute: 510, toMinute: 1440 },
      { fromMinute: 1320, toMinute: 365 },
    ]);
  });
});
