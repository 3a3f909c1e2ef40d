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

/**
 * To take a text of kilobytes apart is dear, and nearly all that is written is sealed: whether one of the fields begins with
 * anything but a seal can be seen in the text as it was written. Where it does, the whole is taken apart.
 */
const mayBeInClear = (fields: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    fields.map((field) => {
      const [name, isSealed] = [`"${field}"`, `"${field}":"${SEALED_PREFIX}`];
      return sql`strpos(replace(e.data::text, ${sql.lit(isSealed)}, ''), ${sql.lit(name)}) > 0`;
    }),
    sql` or `,
  )})`;

interface Said {
  readonly paths: readonly string[];
  readonly types: string[];
}
/** Which events say something in clear where; those that look alike together, so that each is taken apart once. */
const SAID = new Map<string, Said>();
for (const [type, fates] of Object.entries(FATES)) {
  const paths = type === OUR_WORDS ? [] : keptIn(fates);
  const known = SAID.get(anyIn(paths));
  if (known !== undefined) known.types.push(type);
  else if (paths.length > 0) SAID.set(anyIn(paths), { paths, types: [type] });
}
const lastOf = (path: string): string => path.split('"').at(-2) ?? '';

/** A condition on `doorstep.issue i`. Reads the events of the issue, so that it comes behind whatever is known sooner. */
export const isClear: RawBuilder<SqlBool> = sql<SqlBool>`exists (
  select from doorstep.event e where e.issue_id = i.id and (${sql.join(
    [...SAID].map(
      ([inClear, { paths, types }]) =>
        sql`split_part(e.type, '.', 2) = any(${sql.lit(`{${types.join(',')}}`)}) and ${mayBeInClear(paths.map(lastOf))}
          and jsonb_path_exists(e.data::jsonb, ${sql.lit(inClear)})`,
    ),
    sql` or `,
  )}))`;
