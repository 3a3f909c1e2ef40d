/** The posts of an issue as they are filled at an instant: who may act for them, and who of those is called. */
import type { HasDirectory } from '../directory/directory';
import { holdsAt } from '../directory/staffing';
import type { Instant, PersonId, UnitId } from '../kernel/ids';
import type { IssueRules } from '../kernel/rules';
import type { Away, Hop, Posted, PostName, Staffing } from '../kernel/staffing';
import { adopt } from '../capabilities/staffing/decide';
import { postsOf, withStaff } from '../capabilities/staffing/evolve';
import { onDuty } from './on-duty';
import { rosterOf } from './roster';

export interface HasPeople extends HasDirectory {
  /** Version of the directory in the store; 0 for documents on disk. */
  readonly directoryVersion?: number;
}

/**
 * Units that the directory does not know any more are left out: what an issue knows of them goes on to count.
 * @param people of whom it is asked whether they are away
 */
export const staffOf = (
  place: HasPeople,
  posts: readonly PostName[],
  people: readonly PersonId[],
  atMs: Instant,
): Staffing => ({
  directory: place.directoryVersion ?? 0,
  posts: posts.flatMap((post) => (place.directory.units.has(post.unit) ? [filled(place, post, atMs)] : [])),
  away: people.flatMap((person) => awayAt(place, person, atMs)),
});

/** Rules that are about to be pinned, with those called who are there. */
export const staffedRules = (place: HasPeople, rules: IssueRules, atMs: Instant): IssueRules =>
  withStaff(rules, adopt({ rules }, staffOf(place, postsOf(rules), [], atMs))?.posts ?? []);

function filled(place: HasPeople, { role, unit, competence }: PostName, atMs: Instant): Posted {
  const duty = onDuty(place, role, unit, atMs, competence);
  const people = [...new Set([...holdersAt(place, role, unit, atMs), ...duty.people])];
  const post = { role, unit: unit satisfies UnitId, ...(competence === undefined ? {} : { competence }), people };
  return people.length === duty.people.length
    ? post
    : { ...post, called: duty.people, hops: duty.hops.filter(isTelling) };
}

/** That somebody who is called has nobody's place says nothing. */
const isTelling = ({ why }: Hop): boolean => why !== 'whole-post';

/** Who holds the post then, there or not, in the order of the document. */
function holdersAt({ directory }: HasPeople, role: string, unit: string, atMs: Instant): readonly PersonId[] {
  const roster = rosterOf(directory.community);
  const plan = roster.planOf(role, unit);
  if (plan === undefined) return [];
  return plan.post.people.filter(
    (person) => roster.belongs(person, atMs) && (plan.terms.get(person) ?? []).some((term) => holdsAt(term, atMs)),
  );
}

function awayAt({ directory }: HasPeople, person: PersonId, atMs: Instant): readonly Away[] {
  const roster = rosterOf(directory.community);
  const isThere = (one: PersonId): boolean => roster.belongs(one, atMs) && roster.awayUntil(one, atMs) === undefined;
  if (isThere(person)) return [];
  const deputy = roster.deputiesOf(person).find((term) => holdsAt(term, atMs) && isThere(term.deputy))?.deputy;
  return [
    { person, why: roster.belongs(person, atMs) ? 'absent' : 'left', ...(deputy === undefined ? {} : { deputy }) },
  ];
}
