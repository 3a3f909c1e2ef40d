import { sql, type Kysely } from 'kysely';

/** Of the issue as a whole: verification, parties, checks, call-backs and the rest, each under the name of its measure. */
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
];
const TIER = [
  'climbed-not-closed',
  'climbed-returned',
  'climbed-problem',
  'climbed-again',
  'warned',
  'acknowledgement-expired',
];
const OUTCOME = ['closed-unreachable', 'closed-declined', 'closed-withdrawn', 'closed-voided'];

const columns = (measures: readonly string[]): string =>
  measures
    .map(
      (measure) =>
        `coalesce(sum(count) filter (where measure = '${measure}'), 0)::bigint as ${measure.replaceAll('-', '_')}`,
    )
    .join(', ');

/**
 * Counts of what practice knows more, and what has to be remembered for them. The views get columns at their end; the
 * sum of questions counts the new kinds too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table doorstep.statistics_issue add column more jsonb not null default '{}'`.execute(db);
  await sql`
    create or replace view doorstep.tier_statistics as
    select procedure, tier, ${sql.raw(
      columns([
        'reached',
        'acknowledged-in-time',
        'acknowledged-late',
        'reminded',
        'climbed-not-acknowledged',
        'climbed-not-handled',
        'climbed-passed-up',
        'climbed-disputed',
        'handled-in-time',
        'handled-late',
        ...TIER,
      ]),
    )}
    from doorstep.statistic where tier > 0 group by procedure, tier`.execute(db);
  await sql`
    create or replace view doorstep.outcome_statistics as
    select procedure, ${sql.raw(columns(['opened']))},
      coalesce(sum(count) filter (where measure = 'closed-confirmed'), 0)::bigint as confirmed,
      coalesce(sum(count) filter (where measure = 'closed-unconfirmed'), 0)::bigint as unconfirmed,
      coalesce(sum(count) filter (where measure = 'closed-force-closed'), 0)::bigint as force_closed,
      ${sql.raw(columns(['disputed', 'reopened']))},
      coalesce(sum(count) filter (where measure like 'asked-%'), 0)::bigint as approvals_asked,
      ${sql.raw(columns(['approved', 'rejected']))},
      coalesce(sum(count) filter (where measure = 'approval-lapsed'), 0)::bigint as lapsed,
      ${sql.raw(columns(OUTCOME))}
    from doorstep.statistic where tier = 0 group by procedure`.execute(db);
  await sql`
    create view doorstep.practice_statistics as
    select procedure, ${sql.raw(columns(PRACTICE))}
    from doorstep.statistic where tier = 0 group by procedure`.execute(db);
}
