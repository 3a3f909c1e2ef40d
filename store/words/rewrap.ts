/** Another master key: the keys of issues are wrapped by the newest one, and issues are found by its tokens. */
import { sql } from 'kysely';
import type { IssueId } from '../../domain';
import { isSealed } from '../../domain/kernel/sealed';
import type { MasterKeys } from '../contacts';
import { seal } from '../contacts/seal';
import type { Database } from '../database';
import { boundTo, unfit, unwrap, type KeyRow } from './keys';
import { keyIdOf, openWords, wordKey } from './sealing';
import { sealedVectors } from './vectors';

const AT_ONCE = 200;

/**
 * Goes on until nothing is left that an older key at hand wraps, and gives back how many there were; afterwards the older ones
 * can be left out. Safe to interrupt, to run again and beside itself.
 */
export async function rewrapWordKeys(database: Database, masters: MasterKeys): Promise<number> {
  const older = masters.slice(1);
  for (let count = 0; ;) {
    const { rows } = await sql<KeyRow>`
      select key_id, issue_id, wrapped_key, destroyed_at from doorstep.issue_word_key
      where wrapped_key is not null and master = any(${older.map(({ id }) => id)}) limit ${AT_ONCE}`.execute(
      database.db,
    );
    if (rows.length === 0) return count;
    const secrets = new Map(rows.map((row) => [row.key_id, secretOf(masters, row)]));
    // First: a key that is wrapped anew is not come back to.
    await findAgain(database, masters, rows, secrets);
    for (const row of rows) await wrapAnew(database, masters, row, secrets.get(row.key_id) ?? Buffer.alloc(0));
    count += rows.length;
  }
}

function secretOf(masters: MasterKeys, { key_id, issue_id, wrapped_key }: KeyRow): Buffer {
  const secret = wrapped_key === null ? undefined : unwrap(masters, issue_id, key_id, wrapped_key);
  if (secret === undefined) throw unfit(issue_id);
  return secret;
}

async function wrapAnew({ db }: Database, [newest]: MasterKeys, { key_id, issue_id }: KeyRow, secret: Buffer) {
  await sql`
    update doorstep.issue_word_key
    set wrapped_key = ${seal(newest.key, boundTo(issue_id, key_id), secret)}, master = ${newest.id}
    where key_id = ${key_id} and wrapped_key is not null`.execute(db);
}

async function findAgain(
  database: Database,
  masters: MasterKeys,
  rows: readonly KeyRow[],
  secrets: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const { rows: reports } = await sql<{ id: IssueId; text: string }>`
    select id, state #>> '{report,text}' as text from doorstep.issue
    where id = any(${rows.map(({ issue_id }) => issue_id)})`.execute(database.db);
  const clear = reports.flatMap(({ id, text }) => {
    const secret = secrets.get(keyIdOf(text));
    const words = !isSealed(text) || secret === undefined ? undefined : openWords(wordKey('', secret), id, text);
    return words === undefined ? [] : [{ id, key: keyIdOf(text), words }];
  });
  if (clear.length === 0) return;
  const vectors = await sealedVectors(
    database,
    masters,
    clear.map(({ words }) => words),
  );
  // Unless it was erased meanwhile.
  await sql`
    update doorstep.issue_search s set words = v.words::tsvector
    from unnest(${clear.map(({ id }) => id)}::text[], ${clear.map(({ key }) => key)}::text[], ${[...vectors]}::text[])
        as v(id, key, words)
      join doorstep.issue_word_key k on k.key_id = v.key and k.wrapped_key is not null
    where s.issue_id = v.id`.execute(database.db);
}
