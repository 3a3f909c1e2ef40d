/** The posts of an issue as they are filled at an instant: who may act for them, and who of those is called. */
import type { Community } from '../directory/community';
import { holders, type HasDirectory } from '../directory/directory';
import { holdsAt } from '../directory/staffing';
import type { Instant, PersonId, UnitId } from '../kernel/ids';
import type { IssueRules } from '../kernel/rules';
import type { Away, Hop, Posted, Staffing } from '../kernel/staffing';
import { postsOf, withStaff } from '../capabilities/staffing/evolve';
import { onDuty } from './on-duty';

export interface HasPeople extends HasDirectory {
  readonly community: Community;
  /** Version of the directory in the store; 0 for documents on disk. */
  readonly directoryVersion?: number;
}

type Post = Pick<Posted, 'role' | 'unit'>;

/**
 * Units that the directory does not know any more are left out: what an issue knows of them goes on to count.
 * @param people of whom it is asked whether they are away
 */
export const staffOf = (
  place: HasPeople,
  posts: readonly Post[],
  people: readonly PersonId[],
  atMs: Instant,
): Staffing => ({
  directory: place.directoryVersion ?? 0,
  posts: posts.flatMap((post) => (place.directory.units.has(post.unit) ? [filled(place, post, atMs)] : [])),
  away: people.flatMap((person) => awayAt(place, person, atMs)),
});

/** Rules that are about to be pinned, with those called who are there. */
export const staffedRules = (place: HasPeople, rules: IssueRules, atMs: Instant): IssueRules =>
  withStaff(
    rules,
    staffOf(place, postsOf(rules), [], atMs).posts.filter(({ called }) => called !== undefined),
  );

function filled(place: HasPeople, { role, unit }: Post, atMs: Instant): Posted {
  const duty = onDuty(place, role, unit, atMs);
  const people = [...new Set([...holders(place, role, unit), ...duty.people])];
  const post = { role, unit: unit satisfies UnitId, people };
  return people.length === duty.people.length
    ? post
    : { ...post, called: duty.people, hops: duty.hops.filter(isTelling) };
}

/** That somebody who is called has nobody's place says nothing. */
const isTelling = ({ why }: Hop): boolean => why !== 'whole-post';

function awayAt({ directory, community }: HasPeople, person: PersonId, atMs: Instant): readonly Away[] {
  const isThere = (one: PersonId): boolean =>
    directory.people.has(one) && !community.absences.some((term) => term.person === one && holdsAt(term, atMs));
  if (isThere(person)) return [];
  const why = directory.people.has(person) ? 'absent' : 'left';
  const deputy = community.deputies.find(
    (term) => term.person === person && holdsAt(term, atMs) && isThere(term.deputy),
  );
  return [{ person, why, ...(deputy === undefined ? {} : { deputy: deputy.deputy }) }];
}
