/**
 * Looks into a document that may be wrong anywhere, so that cross-checks still run beside other problems
 * and a person sees everything in one round.
 */
import type { FieldPath } from './problems';

export interface Entry {
  readonly path: FieldPath;
  readonly item: Readonly<Record<string, unknown>>;
}
export interface Mention {
  readonly path: FieldPath;
  readonly value: string;
}

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The field of a mapping; undefined for anything else. */
export const field = (value: unknown, name: string): unknown =>
  isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** The mappings in the list under `name`; anything else is left to the schema. */
export function entries(root: unknown, name: string): readonly Entry[] {
  const list = field(root, name);
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => (isMapping(item) ? [{ path: [name, index], item }] : []));
}

/** The strings in a field that holds one string or a list of them, each with its place. */
export function mentions(entry: Entry, ...names: readonly string[]): readonly Mention[] {
  const path = [...entry.path, ...names];
  const value = names.reduce<unknown>(field, entry.item);
  if (typeof value === 'string') return [{ path, value }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) =>
    typeof item === 'string' ? [{ path: [...path, index], value: item }] : [],
  );
}

/** Values that occur again after their first mention. */
export function repeated(all: readonly Mention[]): readonly Mention[] {
  const seen = new Set<string>();
  return all.filter(({ value }) => seen.size === seen.add(value).size);
}
