/** In which zone a written time of the community document is meant; works on documents that are wrong elsewhere too. */
import { entries, field, type Entry } from '../procedure/documents/loose';
import { isZone } from '../procedure/documents/zone';

export interface Zones {
  /** That of the unit, else of the nearest unit around it, else of the community. */
  ofUnit(unit: unknown): string;
  /** That of the person, else of the community. */
  ofPerson(person: unknown): string;
}

const FALLBACK = 'UTC';

export function zonesOf(document: unknown): Zones {
  const byId = (name: string): ReadonlyMap<unknown, Entry['item']> =>
    new Map(entries(document, name).map(({ item }) => [item['id'], item]));
  const [units, people] = [byId('units'), byId('people')];
  const community = zoneIn(document) ?? FALLBACK;
  const known = new Map<unknown, string>();
  const ofUnit = (id: unknown): string => {
    const found = known.get(id);
    if (found !== undefined) return found;
    // Until it is found: a unit that is part of itself is refused elsewhere, and must not keep this from ending.
    known.set(id, community);
    const unit = units.get(id);
    const zone = zoneIn(unit) ?? (unit === undefined ? community : ofUnit(unit['parent']));
    known.set(id, zone);
    return zone;
  };
  return { ofUnit, ofPerson: (id) => zoneIn(people.get(id)) ?? community };
}

function zoneIn(holder: unknown): string | undefined {
  const zone = field(holder, 'zone');
  return typeof zone === 'string' && isZone(zone) ? zone : undefined;
}
