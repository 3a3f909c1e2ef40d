import { sql, type Kysely } from 'kysely';

/** Those of 0005 in their order, and how often a decision that waited was called to mind. */
const PRACTICE = [
  'to-verify',
  'verified',
  'verified-unseen',
  'declined',
  'looked-in-time',
  'looked-late',
  'dispatched',
  'signed-in-in-time',
  'signed-in-late',
  'party-handled-in-time',
  'party-handled-late',
  'party-not-acknowledged',
  'party-not-handled',
  'returned',
  'summoned',
  'reported-in-in-time',
  'reported-in-late',
  'part-in-time',
  'part-late',
  'part-released',
  'report-in-overdue',
  'part-overdue',
  'handled',
  'to-check',
  'checked',
  'check-failed',
  'unchecked',
  'looked-at-in-time',
  'looked-at-late',
  'rework',
  'problem-reworks',
  'problem-units',
  'called-back-satisfied',
  'called-back-dissatisfied',
  'called-back-unreachable',
  'supervised',
  'answered-in-time',
  'answered-late',
  'total-in-time',
  'total-late',
  'linked',
  'unlinked',
  'reclassified',
  'decided-by-silence',
  'approval-climbed',
  'approval-reminded',
];

const columns = (measures: readonly string[]): string =>
  measures
    .map(
      (measure) =>
        `coalesce(sum(count) filter (where measure = '${measure}'), 0)::bigint as ${measure.replaceAll('-', '_')}`,
    )
    .join(', ');

/** A view gets columns only at its end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace view doorstep.practice_statistics as
    select procedure, ${sql.raw(columns(PRACTICE))}
    from doorstep.statistic where tier = 0 group by procedure`.execute(db);
}
