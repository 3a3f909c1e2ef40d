/** Who holds what by its dates, as a running process sees it. */
import { buildDirectory } from '../../../domain/directory/directory';
import { communityFrom } from '../../../domain/directory/parse';
import { directoryByDate } from '../../../domain/directory/dated';

const community = communityFrom({
  id: 'place',
  version: 1,
  name: { zh: '某地', en: 'Place' },
  zone: 'Asia/Shanghai',
  units: [
    { id: 'place', level: 'community', name: { zh: '某地', en: 'Place' } },
    { id: 'old', level: 'building', parent: 'place', name: { zh: '老楼', en: 'Old' }, until: '2026-07-01' },
  ],
  people: [
    { id: 'one', name: 'One', lang: 'en' },
    { id: 'two', name: 'Two', lang: 'en', from: '2026-03-01' },
  ],
  roles: [{ id: 'lead', levels: ['community', 'building'], name: { zh: '长', en: 'lead' } }],
  posts: [
    { role: 'lead', unit: 'place', people: [{ id: 'one', until: '2026-05-01' }, 'two'] },
    { role: 'lead', unit: 'old', people: ['one'] },
  ],
  categories: [{ id: 'any', name: { zh: '事', en: 'any' } }],
  routing: [{ procedure: 'default' }],
})!;
const at = (date: string): number => Date.parse(`${date}T00:00+08:00`);

test('what has ended is not found any more, and what has not begun not yet', () => {
  const directoryAt = directoryByDate(buildDirectory(community));
  const seen = (date: string) => {
    const { holders, people, units } = directoryAt(at(date));
    return [holders.get('lead@place'), [...people.keys()], [...units.keys()]];
  };
  expect(seen('2026-02-01')).toStrictEqual([['one'], ['one'], ['place', 'old']]);
  expect(seen('2026-04-01')).toStrictEqual([
    ['one', 'two'],
    ['one', 'two'],
    ['place', 'old'],
  ]);
  expect(seen('2026-06-01')).toStrictEqual([['two'], ['one', 'two'], ['place', 'old']]);
  expect(seen('2026-08-01')).toStrictEqual([['two'], ['one', 'two'], ['place']]);
  // Back in time, too: nothing depends on what was asked before.
  expect(seen('2026-02-01')).toStrictEqual([['one'], ['one'], ['place', 'old']]);
});

test('between two dates it is the same, and the whole document stays at hand', () => {
  const directoryAt = directoryByDate(buildDirectory(community));
  expect(directoryAt(at('2026-03-01'))).toBe(directoryAt(at('2026-05-01') - 1));
  expect(directoryAt(at('2026-05-01'))).not.toBe(directoryAt(at('2026-05-01') - 1));
  expect(directoryAt(at('2026-08-01')).community).toBe(community);
});
