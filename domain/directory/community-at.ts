/** What holds of the community at one instant: units, people and posts by their dates. */
import type { Instant } from '../kernel/ids';
import type { Community, Post } from './community';
import { holdsAt } from './staffing';

/**
 * The community as it is at an instant, without the units, people and holders of posts that are not there then. A unit
 * takes its posts along; a post that nobody holds is left out. Rotations, overrides, absences and deputies stay as they
 * are; who is on duty is asked of the whole community (domain/duty), which minds all dates by itself.
 */
export function communityAt(community: Community, atMs: Instant): Community {
  const units = community.units.filter((unit) => holdsAt(unit, atMs));
  const people = community.people.filter((person) => holdsAt(person, atMs));
  if (
    units.length === community.units.length &&
    people.length === community.people.length &&
    community.posts.every(({ terms }) => terms === undefined)
  )
    return community;
  const there = { units: new Set(units.map(({ id }) => id)), people: new Set(people.map(({ id }) => id)) };
  const posts = community.posts
    .filter((post) => there.units.has(post.unit))
    .map(({ terms, ...post }): Post => {
      const held = terms && new Set(terms.filter((term) => holdsAt(term, atMs)).map(({ person }) => person));
      return { ...post, people: post.people.filter((one) => there.people.has(one) && (held?.has(one) ?? true)) };
    })
    .filter((post) => post.people.length > 0);
  return { ...community, units, people, posts };
}
