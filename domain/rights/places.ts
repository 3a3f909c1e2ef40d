/** Posts of the directory, seen from where a matter lies. */
import type { PersonId, UnitId } from '../kernel/ids';
import { rolesOf, type HasDirectory } from '../directory/directory';
import { askable, type Procedure } from '../procedure/procedure';
import type { PostFact, Standing, UnitScope } from './terms';

/** The directory as it holds at the instant that is asked about, and the procedures of the place. */
export interface Place extends HasDirectory {
  readonly procedures: readonly Procedure[];
}

/** What a person's posts are to a unit; to none of them when the unit is left out. */
export function postFacts(place: Place, person: PersonId, unit?: UnitId): readonly PostFact[] {
  const standings = standingsOf(place);
  return rolesOf(place, person).flatMap((post) => {
    const held = place.directory.units.get(post.unit);
    if (held === undefined) return [];
    const scope = unit === undefined ? 'elsewhere' : scopeOf(place, post.unit, unit);
    return [...(standings.get(post.role) ?? RESIDENTS)].map((standing) => ({ standing, level: held.level, scope }));
  });
}

/** Units in which somebody is responsible, with everything below them; each once. */
export function unitsAnsweredFor(place: Place, person: PersonId): readonly UnitId[] {
  const standings = standingsOf(place);
  const held = rolesOf(place, person).flatMap((post) =>
    standings.get(post.role)?.has('responsible') === true ? [post.unit] : [],
  );
  return unitsWithin(place, held);
}

/** These units and everything below them, each once; those that are not in the directory are left out. */
export const unitsWithin = ({ directory }: HasDirectory, units: readonly UnitId[]): readonly UnitId[] =>
  units.length === 0
    ? []
    : [...directory.units.values()].filter(({ id }) => isWithin({ directory }, units, id)).map(({ id }) => id);

/** Whether a unit is one of these or lies below one. */
export const isWithin = ({ directory }: HasDirectory, units: readonly UnitId[], unit: UnitId): boolean =>
  units.includes(unit) || (directory.above.get(unit) ?? []).some((above) => units.includes(above.id));

function scopeOf({ directory }: HasDirectory, held: UnitId, unit: UnitId): UnitScope {
  if (held === unit) return 'own';
  return (directory.above.get(unit) ?? []).some(({ id }) => id === held) ? 'below' : 'elsewhere';
}

const RESIDENTS: ReadonlySet<Standing> = new Set(['resident']);
const remembered = new WeakMap<readonly Procedure[], ReadonlyMap<string, ReadonlySet<Standing>>>();

/** Roles whose holders have something to do by some procedure. */
export const answeringRoles = (place: Place): readonly string[] => [...standingsOf(place).keys()];

/** What each role is to the procedures, of every version: open issues go on by the older ones. */
export function standingsOf({ procedures }: Place): ReadonlyMap<string, ReadonlySet<Standing>> {
  const known = remembered.get(procedures);
  if (known !== undefined) return known;
  const made = new Map<string, Set<Standing>>();
  const note = (standing: Standing, posts: readonly ({ readonly role: string } | undefined)[]): void =>
    posts.forEach((post) => {
      if (post !== undefined) made.set(post.role, (made.get(post.role) ?? new Set()).add(standing));
    });
  for (const procedure of procedures) {
    note('responsible', procedure.tiers);
    note('responsible', [procedure.verification, procedure.check, procedure.callBack]);
    note(
      'responsible',
      askable(procedure).flatMap(([, { panels = [] }]) => panels),
    );
    note('party', procedure.parties ?? []);
  }
  remembered.set(procedures, made);
  return made;
}
