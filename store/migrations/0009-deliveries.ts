import { sql, type Kysely } from 'kysely';

/**
 * Where people can be reached, sealed, and what became of each notice beyond the inbox.
 *
 * A contact is readable only with its person's data key, and that only with the master key, which is in no database:
 * deleting the row of the key makes every copy of the contacts unreadable that does not hold the key as well.
 * A delivery is work while `next_at` is set; taking it moves `next_at` to the end of the lease, so that the one index on it
 * serves both. `dead_letter` has the notices of which every channel failed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.contact_key (
      person     text        primary key,
      wrapped    bytea       not null,
      master     text        not null,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table doorstep.contact (
      person          text        not null references doorstep.contact_key on delete cascade,
      channel         text        not null,
      sealed          bytea       not null,
      changed_at      timestamptz not null default now(),
      disabled_at     timestamptz,
      disabled_reason text,
      primary key (person, channel)
    )`.execute(db);
  await sql`
    create table doorstep.delivery (
      issue_id     text        not null,
      seq          integer     not null,
      recipient    text        not null,
      channel      text        not null,
      state        text        not null default 'queued'
                   check (state in ('queued', 'sent', 'delivered', 'read', 'acted', 'failed', 'withheld')),
      attempts     smallint    not null default 0,
      next_at      timestamptz,
      claim        text,
      reason       text,
      receipt      text,
      queued_at    timestamptz not null default now(),
      tried_at     timestamptz,
      sent_at      timestamptz,
      delivered_at timestamptz,
      read_at      timestamptz,
      acted_at     timestamptz,
      failed_at    timestamptz,
      withheld_at  timestamptz,
      primary key (issue_id, seq, recipient, channel),
      check ((next_at is null) = (state <> 'queued'))
    )`.execute(db);
  await sql`create index delivery_due on doorstep.delivery (channel, next_at) where next_at is not null`.execute(db);
  await sql`
    create table doorstep.dead_letter (
      issue_id    text        not null,
      seq         integer     not null,
      recipient   text        not null,
      died_at     timestamptz not null default now(),
      passed_on_at timestamptz,
      replayed_at timestamptz,
      primary key (issue_id, seq, recipient)
    )`.execute(db);
  await sql`create index dead_letter_open on doorstep.dead_letter (died_at) where replayed_at is null`.execute(db);
  await sql`create index dead_letter_untold on doorstep.dead_letter (died_at) where passed_on_at is null`.execute(db);
  await sql`alter table doorstep.notice add column acted_at timestamptz`.execute(db);
}
