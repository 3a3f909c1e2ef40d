import { sql, type Kysely } from 'kysely';

/**
 * Which issues have words that no key seals, known without reading their logs again: what is asked before anything is erased
 * or removed by its age, of everything that a person ever reported or that was closed long ago. Where words are sealed the
 * index is empty.
 *
 * PostgreSQL takes it for the condition of store/personal/erasure/clear-words.ts as long as that says the same. When an event
 * gets words, a test says so, and the index is made anew by another migration.
 *
 * Of two indexes of issues by their reporter, which were alike, one is left: what is added to an append is taken off again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const conditions = SAID.map(
    ([paths, types]) =>
      sql`split_part(type, '.', 2) = any(${sql.lit(`{${types.join(',')}}`)}) and jsonb_path_exists(data::jsonb, ${sql.lit(anyIn(paths))})`,
  );
  await sql`create index event_in_clear on doorstep.event (issue_id) where ${sql.join(conditions, sql` or `)}`.execute(
    db,
  );
}

const IN_CLEAR = `(@.type() == "number" || (@.type() == "string" && @ != "" && !(@ starts with "sealed:1:")))`;
const anyIn = (paths: readonly string[]): string =>
  `$ ? (${paths.map((path) => `exists(@.${path}.** ? ${IN_CLEAR})`).join(' || ')})`;

/** Where what people may word as they like stands, and in which events. */
const SAID: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['"report"."text"', '"report"."location"', '"imported"."ref"'], ['opened']],
  [['"note"'], ['verified', 'called-back', 'answered']],
  [
    ['"reason"'],
    [
      'declined',
      'escalated',
      'dispatched',
      'summoned',
      'part-released',
      'approval-requested',
      'voted',
      'approved',
      'rejected',
      'disputed',
      'withdrawn',
      'reopened',
      'supervised',
      'reclassified',
      'rules-changed',
      'delegated',
      'linked',
      'unlinked',
    ],
  ],
  [
    ['"note"', '"evidence"'],
    ['part-finished', 'handled', 'checked'],
  ],
  [['"reason"', '"evidence"'], ['check-failed']],
  [['"text"', '"evidence"'], ['commented']],
];
