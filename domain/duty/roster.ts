/** What is asked again and again of one community, worked out once: a plan for each post, and who is away when. */
import type { Community, Post } from '../directory/community';
import { zoneClock, type ZoneClock } from '../directory/zone-clock';
import {
  holdsAt,
  type Absence,
  type Competence,
  type Deputyship,
  type Override,
  type Period,
  type Rotation,
  type Term,
} from '../directory/staffing';
import type { Instant, PersonId } from '../kernel/ids';

/** Everything that decides who is on duty in one post. */
export interface Plan {
  readonly post: Post;
  /** When the unit exists. */
  readonly exists: Period;
  /** When each holder of the post holds it. */
  readonly terms: ReadonlyMap<PersonId, readonly Period[]>;
  readonly rotation: Rotation | undefined;
  readonly clock: ZoneClock;
  /** The last one first: it wins. */
  readonly overrides: readonly Override[];
  /** Every instant at which anything but a turn or hours of the rotation begins or ends, in order. */
  readonly bounds: readonly Instant[];
}

export interface Roster {
  /** Undefined where there is no such post. */
  planOf(role: string, unit: string): Plan | undefined;
  /** Posts in which a person can ever come to be on duty, as a holder, by an override or as a deputy. */
  postsWith(person: string): readonly Post[];
  deputiesOf(person: PersonId): readonly Deputyship[];
  /** When this person is back, Infinity when nobody knows; undefined for somebody who is not away. */
  awayUntil(person: PersonId, atMs: Instant): Instant | undefined;
  /** Whether this person belongs to the community at that instant. */
  belongs(person: PersonId, atMs: Instant): boolean;
  /** Until when this person holds all of these, Infinity when that never expires; undefined for somebody who lacks one. */
  competentUntil(person: PersonId, tags: readonly string[], atMs: Instant): Instant | undefined;
}

const rosters = new WeakMap<Community, Roster>();

/** Built at the first call for a community and kept as long as it is. */
export function rosterOf(community: Community): Roster {
  const known = rosters.get(community);
  if (known !== undefined) return known;
  const roster = buildRoster(community);
  rosters.set(community, roster);
  return roster;
}

interface Index {
  readonly people: ReadonlyMap<string, Period & { readonly competences?: readonly Competence[] }>;
  readonly units: ReadonlyMap<string, Period>;
  readonly posts: ReadonlyMap<string, Post>;
  readonly rotations: ReadonlyMap<string, Rotation>;
  readonly overrides: ReadonlyMap<string, readonly Override[]>;
  readonly deputies: ReadonlyMap<string, readonly Deputyship[]>;
  /** Absences that touch are one; in their order. */
  readonly away: ReadonlyMap<string, readonly Period[]>;
}

const keyOf = (one: { readonly role: string; readonly unit: string }): string => `${one.role}@${one.unit}`;

function buildRoster(community: Community): Roster {
  const index = indexOf(community);
  const plans = new Map<string, Plan>();
  let posts: ReadonlyMap<string, readonly Post[]> | undefined;
  return {
    planOf: (role, unit) => {
      const key = keyOf({ role, unit });
      const known = plans.get(key);
      if (known !== undefined) return known;
      const post = index.posts.get(key);
      if (post === undefined) return undefined;
      const plan = planFor(index, community, post);
      plans.set(key, plan);
      return plan;
    },
    postsWith: (person) => (posts ??= postsByPerson(index)).get(person) ?? [],
    deputiesOf: (person) => index.deputies.get(person) ?? [],
    awayUntil: (person, atMs) => {
      const absence = index.away.get(person)?.find((one) => holdsAt(one, atMs));
      return absence && (absence.untilMs ?? Infinity);
    },
    belongs: (person, atMs) => {
      const period = index.people.get(person);
      return period !== undefined && holdsAt(period, atMs);
    },
    competentUntil: (person, tags, atMs) => {
      const held = index.people.get(person)?.competences ?? [];
      const ends = tags.map((tag) => heldUntil(held, tag));
      return ends.every((endMs) => endMs > atMs) ? Math.min(...ends, Infinity) : undefined;
    },
  };
}

