/** What somebody has to do from now on, before they may be forgotten. */
import { communityFrom } from '../../../domain/directory/parse';
import { openDuties } from '../../../domain/directory/open-duties';

const NOW = Date.parse('2026-06-01T00:00Z');
const base = {
  id: 'town',
  version: 1,
  name: { zh: '镇', en: 'Town' },
  zone: 'UTC',
  units: [{ id: 'town', level: 'community', name: { zh: '镇', en: 'Town' } }],
  people: ['a', 'b', 'c'].map((id) => ({ id, name: id, lang: 'en' })),
  roles: ['lead', 'resident'].map((id) => ({ id, levels: ['community'], name: { zh: id, en: id } })),
  posts: [{ role: 'resident', unit: 'town', people: ['a', 'b', 'c'] }],
  categories: [{ id: 'x', name: { zh: 'x', en: 'x' } }],
  routing: [{ procedure: 'p' }],
};
const duties = (more: object, person = 'a', roles: readonly string[] = ['lead']) => {
  const community = communityFrom({ ...base, ...more });
  if (community === undefined) throw new Error('no community');
  return openDuties(community, person, NOW, roles);
};
const post = (people: readonly unknown[]) => ({ posts: [{ role: 'lead', unit: 'town', people }] });

it('counts posts that procedures name, and every post where it is not known which they name', () => {
  expect(duties({})).toStrictEqual([]);
  expect(openDuties(communityFrom(base)!, 'a', NOW)).toStrictEqual([{ kind: 'post', role: 'resident', unit: 'town' }]);
  expect(duties(post(['a']))).toStrictEqual([{ kind: 'post', role: 'lead', unit: 'town' }]);
  expect(duties(post(['b']))).toStrictEqual([]);
});

it('counts what is to come, and nothing that is over', () => {
  expect(duties(post([{ id: 'a', until: '2026-05-31' }, 'b']))).toStrictEqual([]);
  expect(duties(post([{ id: 'a', from: '2027-01-01' }, 'b']))).toHaveLength(1);
  const left = { people: [{ id: 'a', name: 'a', lang: 'en', until: '2026-05-31' }, ...base.people.slice(1)] };
  expect(duties({ ...post(['a', 'b']), ...left })).toStrictEqual([]);
});

it('counts turns, duties for a time, and standing in for somebody', () => {
  const rotations = [
    { role: 'lead', unit: 'town', layers: [{ people: ['b', 'a'], every: { days: 1 }, start: '2026-01-01T08:00' }] },
  ];
  const override = (until: string) => ({
    overrides: [{ role: 'lead', unit: 'town', person: 'a', from: '2026-01-01', until }],
  });
  const deputies = [{ person: 'b', deputy: 'a' }];
  const kinds = (more: object) => duties({ ...post(['b']), ...more }).map(({ kind }) => kind);
  expect(kinds({ rotations })).toStrictEqual(['rotation']);
  expect(kinds(override('2026-12-01'))).toStrictEqual(['override']);
  expect(kinds(override('2026-02-01'))).toStrictEqual([]);
  expect(kinds({ deputies })).toStrictEqual(['deputy']);
  expect(duties({ ...post(['b']), deputies }, 'b').map(({ kind }) => kind)).toStrictEqual(['post']);
});
