/** The parameters of a request, of the address or of a form: an empty one counts as absent. */
import type { Instant } from '../../../domain';
import { badRequest } from './errors';
import { parseW3cDate } from './dates';
import { printable } from './format';

export interface Parameters {
  /** The first value; undefined when absent or empty. */
  one(name: string): string | undefined;
  /** Repeated, separated by commas, or both. */
  many(name: string): readonly string[];
  /** Repeated; commas are part of a value. */
  all(name: string): readonly string[];
  /** `attribute[code]` or `attribute[code][]`, by code. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** What every field says, in the order of their names: the same request is the same text. */
  readonly canonical: string;
}

const ATTRIBUTE = /^attribute\[([^[\]]+)\](?:\[\])?$/;

export function parametersOf(source: unknown): Parameters {
  const fields = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries((source ?? {}) as Record<string, unknown>)) {
    const values = (Array.isArray(value) ? value : [value]).map((one) => printable(String(one ?? '')).trim());
    const given = values.filter((one) => one !== '');
    if (given.length > 0) fields.set(name, given);
  }
  const attributes = new Map<string, readonly string[]>();
  for (const [name, values] of fields) {
    const code = ATTRIBUTE.exec(name)?.[1];
    if (code !== undefined) attributes.set(code, [...(attributes.get(code) ?? []), ...values]);
  }
  const all = (name: string): readonly string[] => fields.get(name) ?? [];
  return {
    one: (name) => all(name)[0],
    many: (name) => [...new Set(all(name).flatMap((value) => value.split(',').flatMap((part) => part.trim() || [])))],
    all,
    attributes,
    canonical: JSON.stringify([...fields].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Undefined when absent. Throws 400 for what is no date with a time and an offset. */
export function dateIn(parameters: Parameters, name: string): Instant | undefined {
  const text = parameters.one(name);
  if (text === undefined) return undefined;
  const atMs = parseW3cDate(text);
  if (atMs !== undefined) return atMs;
  throw badRequest(`${name} is no date in W3C form with an offset, such as 2010-01-01T00:00:00Z.`);
}

/** Throws 400 for what is no whole number from 1 to `most`. */
export function countIn(parameters: Parameters, name: string, most: number): number | undefined {
  const text = parameters.one(name);
  if (text === undefined) return undefined;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw badRequest(`${name} is a whole number from 1 to ${most}.`);
}