/** Of several of one tag the last to expire counts; -Infinity for one that is not held. */
const heldUntil = (held: readonly Competence[], tag: string): Instant =>
  Math.max(-Infinity, ...held.flatMap((one) => (one.tag === tag ? (one.untilMs ?? Infinity) : [])));

function indexOf(community: Community): Index {
  return {
    people: new Map(community.people.map((person) => [person.id, person])),
    units: new Map(community.units.map((unit) => [unit.id, unit])),
    posts: new Map(community.posts.map((post) => [keyOf(post), post])),
    rotations: new Map(community.rotations.map((rotation) => [keyOf(rotation), rotation])),
    overrides: grouped(community.overrides.toReversed(), keyOf),
    deputies: grouped(community.deputies, ({ person }) => person),
    away: new Map(
      [...grouped(community.absences, ({ person }) => person)].map(([person, all]) => [person, joined(all)]),
    ),
  };
}

function planFor(index: Index, community: Community, post: Post): Plan {
  const key = keyOf(post);
  const [rotation, overrides] = [index.rotations.get(key), index.overrides.get(key) ?? []];
  const exists = index.units.get(post.unit) ?? {};
  const terms: readonly Term[] = post.terms ?? post.people.map((person) => ({ person }));
  const periods: readonly Period[] = [
    ...terms,
    ...overrides,
    exists,
    ...peopleOf(index, post).flatMap((person) => [
      index.people.get(person) ?? {},
      ...(index.away.get(person) ?? []),
      ...(index.deputies.get(person) ?? []),
    ]),
  ];
  const bounds = periods.flatMap(({ fromMs, untilMs }) => [fromMs ?? [], untilMs ?? []].flat());
  return {
    post,
    exists,
    terms: grouped(terms, ({ person }) => person),
    rotation,
    clock: zoneClock(rotation?.zone ?? community.zone),
    overrides,
    bounds: [...new Set(bounds)].sort((a, b) => a - b),
  };
}

/** Everybody who can come to be on duty in a post. Whoever has a turn in it holds it, or is passed over. */
function peopleOf(index: Index, post: Post): readonly PersonId[] {
  const key = keyOf(post);
  const named = [...post.people, ...(index.overrides.get(key) ?? []).map(({ person }) => person)];
  const deputies = named.flatMap((person) => index.deputies.get(person)?.map(({ deputy }) => deputy) ?? []);
  return [...new Set([...named, ...deputies])];
}

function postsByPerson(index: Index): ReadonlyMap<string, readonly Post[]> {
  const pairs = [...index.posts.values()].flatMap((post) => peopleOf(index, post).map((person) => ({ person, post })));
  return new Map(
    [...grouped(pairs, ({ person }) => person)].map(([person, found]) => [person, found.map(({ post }) => post)]),
  );
}

/** Absences that overlap or touch, made one. */
function joined(absences: readonly Absence[]): readonly Period[] {
  const found: { fromMs: Instant; untilMs: Instant }[] = [];
  const sorted = absences
    .map(({ fromMs, untilMs = Infinity }) => ({ fromMs, untilMs }))
    .sort((a, b) => a.fromMs - b.fromMs);
  for (const { fromMs, untilMs } of sorted) {
    const last = found.at(-1);
    if (last === undefined || last.untilMs < fromMs) found.push({ fromMs, untilMs });
    else last.untilMs = Math.max(last.untilMs, untilMs);
  }
  return found;
}

function grouped<T, K extends string>(all: readonly T[], keyOfOne: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOfOne(one));
    if (group === undefined) groups.set(keyOfOne(one), [one]);
    else group.push(one);
  }
  return groups;
}
