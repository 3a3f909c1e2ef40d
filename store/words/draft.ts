/** What an issue will be found by, laid ready until it is opened, by the hash of the sealed report that it belongs to. */
import { sql } from 'kysely';
import type { IssueId, Location } from '../../domain';
import type { MasterKeys } from '../contacts';
import { prepared, type Database } from '../database';
import { draftHash } from './cell';
import type { FreshKey } from './keys';
import type { SealedOfReport } from './seal';

/** What an issue is found by where its report is sealed. */
export interface FoundBy {
  /** A tsvector of tokens. */
  readonly words: string;
  /** The middle of the cell that it is in. */
  readonly place?: Location;
}
export interface Draft extends FoundBy {
  readonly sealed: SealedOfReport;
}

/**
 * Puts a new key and the draft of the report that it seals into the database, both or neither: one round trip, and one wait for
 * the disk. False, and nothing is written, when the issue is open or has a key that is alive.
 */
export async function layReady(
  database: Database,
  [newest]: MasterKeys,
  key: FreshKey,
  { sealed, words, place }: Draft,
): Promise<boolean> {
  const rows = await prepared(database, {
    name: 'lay-ready',
    text: `
      with made as (
        insert into doorstep.issue_word_key (key_id, issue_id, person_id, wrapped_key, master)
        select $1, $2, $3, $4, $5 where not exists (select from doorstep.issue where id = $2)
        on conflict (issue_id) where wrapped_key is not null do nothing
        returning issue_id),
      laid as (
        insert into doorstep.issue_search_draft (issue_id, text_hash, words, place)
        select issue_id, $6, $7::tsvector, doorstep.map_point($8, $9) from made on conflict do nothing)
      select from made`,
    values: [
      key.id,
      key.issue,
      key.person ?? null,
      key.wrapped,
      newest.id,
      draftHash(sealed),
      words,
      place?.lat ?? null,
      place?.lon ?? null,
    ],
  });
  return rows.length > 0;
}

/** The same with a key that is there; nothing for an issue that is open. */
export async function layDraft({ db }: Database, issue: IssueId, { sealed, words, place }: Draft): Promise<void> {
  await sql`
    insert into doorstep.issue_search_draft (issue_id, text_hash, words, place)
    select ${issue}, ${draftHash(sealed)}, ${words}::tsvector,
      doorstep.map_point(${place?.lat ?? null}::float8, ${place?.lon ?? null}::float8)
    where not exists (select from doorstep.issue where id = ${issue})
    on conflict do nothing`.execute(db);
}
