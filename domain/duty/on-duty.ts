/** Who is on duty for a role at a unit at an instant, why, and how long that holds at least. */
import { unitOf, type HasDirectory } from '../directory/directory';
import { holdsAt } from '../directory/staffing';
import type { Instant, PersonId } from '../kernel/ids';
import type { Duty } from './duty';
import { rosterOf, type Plan } from './roster';
import { Search } from './search';

/** Nothing is foretold beyond. */
export const HORIZON_MS = 400 * 86_400_000;

/**
 * An override wins over the rotation, a later layer over an earlier one, and without a rotation the whole post is on duty.
 * Whoever is absent is replaced by a deputy who is there; else by the next of the rotation; else by the rest of the post.
 * Whoever lacks a competence that is asked is passed over like somebody who is absent.
 * Pure; the first call for a community works out what the others share.
 * @param unit the unit at which the role is held; nobody is on duty where there is no such post
 * Throws DoorstepError UNIT_UNKNOWN.
 */
export function onDuty(
  place: HasDirectory,
  role: string,
  unit: string,
  atMs: Instant,
  competence?: readonly string[],
): Duty {
  const { id } = unitOf(place, unit);
  const roster = rosterOf(place.directory.community);
  const plan = roster.planOf(role, id);
  if (plan === undefined) return { people: [], unit: id, hops: [{ why: 'nobody' }], changesAtMs: null };
  const search = new Search(roster, plan, atMs, competence);
  const people = holdsAt(plan.exists, atMs) ? find(search, plan) : [];
  if (people.length === 0) search.note('nobody');
  const changesAtMs = Math.min(search.changesAtMs, nextBound(plan.bounds, atMs));
  return { people, unit: id, hops: search.hops, changesAtMs: changesAtMs <= atMs + HORIZON_MS ? changesAtMs : null };
}

function find(search: Search, { rotation }: Plan): readonly PersonId[] {
  const override = search.byOverride();
  if (override !== undefined) return [override];
  if (rotation === undefined) return wholePost(search);
  const turn = search.byRotation(rotation.layers);
  if (turn === null) {
    search.note('off-duty', { untilMs: search.changesAtMs });
    return [];
  }
  return turn === undefined ? wholePost(search) : [turn];
}

function wholePost(search: Search): readonly PersonId[] {
  search.note('whole-post');
  return search.wholePost();
}

/** The first of these, which are in order, after an instant. */
function nextBound(bounds: readonly Instant[], atMs: Instant): Instant {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return bounds[low] ?? Infinity;
}
