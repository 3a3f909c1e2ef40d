import { sql, type Kysely } from 'kysely';

/**
 * One-time codes by which somebody proves a telephone number or a mail address and reports under it (docs/decisions/0096).
 *
 * A row is the one live code of an address, under a keyed hash of the address; of the code there is a keyed hash as well. What
 * has to be sent lies sealed beside it until it is sent. `code_channel` has the channels by which notifiers send, so that a
 * gateway, which sends nothing, can say that there is none.
 *
 * `contact.found_by` is a keyed hash of the address, by which its person is found; null of guests, who are not to be found.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.report_code (
      address_hash  bytea       primary key,
      code_hash     bytea       not null,
      letter        text        not null unique,
      channel       text        not null,
      wrong_tries   smallint    not null default 0,
      made_at       timestamptz not null default now(),
      expires_at    timestamptz not null,
      sealed_letter bytea,
      send_attempts smallint    not null default 0,
      send_at       timestamptz,
      check ((sealed_letter is null) = (send_at is null))
    )`.execute(db);
  await sql`create index report_code_due on doorstep.report_code (send_at) where send_at is not null`.execute(db);
  await sql`create index report_code_age on doorstep.report_code (expires_at)`.execute(db);
  await sql`
    create table doorstep.code_channel (
      channel text        primary key,
      seen_at timestamptz not null default now()
    )`.execute(db);
  await sql`alter table doorstep.contact add column found_by bytea`.execute(db);
  await sql`create index contact_found_by on doorstep.contact (found_by) where found_by is not null`.execute(db);
}
