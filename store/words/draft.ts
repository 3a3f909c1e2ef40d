/** What an issue will be found by, laid ready until it is opened, by the sha-256 of the sealed text that it belongs to. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { IssueId } from '../../domain';
import type { MasterKeys } from '../contacts';
import { prepared, type Database } from '../database';
import type { FreshKey } from './keys';

/**
 * Puts a new key and the draft of the text that it seals into the database, both or neither: one round trip, and one wait for
 * the disk. False, and nothing is written, when the issue is open or has a key that is alive.
 */
export async function layReady(
  database: Database,
  [newest]: MasterKeys,
  key: FreshKey,
  sealed: string,
  words: string,
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
        insert into doorstep.issue_search_draft (issue_id, text_hash, words)
        select issue_id, $6, $7::tsvector from made on conflict do nothing)
      select from made`,
    values: [key.id, key.issue, key.person ?? null, key.wrapped, newest.id, hashOf(sealed), words],
  });
  return rows.length > 0;
}

/** The same with a key that is there; nothing for an issue that is open. */
export async function layDraft({ db }: Database, issue: IssueId, sealed: string, words: string): Promise<void> {
  await sql`
    insert into doorstep.issue_search_draft (issue_id, text_hash, words)
    select ${issue}, ${hashOf(sealed)}, ${words}::tsvector
    where not exists (select from doorstep.issue where id = ${issue})
    on conflict do nothing`.execute(db);
}

const hashOf = (sealed: string): Buffer => createHash('sha256').update(sealed, 'utf8').digest();
