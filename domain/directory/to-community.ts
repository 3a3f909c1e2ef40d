/** From the document to the engine's form: ids become branded, and every written time the instant that it means at its place. */
import type { Instant, PersonId, UnitId } from '../kernel/ids';
import { given } from '../procedure/documents/given';
import type { Community, CommunityDocument, Person, Post, Unit } from './community';
import { bundlingFrom, digestFrom, throttlesFrom } from './manners';
import { DAYS, EVERY, type ClockHours, type Every, type Layer, type Period, type Term } from './staffing';
import { instantOf, localTimeOf, minuteOfDay } from './written-time';
import { zoneClock } from './zone-clock';
import { zonesOf, type Zones } from './zones';

/** A document that passed the schema and the checks. */
export function toCommunity(document: CommunityDocument): Community {
  const zones = zonesOf(document);
  const { absences = [], deputies = [], rotations = [], overrides = [], calendar, throttle, bundle } = document;
  return given({
    ...document,
    calendar,
    throttle: throttle && throttlesFrom(throttle),
    bundle: bundle && bundlingFrom(bundle),
    units: document.units.map((unit) => ({ ...unitFrom(unit), ...period(unit, zones.ofUnit(unit.id)) })),
    people: document.people.map((person) => personFrom(person, zones)),
    posts: document.posts.map((post) => postFrom(post, zones.ofUnit(post.unit))),
    routing: document.routing.map(({ when, procedure }) => ({
      category: when?.category,
      severity: when?.severity,
      procedure,
    })),
    absences: absences.map(({ person, from, until, kind = 'other' }) => {
      const zone = zones.ofPerson(person);
      return given({
        person: person as PersonId,
        kind,
        fromMs: instant(from, zone),
        untilMs: until && instant(until, zone),
      });
    }),
    deputies: deputies.map(({ person, deputy, ...when }) => ({
      person: person as PersonId,
      deputy: deputy as PersonId,
      ...period(when, zones.ofPerson(person)),
    })),
    rotations: rotations.map(({ role, unit, layers }) => {
      const zone = zones.ofUnit(unit);
      return { role, unit: unit as UnitId, zone, layers: layers.map((layer) => layerFrom(layer, zone)) };
    }),
    overrides: overrides.map(({ role, unit, person, from, until, instead }) => {
      const zone = zones.ofUnit(unit);
      return given({
        role,
        unit: unit as UnitId,
        person: person as PersonId,
        fromMs: instant(from, zone),
        untilMs: instant(until, zone),
        instead: instead as PersonId | undefined,
      });
    }),
  }) as Community;
}

type Written<K extends 'units' | 'people' | 'posts'> = CommunityDocument[K][number];

const unitFrom = ({ from: _from, until: _until, ...unit }: Written<'units'>): Unit => given(unit) as unknown as Unit;

function personFrom(
  { from, until, quiet, competences, throttle, digest, ...person }: Written<'people'>,
  zones: Zones,
): Person {
  const zone = zones.ofPerson(person.id);
  return given({
    ...person,
    ...period({ from, until }, zone),
    quiet: quiet?.map(hoursFrom),
    throttle: throttle && throttlesFrom(throttle),
    digest: digest && digestFrom(digest),
    competences: competences?.map((one) => given({ tag: one.tag, untilMs: one.until && instant(one.until, zone) })),
  }) as unknown as Person;
}

/** Somebody may hold a post at two times; the post names them once. */
function postFrom({ role, unit, people }: Written<'posts'>, zone: string): Post {
  const terms = people.map((one): Term => {
    if (typeof one === 'string') return { person: one as PersonId };
    return { person: one.id as PersonId, ...period(one, zone) };
  });
  const bounded = terms.some(({ fromMs, untilMs }) => fromMs !== undefined || untilMs !== undefined);
  return {
    role,
    unit: unit as UnitId,
    people: [...new Set(terms.map(({ person }) => person))],
    ...(bounded ? { terms } : {}),
  };
}

function layerFrom(
  { people, every, start, hours }: NonNullable<CommunityDocument['rotations']>[number]['layers'][number],
  zone: string,
): Layer {
  const local = localTimeOf(start) ?? 0;
  return given({
    people: people.map((person) => person as PersonId),
    every: everyFrom(every),
    start: local,
    startMs: zoneClock(zone).toInstant(local),
    hours: hours?.map(hoursFrom),
  });
}

/** The schema lets exactly one pass. */
function everyFrom(every: { readonly [U in Every['unit']]?: number | undefined }): Every {
  const unit = EVERY.find((one) => every[one] !== undefined) ?? 'weeks';
  return { unit, count: every[unit] ?? 1 };
}

const hoursFrom = (hours: {
  readonly days?: readonly (typeof DAYS)[number][] | undefined;
  readonly from: string;
  readonly to: string;
}): ClockHours =>
  given({
    days: hours.days?.map((day) => DAYS.indexOf(day)),
    fromMinute: minuteOfDay(hours.from),
    toMinute: minuteOfDay(hours.to),
  });

const period = (
  { from, until }: { readonly from?: string | undefined; readonly until?: string | undefined },
  zone: string,
): Period => given({ fromMs: from && instant(from, zone), untilMs: until && instant(until, zone) }) as Period;

/** The checks refuse what is no time. */
const instant = (text: string, zone: string): Instant => instantOf(text, zone) ?? 0;
