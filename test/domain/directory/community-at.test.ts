import { buildDirectory, holders } from '../../../domain/directory/directory';
import { communityAt } from '../../../domain/directory/community-at';
import type { Community } from '../../../domain/directory/community';
import { parsePolicies } from '../../../domain/procedure/policies';
import { policies, spoiled } from '../procedure/shipped';

const { community } = policies;
const at = (text: string): number => Date.parse(`${text}+08:00`);
const holdersAt = (from: Community, atMs: number, role: string, unit: string) =>
  holders({ directory: buildDirectory(communityAt(from, atMs)) }, role, unit);

test('without dates it is the same community, not a copy', () => {
  expect(communityAt(community, at('2026-12-01T00:00'))).toBe(community);
});

test('somebody who holds a post for a time is there from its beginning, and no longer at its end', () => {
  const dated = parsePolicies(
    spoiled(
      'community.yaml',
      'people: [lead-poplar-4] }',
      "people: [{ id: lead-poplar-4, until: '2026-12-01T08:00' }, { id: lead-poplar-3, from: '2026-12-01T08:00' }] }",
    ),
  ).community;
  const lead = (text: string) => holdersAt(dated, at(text), 'building-lead', 'poplar-4');
  expect(lead('2026-12-01T07:59')).toEqual(['lead-poplar-4']);
  expect(lead('2026-12-01T08:00')).toEqual(['lead-poplar-3']);
});

test('whoever leaves, leaves their posts; a post without anybody is none', () => {
  const dated = parsePolicies(
    spoiled('community.yaml', '{ id: lead-poplar-4,', "{ id: lead-poplar-4, until: '2026-12-01',"),
  ).community;
  expect(holdersAt(dated, at('2026-11-30T23:59'), 'building-lead', 'poplar-4')).toEqual(['lead-poplar-4']);
  const after = communityAt(dated, at('2026-12-01T00:00'));
  expect(after.people).toHaveLength(dated.people.length - 1);
  expect(after.posts.some(({ role, unit }) => role === 'building-lead' && unit === 'poplar-4')).toBe(false);
  expect(after.posts).toHaveLength(dated.posts.length - 1);
});

test('a unit takes its posts along', () => {
  const dated = parsePolicies(
    spoiled(
      'community.yaml',
      '{ id: poplar-4, level: building,',
      "{ id: poplar-4, from: '2027-01-01', level: building,",
    ),
  ).community;
  const before = communityAt(dated, at('2026-12-31T23:59'));
  expect(before.units.map(({ id }) => id)).not.toContain('poplar-4');
  expect(before.posts.filter(({ unit }) => unit === 'poplar-4')).toEqual([]);
  expect(communityAt(dated, at('2027-01-01T00:00')).posts).toEqual(dated.posts);
});
