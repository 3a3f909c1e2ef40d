import { sql, type Kysely } from 'kysely';

/**
 * Counts that follow the log at their own pace, outside the transaction that appends.
 *
 * The place in the log is (tx, position), not position alone: positions are drawn before commit, so a transaction with
 * a later id may commit an earlier position. Below the oldest running transaction nothing can be added any more, and
 * the index gives that order. It takes the place of the index on position, which nobody reads by.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index doorstep.event_position`.execute(db);
  await sql`create index event_order on doorstep.event (tx, position)`.execute(db);
  await sql`
    create table doorstep.statistics_place (
      one_row  boolean primary key default true check (one_row),
      tx       xid8    not null,
      position bigint  not null
    )`.execute(db);
  await sql`insert into doorstep.statistics_place (tx, position) values ('0', 0)`.execute(db);
  await sql`
    create table doorstep.statistics_issue (
      issue_id  text     primary key,
      seq       integer  not null,
      procedure text     not null,
      tier      smallint not null,
      acknowledge_due_ms bigint,
      handle_due_ms      bigint
    )`.execute(db);
  await sql`
    create table doorstep.statistic (
      procedure text     not null,
      tier      smallint not null,
      measure   text     not null,
      count     bigint   not null,
      primary key (procedure, tier, measure)
    )`.execute(db);
  await sql`
    create view doorstep.tier_statistics as
    select procedure, tier,
      coalesce(sum(count) filter (where measure = 'reached'), 0)::bigint as reached,
      coalesce(sum(count) filter (where measure = 'acknowledged-in-time'), 0)::bigint as acknowledged_in_time,
      coalesce(sum(count) filter (where measure = 'acknowledged-late'), 0)::bigint as acknowledged_late,
      coalesce(sum(count) filter (where measure = 'reminded'), 0)::bigint as reminded,
      coalesce(sum(count) filter (where measure = 'climbed-not-acknowledged'), 0)::bigint as climbed_not_acknowledged,
      coalesce(sum(count) filter (where measure = 'climbed-not-handled'), 0)::bigint as climbed_not_handled,
      coalesce(sum(count) filter (where measure = 'climbed-passed-up'), 0)::bigint as climbed_passed_up,
      coalesce(sum(count) filter (where measure = 'climbed-disputed'), 0)::bigint as climbed_disputed,
      coalesce(sum(count) filter (where measure = 'handled-in-time'), 0)::bigint as handled_in_time,
      coalesce(sum(count) filter (where measure = 'handled-late'), 0)::bigint as handled_late
    from doorstep.statistic where tier > 0 group by procedure, tier`.execute(db);
  await sql`
    create view doorstep.outcome_statistics as
    select procedure,
      coalesce(sum(count) filter (where measure = 'opened'), 0)::bigint as opened,
      coalesce(sum(count) filter (where measure = 'closed-confirmed'), 0)::bigint as confirmed,
      coalesce(sum(count) filter (where measure = 'closed-unconfirmed'), 0)::bigint as unconfirmed,
      coalesce(sum(count) filter (where measure = 'closed-force-closed'), 0)::bigint as force_closed,
      coalesce(sum(count) filter (where measure = 'disputed'), 0)::bigint as disputed,
      coalesce(sum(count) filter (where measure = 'reopened'), 0)::bigint as reopened,
      coalesce(sum(count) filter (where measure in ('asked-extension', 'asked-suspension', 'asked-force-close')), 0)::bigint as approvals_asked,
      coalesce(sum(count) filter (where measure = 'approved'), 0)::bigint as approved,
      coalesce(sum(count) filter (where measure = 'rejected'), 0)::bigint as rejected,
      coalesce(sum(count) filter (where measure = 'approval-lapsed'), 0)::bigint as lapsed
    from doorstep.statistic where tier = 0 group by procedure`.execute(db);
}
