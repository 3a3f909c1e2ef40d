/** Who holds which post and is there when, as far as the document can be understood; what it leaves open counts as always. */
import { entries, mentions, type Entry } from '../procedure/documents/loose';
import { given } from '../procedure/documents/given';
import { within } from './references';
import { overlaps, type Period } from './staffing';
import { instantOf } from './written-time';
import { zonesOf, type Zones } from './zones';

export class Terms {
  readonly zones: Zones;
  private readonly roles: ReadonlySet<unknown>;
  private readonly units: ReadonlyMap<unknown, Period>;
  private readonly people: ReadonlyMap<unknown, Period>;
  /** By `role@unit`, then by person. */
  private readonly posts = new Map<string, ReadonlyMap<string, readonly Period[]>>();

  constructor(document: unknown) {
    this.zones = zonesOf(document);
    const periods = (name: string, zoneOf: (id: unknown) => string): ReadonlyMap<unknown, Period> =>
      new Map(
        entries(document, name).map((entry) => [entry.item['id'], this.periodOf(entry, zoneOf(entry.item['id']))]),
      );
    this.roles = new Set(entries(document, 'roles').map(({ item }) => item['id']));
    this.units = periods('units', (id) => this.zones.ofUnit(id));
    this.people = periods('people', (id) => this.zones.ofPerson(id));
    for (const post of entries(document, 'posts')) {
      const { role, unit } = post.item;
      if (typeof role === 'string' && typeof unit === 'string') this.posts.set(`${role}@${unit}`, this.holdersOf(post));
    }
  }

  unit = (id: unknown): Period | undefined => this.units.get(id);
  isRole = (id: string): boolean => this.roles.has(id);
  isPerson = (id: string): boolean => this.people.has(id);
  isPost = (role: unknown, unit: unknown): boolean => this.posts.has(`${String(role)}@${String(unit)}`);

  /** Whether somebody is there at any time of a period. */
  belongs = (person: string, when: Period): boolean => overlaps(this.people.get(person) ?? {}, when);

  /** Whether somebody holds a post, and is there, at any time of a period. */
  holds(role: unknown, unit: unknown, person: string, when: Period): boolean {
    const terms = this.posts.get(`${String(role)}@${String(unit)}`)?.get(person) ?? [];
    return this.belongs(person, when) && terms.some((term) => overlaps(term, when));
  }

  periodOf = ({ item }: Entry, zone: string): Period => this.periodFrom(item['from'], item['until'], zone);

  periodFrom = (from: unknown, until: unknown, zone: string): Period =>
    given({ fromMs: instantOf(from, zone), untilMs: instantOf(until, zone) });

  private holdersOf(post: Entry): ReadonlyMap<string, readonly Period[]> {
    const zone = this.zones.ofUnit(post.item['unit']);
    const found = new Map<string, readonly Period[]>();
    const add = (person: string, period: Period): void =>
      void found.set(person, [...(found.get(person) ?? []), period]);
    for (const { value } of mentions(post, 'people')) add(value, {});
    for (const holder of within(post, 'people')) {
      for (const { value } of mentions(holder, 'id')) add(value, this.periodOf(holder, zone));
    }
    return found;
  }
}
