import { sql, type Kysely } from 'kysely';

/**
 * The directory, entry by entry, each with the versions in which it holds: what held at any time stays readable, and a
 * change of one person costs one row.
 *
 * `data` is `json`, not `jsonb`: an export gives the fields as they were written. `place` orders the entries of a kind;
 * it is a fraction, so that an entry which comes between two others leaves them alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorstep.directory_version (
      version     integer     primary key check (version > 0),
      recorded_at timestamptz not null default clock_timestamp(),
      actor       text        not null,
      reason      text        not null,
      digest      text        not null,
      added       integer     not null,
      changed     integer     not null,
      moved       integer     not null,
      removed     integer     not null
    )`.execute(db);
  await sql`
    create table doorstep.directory_entry (
      kind          text             not null,
      key           text             not null,
      place         double precision not null,
      data          json             not null,
      from_version  integer          not null references doorstep.directory_version,
      until_version integer          references doorstep.directory_version,
      primary key (kind, key, from_version),
      check (until_version > from_version)
    )`.execute(db);
  await sql`create unique index directory_entry_now on doorstep.directory_entry (kind, key) where until_version is null`.execute(
    db,
  );
  await keepHistory(db);
}

/** Only the end of an entry may ever be written, and only once. */
async function keepHistory(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function doorstep.directory_keeps_history() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and tg_table_name = 'directory_entry' then
        if old.until_version is null and new.until_version is not null
          and (new.kind, new.key, new.place, new.data::text, new.from_version)
            = (old.kind, old.key, old.place, old.data::text, old.from_version) then
          return new;
        end if;
      end if;
      raise exception 'The directory keeps its history: % of % is refused.', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
    end $$`.execute(db);
  for (const table of ['directory_version', 'directory_entry']) {
    const named = sql.table(`doorstep.${table}`);
    await sql`create trigger keeps_history before update or delete on ${named}
      for each row execute function doorstep.directory_keeps_history()`.execute(db);
    await sql`create trigger is_not_emptied before truncate on ${named}
      for each statement execute function doorstep.directory_keeps_history()`.execute(db);
  }
}
