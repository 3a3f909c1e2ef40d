/** The orders of a list, and where a page ends in them. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { isId } from '../../domain';
import { mapPoint, type IssueSearch } from './filter';

export const SORTS = ['overdue', 'newest', 'oldest', 'updated', 'tier', 'severity', 'distance'] as const;
/**
 * overdue: the next deadline first, those without one last · newest, oldest: by when it was opened · updated: the latest
 * change first · tier: the highest first · severity: the gravest first · distance: the nearest first. Where two are alike,
 * the most overdue comes first in `tier` and `severity`; after that the id decides.
 */
export type Sort = (typeof SORTS)[number];

/** Keys of an order, all in one direction, the id last; `casts` make values of a cursor from texts. */
interface Order {
  readonly keys: readonly RawBuilder<unknown>[];
  readonly casts: readonly string[];
  readonly isDescending: boolean;
}

const DUE = sql`(coalesce(due_at, 'infinity'))`;
const ID = sql`id`;

export function orderOf(sort: Sort, near: IssueSearch['near']): Order {
  switch (sort) {
    case 'overdue':
      return { keys: [DUE, ID], casts: ['timestamptz', 'text'], isDescending: false };
    case 'newest':
      return { keys: [sql`opened_at`, ID], casts: ['timestamptz', 'text'], isDescending: true };
    case 'oldest':
      return { keys: [sql`opened_at`, ID], casts: ['timestamptz', 'text'], isDescending: false };
    case 'updated':
      return { keys: [sql`updated_at`, ID], casts: ['timestamptz', 'text'], isDescending: true };
    case 'tier':
      return { keys: [sql`(-tier)`, DUE, ID], casts: ['integer', 'timestamptz', 'text'], isDescending: false };
    case 'severity':
      return {
        keys: [sql`doorstep.severity_rank(severity)`, DUE, ID],
        casts: ['integer', 'timestamptz', 'text'],
        isDescending: false,
      };
    case 'distance':
      if (near === undefined) throw new RangeError('A distance is one from somewhere.');
      return { keys: [sql`(place <-> ${mapPoint(near)})`, ID], casts: ['float8', 'text'], isDescending: false };
    default:
      return sort satisfies never;
  }
}

export const listed = ({ keys, isDescending }: Order): RawBuilder<unknown> =>
  sql.join(keys.map((key) => (isDescending ? sql`${key} desc` : key)));

/** The keys as text, exactly as they come back with a cursor. */
export const asTexts = ({ keys }: Order): RawBuilder<readonly string[]> =>
  sql<readonly string[]>`array[${sql.join(keys.map((key) => sql`${key}::text`))}]`;

const isInstant = (text: string): boolean =>
  text === 'infinity' || !Number.isNaN(Date.parse(text.replace(' ', 'T').replace(/[+-]\d\d$/, '$&:00')));
const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  timestamptz: isInstant,
  integer: (text) => /^-?\d{1,9}$/.test(text),
  float8: (text) => /^-?\d{1,9}(\.\d{1,20})?(e-?\d{1,2})?$/.test(text),
  text: isId,
};

/** Whether these can be keys of a row in this order: what comes in from outside may be made up. */
export function areKeysOf(sort: Sort, keys: readonly string[]): boolean {
  const { casts } = orderOf(sort, { lat: 0, lon: 0 });
  return keys.length === casts.length && casts.every((type, n) => FORMS[type]?.(keys[n] ?? '') === true);
}

/** Behind the issue with these keys. */
export const behind = ({ keys, casts, isDescending }: Order, after: readonly string[]): RawBuilder<SqlBool> => {
  const place = sql`(${sql.join(casts.map((type, n) => sql`${after[n]}::${sql.raw(type)}`))})`;
  return sql`(${sql.join(keys)}) ${sql.raw(isDescending ? '<' : '>')} ${place}`;
};
