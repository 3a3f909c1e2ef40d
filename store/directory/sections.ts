/** The community document taken apart into entries, each with a name of its own, and put together again. */
import { createHash } from 'node:crypto';

/** A plain JSON mapping. */
export type Plain = Readonly<Record<string, unknown>>;

/** A community document as it is written: what YAML gives before the schema looks at it. */
export type WrittenDirectory = Plain;

export interface Entry {
  /** `unit`, `person`, ...; `head` for what belongs to the place as a whole. A section without a kind of its own is its own. */
  readonly kind: string;
  /** Names the entry among its kind, across versions. */
  readonly key: string;
  readonly data: unknown;
}

interface Section {
  readonly kind: string;
  /** The fields that together name an entry. */
  readonly key: readonly string[];
}

export const HEAD = 'head';

/** Sections whose entries have a name; any other list of the document is kept as well, under names made from its entries. */
const SECTIONS: Readonly<Record<string, Section>> = {
  units: { kind: 'unit', key: ['id'] },
  people: { kind: 'person', key: ['id'] },
  roles: { kind: 'role', key: ['id'] },
  posts: { kind: 'post', key: ['role', 'unit'] },
  categories: { kind: 'category', key: ['id'] },
  routing: { kind: 'route', key: ['when'] },
  absences: { kind: 'absence', key: ['person', 'from'] },
  deputies: { kind: 'deputy', key: ['person', 'deputy', 'from'] },
  rotations: { kind: 'rotation', key: ['role', 'unit'] },
  overrides: { kind: 'override', key: ['role', 'unit', 'person', 'from'] },
};
const SECTION_OF = new Map(Object.entries(SECTIONS).map(([name, { kind }]) => [kind, name]));

/** The kind of the entries of a section, or the kind itself: people may type either. */
export const kindOfSection = (name: string): string =>
  Object.hasOwn(SECTIONS, name) ? (SECTIONS[name]?.kind ?? name) : name;
export const sectionOfKind = (kind: string): string => SECTION_OF.get(kind) ?? kind;

/**
 * Every entry, those of a kind in their order. Never throws: what is no list of mappings is a field of the head. A list
 * without entries means the same as none, and is none.
 */
export function entriesOf(document: WrittenDirectory): readonly Entry[] {
  return Object.entries(document).flatMap(([name, value]): readonly Entry[] => {
    if (Array.isArray(value) && value.length === 0) return [];
    if (!isSection(value)) return [{ kind: HEAD, key: name, data: value }];
    const { kind, key } = Object.hasOwn(SECTIONS, name) ? SECTIONS[name]! : { kind: name, key: ['id'] };
    const seen = new Map<string, number>();
    return value.map((data) => {
      const wanted = nameOf(data, key);
      const count = (seen.get(wanted) ?? 0) + 1;
      seen.set(wanted, count);
      return { kind, key: count === 1 ? wanted : `${wanted}#${count}`, data };
    });
  });
}

/** The document of these entries; `entries` has those of a kind in their order. */
export function documentOf(entries: readonly Entry[]): WrittenDirectory {
  const head: Record<string, unknown> = {};
  const sections = new Map<string, unknown[]>();
  for (const { kind, key, data } of entries) {
    if (kind === HEAD) head[key] = data;
    else {
      const name = sectionOfKind(kind);
      const section = sections.get(name) ?? [];
      sections.set(name, section);
      section.push(data);
    }
  }
  return { ...head, ...Object.fromEntries(sections) };
}

const isSection = (value: unknown): value is readonly Plain[] => Array.isArray(value) && value.every(isPlain);

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `grid-worker@oleaster` of a post; whoever names the fields of a key by hand can type it. */
function nameOf(entry: Plain, key: readonly string[]): string {
  const parts = key.flatMap((field) => (entry[field] === undefined ? [] : [wordOf(entry[field])]));
  if (parts.length > 0) return short(parts.join('@'));
  // The default route has no condition; of an unknown section only the whole entry says which one it is.
  return key.includes('when') ? 'default' : hashOf(sameText(entry));
}

/** An index takes no text of any length. */
const short = (name: string): string => (name.length <= 200 ? name : `${name.slice(0, 160)}~${hashOf(name)}`);
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const wordOf = (value: unknown): string =>
  isPlain(value)
    ? Object.entries(value)
        .map(([field, one]) => `${field}=${wordOf(one)}`)
        .sort()
        .join(';')
    : Array.isArray(value)
      ? value.map(wordOf).join(',')
      : String(value);

/** JSON that is the same text for the same value, in whatever order its fields were written. */
export const sameText = (value: unknown): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((field) => [field, sorted(value[field])]),
  );
}
