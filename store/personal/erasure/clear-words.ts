/** Whether anything that people wrote of an issue stands in the log in clear, so that no key takes it away. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { FATES, type Fate } from '../../../contracts/event-fates';
import { SEALED_PREFIX } from '../../../domain/kernel/sealed';

type Fates = Fate | { readonly [field: string]: Fates };

/** Its sentence is our own; what a signal held that it may quote was said to Temporal alone. */
const OUR_WORDS = 'command-refused';

const keptIn = (fates: Fates, path = '@'): readonly string[] =>
  typeof fates === 'string'
    ? fates === 'kept'
      ? [path]
      : []
    : Object.entries(fates).flatMap(([field, inner]) => keptIn(inner, `${path}."${field}"`));

/** Words that are not sealed and not empty, and the numbers of a location. */
const IN_CLEAR = `(@.type() == "number" || (@.type() == "string" && @ != "" && !(@ starts with "${SEALED_PREFIX}")))`;
const anyIn = (paths: readonly string[]): string =>
  `$ ? (${paths.map((path) => `exists(${path}.** ? ${IN_CLEAR})`).join(' || ')})`;

/** Which events say something in clear where; those that look alike together, so that each is taken apart once. */
const SAID = new Map<string, string[]>();
for (const [type, fates] of Object.entries(FATES)) {
  const kept = type === OUR_WORDS ? [] : keptIn(fates);
  if (kept.length > 0) SAID.set(anyIn(kept), [...(SAID.get(anyIn(kept)) ?? []), type]);
}

/**
 * A condition on `doorstep.event e`: it says something in clear. The index `event_in_clear` (migration 0028) holds those of
 * which it is true, and is of use only while it has this very condition.
 */
export const saysInClear: RawBuilder<SqlBool> = sql<SqlBool>`(${sql.join(
  [...SAID].map(
    ([path, types]) =>
      sql`split_part(e.type, '.', 2) = any(${sql.lit(`{${types.join(',')}}`)}) and jsonb_path_exists(e.data::jsonb, ${sql.lit(path)})`,
  ),
  sql` or `,
)})`;

/** A condition on `doorstep.issue i`: any of its events does. */
export const isClear: RawBuilder<SqlBool> = sql<SqlBool>`exists (
  select from doorstep.event e where e.issue_id = i.id and ${saysInClear})`;
