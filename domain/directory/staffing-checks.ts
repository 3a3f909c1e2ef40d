/** What the document says of who is there when: each time is one, every period ends after it begins, and everybody named holds the post. */
import type { OpenDocument } from '../procedure/documents/document';
import { entries, mentions, repeated, type Entry } from '../procedure/documents/loose';
import type { Problem } from '../procedure/documents/problems';
import { nameOfPost, references, within } from './references';
import { overlaps, type Period } from './staffing';
import { Terms } from './terms';
import { checkTimes } from './time-checks';

export function checkStaffing(document: OpenDocument): readonly Problem[] {
  const terms = new Terms(document.value);
  const list = (name: string): readonly Entry[] => entries(document.value, name);
  const [absences, deputies, rotations, overrides] = [
    list('absences'),
    list('deputies'),
    list('rotations'),
    list('overrides'),
  ];
  return [
    ...checkTimes(document),
    ...references(document, absences, 'person', 'people'),
    ...references(document, deputies, 'person', 'people'),
    ...references(document, deputies, 'deputy', 'people'),
    ...references(document, [...rotations, ...overrides], 'role', 'roles'),
    ...references(document, [...rotations, ...overrides], 'unit', 'units'),
    ...[...rotations, ...overrides].flatMap((entry) => checkPost(document, terms, entry)),
    ...references(
      document,
      rotations.flatMap((rotation) => within(rotation, 'layers')),
      'people',
      'people',
    ),
    ...references(document, overrides, 'person', 'people'),
    ...references(document, overrides, 'instead', 'people'),
    ...deputies.flatMap((entry) => checkNotSelf(document, entry, 'deputy', 'stands in for nobody but themselves')),
    ...overrides.flatMap((entry) => checkNotSelf(document, entry, 'instead', 'takes the place of nobody else')),
    ...repeated(rotations.flatMap(nameOfPost)).map(({ path, value }) =>
      document.problem(path, `${value} has an earlier rotation; a post has one, with layers`),
    ),
    ...rotations.flatMap((rotation) => checkLayers(document, terms, rotation)),
    ...overrides.flatMap((override) => checkOverride(document, terms, override)),
    ...list('units').flatMap((unit) => checkUnit(document, terms, unit)),
    ...list('posts').flatMap((post) => checkHolders(document, terms, post)),
  ];
}

function checkNotSelf(document: OpenDocument, entry: Entry, name: string, reason: string): readonly Problem[] {
  return mentions(entry, name)
    .filter(({ value }) => value === entry.item['person'])
    .map(({ path, value }) => document.problem(path, `"${value}" ${reason}`));
}

/** A post that nobody is named for; an unknown role or unit is said elsewhere. */
function checkPost(document: OpenDocument, terms: Terms, entry: Entry): readonly Problem[] {
  const { role, unit } = entry.item;
  if (typeof role !== 'string' || typeof unit !== 'string' || terms.isPost(role, unit)) return [];
  if (!terms.isRole(role) || terms.unit(unit) === undefined) return [];
  return [document.problem(entry.path, `nobody holds ${role} at ${unit}; name the post in posts`)];
}

/** Layers that say the same, and people who never hold the post while they could have a turn. */
function checkLayers(document: OpenDocument, terms: Terms, rotation: Entry): readonly Problem[] {
  const layers = within(rotation, 'layers');
  const { role, unit } = rotation.item;
  const holds = (person: string, { item }: Entry): boolean =>
    terms.holds(role, unit, person, terms.periodFrom(item['start'], undefined, terms.zones.ofUnit(unit)));
  return [
    ...repeated(layers.map(({ path, item }) => ({ path, value: JSON.stringify(item) }))).map(({ path }) =>
      document.problem(path, 'says the same as an earlier layer'),
    ),
    ...layers.flatMap((layer) =>
      mentions(layer, 'people')
        .filter(({ value }) => terms.isPost(role, unit) && terms.isPerson(value) && !holds(value, layer))
        .map(({ path, value }) =>
          document.problem(path, `"${value}" does not hold ${String(role)} at ${String(unit)} from \`start\` on`),
        ),
    ),
  ];
}

function checkOverride(document: OpenDocument, terms: Terms, override: Entry): readonly Problem[] {
  const { role, unit } = override.item;
  const when = terms.periodOf(override, terms.zones.ofUnit(unit));
  const gone = mentions(override, 'person')
    .filter(({ value }) => terms.isPerson(value) && !terms.belongs(value, when))
    .map(({ path, value }) => document.problem(path, `"${value}" is not there in that time`));
  const nobody = mentions(override, 'instead')
    .filter(({ value }) => terms.isPost(role, unit) && terms.isPerson(value) && !terms.holds(role, unit, value, when))
    .map(({ path, value }) =>
      document.problem(path, `"${value}" does not hold ${String(role)} at ${String(unit)} in that time`),
    );
  return [...gone, ...nobody];
}

/** A unit can be neither there before the unit around it nor after it. */
function checkUnit(document: OpenDocument, terms: Terms, unit: Entry): readonly Problem[] {
  const [own, around] = [terms.unit(unit.item['id']), terms.unit(unit.item['parent'])];
  if (own === undefined || around === undefined) return [];
  const parent = String(unit.item['parent']);
  return [
    ...((own.fromMs ?? -Infinity) < (around.fromMs ?? -Infinity)
      ? [document.problem([...unit.path, 'from'], `begins before "${parent}", which is around it`)]
      : []),
    ...((own.untilMs ?? Infinity) > (around.untilMs ?? Infinity)
      ? [
          document.problem(
            [...unit.path, 'until'],
            `does not end by the time at which "${parent}" does, which is around it`,
          ),
        ]
      : []),
  ];
}

/** Somebody who holds a post twice at one time, or at a time at which they are not there. */
function checkHolders(document: OpenDocument, terms: Terms, post: Entry): readonly Problem[] {
  const zone = terms.zones.ofUnit(post.item['unit']);
  const seen = new Map<string, Period[]>();
  return holdersWithPeriods(terms, post, zone).flatMap(({ path, value, period }) => {
    const before = seen.get(value) ?? [];
    seen.set(value, [...before, period]);
    if (before.some((one) => overlaps(one, period))) return [document.problem(path, `"${value}" is named twice`)];
    if (!terms.isPerson(value) || terms.belongs(value, period)) return [];
    return [document.problem(path, `"${value}" is not there in that time`)];
  });
}

const holdersWithPeriods = (terms: Terms, post: Entry, zone: string) => [
  ...mentions(post, 'people').map((holder) => ({ ...holder, period: {} })),
  ...within(post, 'people').flatMap((holder) =>
    mentions(holder, 'id').map((named) => ({ ...named, period: terms.periodOf(holder, zone) })),
  ),
];
