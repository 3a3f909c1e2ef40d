/** Ids that the community document names, held against those that it has; works on documents that are wrong elsewhere too. */
import type { OpenDocument } from '../procedure/documents/document';
import { entries, mentions, type Entry, type Mention } from '../procedure/documents/loose';
import { unknown } from '../procedure/documents/nearest';
import type { Problem } from '../procedure/documents/problems';

export type Section = 'roles' | 'units' | 'people' | 'categories';
const KINDS = { roles: 'role', units: 'unit', people: 'person', categories: 'category' } as const;

/** Looking for similar names in a large directory costs milliseconds each; nobody reads thousands of suggestions. */
const SUGGESTIONS = 20;

export const idsIn = (document: OpenDocument, name: string): readonly string[] =>
  entries(document.value, name).flatMap((entry) => mentions(entry, 'id').map(({ value }) => value));

/** The ids in one field of some entries that a section does not have. */
export const references = (
  document: OpenDocument,
  from: readonly Entry[],
  name: string,
  to: Section,
): readonly Problem[] =>
  unknownAmong(
    document,
    from.flatMap((entry) => mentions(entry, ...name.split('.'))),
    to,
  );

export function unknownAmong(document: OpenDocument, named: readonly Mention[], to: Section): readonly Problem[] {
  const known = new Set(idsIn(document, to));
  return named
    .filter(({ value }) => !known.has(value))
    .map(({ path, value }, index) =>
      document.problem(
        path,
        index < SUGGESTIONS ? unknown(KINDS[to], value, known) : `unknown ${KINDS[to]} "${value.slice(0, 64)}"`,
      ),
    );
}

/** The mappings in a list inside an entry. */
export const within = (entry: Entry, name: string): readonly Entry[] =>
  entries(entry.item, name).map(({ path, item }) => ({ path: [...entry.path, ...path], item }));

/** Everybody whom a post names, by an id or by an id with the time for which they hold it. */
export const holdersIn = (post: Entry): readonly Mention[] => [
  ...mentions(post, 'people'),
  ...within(post, 'people').flatMap((holder) => mentions(holder, 'id')),
];

/** `role at unit`, of anything that names a post. */
export function nameOfPost({ path, item: { role, unit } }: Entry): readonly Mention[] {
  return typeof role === 'string' && typeof unit === 'string' ? [{ path, value: `${role} at ${unit}` }] : [];
}
