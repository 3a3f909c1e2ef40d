/** Questions about the community, answered from maps that are built once. */
import type { ErrorCode } from '../../contracts/error-codes';
import type { PersonId, UnitId } from '../kernel/ids';
import { depth, type Level } from '../procedure/procedure';
import type { Category, Community, Person, Post, Role, Unit } from './community';
import { notKnown } from './not-known';

export interface Directory {
  /** What these maps were built from. */
  readonly community: Community;
  readonly units: ReadonlyMap<string, Unit>;
  readonly people: ReadonlyMap<string, Person>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly categories: ReadonlyMap<string, Category>;
  /** Parent first, root last, per unit. */
  readonly above: ReadonlyMap<string, readonly Unit[]>;
  /** Holders by `role@unit`. */
  readonly holders: ReadonlyMap<string, readonly PersonId[]>;
  readonly postsOf: ReadonlyMap<string, readonly Post[]>;
}

/** Expects a community that passed its checks: a tree without cycles, every reference known. */
export function buildDirectory(community: Community): Directory {
  const units = byId(community.units);
  const postsOf = new Map<string, Post[]>();
  for (const post of community.posts) {
    for (const person of post.people) postsOf.set(person, [...(postsOf.get(person) ?? []), post]);
  }
  return {
    community,
    units,
    people: byId(community.people),
    roles: byId(community.roles),
    categories: byId(community.categories),
    above: new Map(community.units.map((unit) => [unit.id, climb(unit, units)])),
    holders: new Map(community.posts.map((post) => [postKey(post.role, post.unit), post.people])),
    postsOf,
  };
}

/** Everything below needs only this part of the policies. */
export interface HasDirectory {
  readonly directory: Directory;
}

/** Throws DoorstepError UNIT_UNKNOWN. */
export const unitOf = ({ directory }: HasDirectory, unit: string): Unit =>
  find(directory.units, unit, 'unit', 'UNIT_UNKNOWN');
/** @param field how the caller calls this person. Throws DoorstepError PERSON_UNKNOWN. */
export const personOf = ({ directory }: HasDirectory, person: string, field = 'reporter'): Person =>
  find(directory.people, person, field, 'PERSON_UNKNOWN');
/** Throws DoorstepError CATEGORY_UNKNOWN. */
export const categoryOf = ({ directory }: HasDirectory, category: string): Category =>
  find(directory.categories, category, 'category', 'CATEGORY_UNKNOWN');

/** The posts a person holds, in the order of the document; none for an unknown person. */
export const rolesOf = ({ directory }: HasDirectory, person: string): readonly Post[] =>
  directory.postsOf.get(person) ?? [];

/** Who holds a role at exactly this unit; nobody when there is no such post. */
export const holders = ({ directory }: HasDirectory, role: string, unit: string): readonly PersonId[] =>
  directory.holders.get(postKey(role, unit)) ?? [];

/** The units around a unit: its parent first, the root last. Throws DoorstepError UNIT_UNKNOWN. */
export function ancestors(policies: HasDirectory, unit: string): readonly Unit[] {
  return policies.directory.above.get(unitOf(policies, unit).id) ?? [];
}

/** The unit itself or the unit around it that stands at this level; undefined when the tree has none there. */
export function unitAt(policies: HasDirectory, unit: Unit, level: Level): Unit | undefined {
  if (unit.level === level) return unit;
  return policies.directory.above.get(unit.id)?.find((above) => above.level === level);
}

/**
 * Who holds a role around a unit: at this level, else at the first level above it where somebody does; a unit that is
 * wider than the level is where the search begins. Undefined when nobody holds it there.
 */
export function postedAt(
  policies: HasDirectory,
  role: string,
  unit: Unit,
  level: Level,
): { readonly unit: Unit; readonly people: readonly PersonId[] } | undefined {
  for (const at of [unit, ...(policies.directory.above.get(unit.id) ?? [])]) {
    if (depth(at.level) > depth(level)) continue;
    const people = holders(policies, role, at.id);
    if (people.length > 0) return { unit: at, people };
  }
  return undefined;
}

const postKey = (role: string, unit: string): string => `${role}@${unit}`;

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}

function climb(unit: Unit, units: ReadonlyMap<string, Unit>): readonly Unit[] {
  const found: Unit[] = [];
  for (let above = parentOf(unit, units); above !== undefined; above = parentOf(above, units)) found.push(above);
  return found;
}

const parentOf = (unit: Unit, units: ReadonlyMap<string, Unit>): Unit | undefined =>
  unit.parent === undefined ? undefined : units.get(unit.parent satisfies UnitId);

function find<T>(all: ReadonlyMap<string, T>, id: string, field: string, code: ErrorCode): T {
  const found = all.get(id);
  if (found !== undefined) return found;
  throw notKnown(code, field, id, [...all.keys()]);
}
