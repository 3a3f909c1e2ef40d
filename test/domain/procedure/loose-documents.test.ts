import { entries, field, mentions, repeated } from '../../../domain/procedure/documents/loose';

/** What a person may write where the language wants something else. */
const document = {
  tiers: [{ key: 'lead', roles: ['a', 7, 'b'] }, 'no tier', null, ['x'], { key: 3, post: { role: 'grid' } }],
  parties: { key: 'p' },
  name: 'joint',
};
const [first, last] = entries(document, 'tiers');

test('a field is looked up in mappings alone, and only where it is written', () => {
  expect(field(document, 'name')).toBe('joint');
  expect(field(document, 'toString')).toBeUndefined();
  for (const other of [null, undefined, 'joint', 3, ['joint']]) expect(field(other, 'length')).toBeUndefined();
});

test('of a list the mappings are looked at, each at its place; what is no list has none', () => {
  expect(entries(document, 'tiers').map(({ path }) => path)).toEqual([
    ['tiers', 0],
    ['tiers', 4],
  ]);
  for (const name of ['parties', 'name', 'missing']) expect(entries(document, name)).toEqual([]);
  expect(entries('text', 'tiers')).toEqual([]);
});

test('words are found in a field that holds one or a list of them, and nothing else is', () => {
  expect(first && mentions(first, 'key')).toEqual([{ path: ['tiers', 0, 'key'], value: 'lead' }]);
  expect(first && mentions(first, 'roles')).toEqual([
    { path: ['tiers', 0, 'roles', 0], value: 'a' },
    { path: ['tiers', 0, 'roles', 2], value: 'b' },
  ]);
  expect(last && mentions(last, 'post', 'role')).toEqual([{ path: ['tiers', 4, 'post', 'role'], value: 'grid' }]);
  expect(last && mentions(last, 'key')).toEqual([]);
  expect(last && mentions(last, 'post')).toEqual([]);
});

test('of words that are there again, each after the first is told', () => {
  const said = (...values: readonly string[]) => values.map((value, index) => ({ path: [index], value }));
  expect(repeated(said('a', 'b', 'a', 'c', 'a', 'b')).map(({ path }) => path[0])).toEqual([2, 4, 5]);
  expect(repeated(said('a', 'b'))).toEqual([]);
});
