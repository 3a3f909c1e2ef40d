import { sql, type Kysely } from 'kysely';

/**
 * Notices that go out as one message: a bundle of what fell due together, or a digest. Which deliveries it has is stored
 * before it is sent, so that a repeat is the same message under the same id; for the same reason a delivery that goes by
 * itself is marked `alone` first.
 * `held` keeps what a delivery waited for on its way, also after it went out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.bundle (
      id        text        primary key,
      kind      text        not null check (kind in ('bundle', 'digest')),
      recipient text        not null,
      channel   text        not null,
      made_at   timestamptz not null default now()
    )`.execute(db);
  await sql`
    alter table doorstep.delivery
      add column bundle text references doorstep.bundle on delete set null,
      add column alone  boolean not null default false,
      add column digest boolean not null default false,
      add column held   text[]  not null default '{}'`.execute(db);
  await sql`create index delivery_bundle on doorstep.delivery (bundle) where bundle is not null`.execute(db);
  // Rows are written as time goes on: what is old is found without an index that each insert would pay for.
  await sql`create index delivery_age on doorstep.delivery using brin (queued_at)`.execute(db);
  await sql`create index delivery_waits on doorstep.delivery (recipient, channel) where next_at is not null`.execute(
    db,
  );
  await sql`create index delivery_sent on doorstep.delivery (recipient, channel, sent_at) where sent_at is not null`.execute(
    db,
  );
}
