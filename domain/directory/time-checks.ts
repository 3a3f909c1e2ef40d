/** The times of the document: each is one of the calendar, and every period ends after it begins. */
import type { OpenDocument } from '../procedure/documents/document';
import { entries, mentions, type Entry } from '../procedure/documents/loose';
import type { Problem } from '../procedure/documents/problems';
import { within } from './references';
import { instantOf, isNoDay } from './written-time';
import { zonesOf } from './zones';

/** An entry that has times, and the zone in which they are meant. */
type Dated = readonly [Entry, string];

export function checkTimes(document: OpenDocument): readonly Problem[] {
  const dated = datedIn(document.value);
  const starts = entries(document.value, 'rotations').flatMap((rotation) => within(rotation, 'layers'));
  return [
    ...[...dated.map(([entry]) => entry), ...starts]
      .flatMap((entry) => ['from', 'until', 'start'].flatMap((name) => mentions(entry, name)))
      .filter(({ value }) => isNoDay(value))
      .map(({ path, value }) => document.problem(path, `"${value}" is no day of the calendar`)),
    ...dated.flatMap(([entry, zone]) => {
      const [from, until] = [instantOf(entry.item['from'], zone), instantOf(entry.item['until'], zone)];
      if (from === undefined || until === undefined || from < until) return [];
      return [document.problem([...entry.path, 'until'], 'must be later than `from`; the end itself is not included')];
    }),
  ];
}

function datedIn(document: unknown): readonly Dated[] {
  const zones = zonesOf(document);
  const list = (name: string): readonly Entry[] => entries(document, name);
  const inZone = (zone: string, all: readonly Entry[]): readonly Dated[] => all.map((entry) => [entry, zone]);
  return [
    ...list('units').flatMap((unit) => inZone(zones.ofUnit(unit.item['id']), [unit])),
    ...list('people').flatMap((person) =>
      inZone(zones.ofPerson(person.item['id']), [person, ...within(person, 'competences')]),
    ),
    ...list('posts').flatMap((post) => inZone(zones.ofUnit(post.item['unit']), within(post, 'people'))),
    ...[...list('absences'), ...list('deputies')].flatMap((one) => inZone(zones.ofPerson(one.item['person']), [one])),
    ...list('overrides').flatMap((one) => inZone(zones.ofUnit(one.item['unit']), [one])),
  ];
}
