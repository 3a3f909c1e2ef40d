/** What has to be written so that one directory becomes another, and the same in the words of whoever changes it. */
import { placesOf } from './places';
import { entriesOf, isPlain, sameText, type Entry, type WrittenDirectory } from './sections';

export interface PlacedEntry extends Entry {
  /** Orders the entries of a kind. */
  readonly place: number;
}

/** A field as a path such as `name.zh`; undefined where it is not there. A list is one value. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

interface Named {
  readonly kind: string;
  readonly key: string;
}
export type EntryChange =
  | (Named & { readonly change: 'added' | 'removed'; readonly data: unknown })
  | (Named & { readonly change: 'changed'; readonly fields: readonly FieldChange[] })
  /** Nothing but its place among the entries of its kind. */
  | (Named & { readonly change: 'moved' });

export interface Difference {
  readonly changes: readonly EntryChange[];
  /** Entries that begin with the new version. */
  readonly begin: readonly PlacedEntry[];
  /** Entries that end with it: `begin` has another one for those that only changed. */
  readonly end: readonly Named[];
}

/** @param after every entry, those of a kind in the order that they are to have; the order of fields does not count */
export function difference(before: readonly PlacedEntry[], after: readonly Entry[]): Difference {
  const known = new Map(before.map((entry) => [idOf(entry), entry]));
  const changes: EntryChange[] = [];
  const begin: PlacedEntry[] = [];
  const end: Named[] = [];
  for (const entry of placed(known, after)) {
    const old = known.get(idOf(entry));
    known.delete(idOf(entry));
    const change = changeOf(old, entry);
    if (change === undefined) continue;
    changes.push(change);
    begin.push(entry);
    if (old !== undefined) end.push({ kind: old.kind, key: old.key });
  }
  for (const { kind, key, data } of known.values()) {
    changes.push({ change: 'removed', kind, key, data });
    end.push({ kind, key });
  }
  return { changes, begin, end };
}

/** What one document says otherwise than another. */
export const compareDirectories = (before: WrittenDirectory, after: WrittenDirectory): readonly EntryChange[] =>
  difference(
    entriesOf(before).map((entry, place) => ({ ...entry, place })),
    entriesOf(after),
  ).changes;

export type ChangeCounts = Readonly<Record<EntryChange['change'], number>>;

export function countChanges(changes: readonly EntryChange[]): ChangeCounts {
  const counts = { added: 0, changed: 0, moved: 0, removed: 0 };
  for (const { change } of changes) counts[change] += 1;
  return counts;
}

function changeOf(old: PlacedEntry | undefined, { kind, key, place, data }: PlacedEntry): EntryChange | undefined {
  if (old === undefined) return { change: 'added', kind, key, data };
  if (sameText(old.data) !== sameText(data))
    return { change: 'changed', kind, key, fields: fieldChanges(old.data, data) };
  return old.place === place ? undefined : { change: 'moved', kind, key };
}

const idOf = ({ kind, key }: Named): string => `${kind}\n${key}`;

function placed(known: ReadonlyMap<string, PlacedEntry>, after: readonly Entry[]): readonly PlacedEntry[] {
  const kinds = new Map<string, Entry[]>();
  for (const entry of after) {
    const kind = kinds.get(entry.kind) ?? [];
    kinds.set(entry.kind, kind);
    kind.push(entry);
  }
  return [...kinds.values()].flatMap((entries) => {
    const places = placesOf(entries.map((entry) => known.get(idOf(entry))?.place));
    return entries.map((entry, index) => ({ ...entry, place: places[index]! }));
  });
}

function fieldChanges(before: unknown, after: unknown): readonly FieldChange[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((field) => {
    const [was, is] = [from.get(field), to.get(field)];
    return sameText(was) === sameText(is) ? [] : [{ field, from: was, to: is }];
  });
}

/** Every value by its path; of a value that is no mapping the path is empty. */
function fieldsOf(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (!isPlain(value)) return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([field, inner]) => [...fieldsOf(inner, path === '' ? field : `${path}.${field}`)]),
  );
}
