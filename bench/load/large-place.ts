/** A district as large as one machine is meant for: 2,000 units, 10,000 people, rotations, absences and deputies everywhere. */
import { communitySchema } from '../../domain/directory/community';
import { buildDirectory } from '../../domain/directory/directory';
import { toCommunity } from '../../domain/directory/to-community';
import type { HasProcedures } from '../../domain/duty/coverage';

const GRIDS = 199;
const BUILDINGS_EACH = 9;
const UNITS = 2_000;
const PEOPLE = 10_000;
const text = (name: string) => ({ zh: name, en: name });
const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** @param procedures those that are current; @param start the first hand-over of every rotation, `2026-11-02T08:00` */
export function largePlace({ current }: Pick<HasProcedures, 'current'>, start: string): HasProcedures {
  const grids = many(GRIDS, (index) => `grid-${index}`);
  const buildings = grids.flatMap((grid) => many(BUILDINGS_EACH, (index) => ({ id: `${grid}-${index}`, grid })));
  const rest = UNITS - 1 - grids.length - buildings.length;
  const extra = many(rest, (index) => ({ id: `late-${index}`, grid: grids[index] ?? 'grid-0' }));
  const houses = [...buildings, ...extra];
  const staff = [
    { role: 'committee', unit: 'district', people: many(4, (index) => `committee-${index}`) },
    ...grids.flatMap((grid) => [
      { role: 'grid-worker', unit: grid, people: many(4, (index) => `worker-${grid}-${index}`) },
      { role: 'party-group', unit: grid, people: many(3, (index) => `group-${grid}-${index}`) },
    ]),
    ...houses.map(({ id }) => ({ role: 'building-lead', unit: id, people: many(2, (index) => `lead-${id}-${index}`) })),
  ];
  const employed = staff.flatMap(({ people }) => people);
  const residents = many(PEOPLE - employed.length, (index) => `resident-${index}`);
  const workers = staff.filter(({ role }) => role === 'grid-worker');
  const document = communitySchema.parse({
    id: 'large',
    version: 1,
    name: text('large'),
    zone: 'Asia/Shanghai',
    units: [
      { id: 'district', level: 'community', name: text('district') },
      ...grids.map((id) => ({ id, level: 'grid', parent: 'district', name: text(id) })),
      ...houses.map(({ id, grid }) => ({ id, level: 'building', parent: grid, name: text(id) })),
    ],
    people: [...employed, ...residents].map((id) => ({ id, name: id, lang: 'zh' })),
    roles: [
      { id: 'resident', name: text('resident'), levels: ['building'] },
      { id: 'committee', name: text('committee'), levels: ['community'] },
      { id: 'grid-worker', name: text('grid-worker'), levels: ['grid'] },
      { id: 'party-group', name: text('party-group'), levels: ['grid'] },
      { id: 'building-lead', name: text('building-lead'), levels: ['building'] },
    ],
    posts: [
      ...staff,
      ...houses.map(({ id }, at) => ({
        role: 'resident',
        unit: id,
        people: residents.filter((_, index) => index % houses.length === at),
      })),
    ].filter(({ people }) => people.length > 0),
    categories: [{ id: 'other', name: text('other') }],
    routing: [{ procedure: 'default' }],
    rotations: workers.map(({ role, unit, people }) => ({
      role,
      unit,
      layers: [
        { people, every: { weeks: 1 }, start },
        { people: people.toReversed(), every: { days: 1 }, start, hours: [{ from: '20:00', to: '08:00' }] },
      ],
    })),
    absences: employed
      .filter((_, index) => index % 5 === 0)
      .map((person, index) => ({ person, from: `2026-12-${String((index % 28) + 1).padStart(2, '0')}` })),
    deputies: employed.flatMap((person, index) =>
      index % 3 === 0 ? [{ person, deputy: employed[index + 1] ?? 'committee-0' }] : [],
    ),
  });
  return { current, directory: buildDirectory(toCommunity(document)) };
}
