/** Somebody of whom there is something in every place that holds people, each thing with a mark by which it is found again. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { filesIn } from '../../clients/http/evidence/files';
import { packageRoot } from '../../contracts/package-root';
import type { IssueId } from '../../domain';
import { openPipe, sendAll, subjects } from '../../messaging';
import {
  addAccount,
  addEvidence,
  addKey,
  makeMasterKeys,
  parseAddress,
  setContacts,
  writeDirectory,
} from '../../store';
import { report, RESIDENT, type World } from './harness';

export const MARK = 'quillifer';
/** Of the report, which stays in the log: sealed where the door seals it. */
export const WORDS = 'zwieback';
/** As the door leaves a report. */
export const SEALED = `sealed:1:${'k'.repeat(16)}:${'x'.repeat(40)}`;
const FILE = `e-${'0'.repeat(24)}q1`;

/** The directory that ships, with the mark for a name. */
function directoryWith(name: string): Record<string, unknown> {
  const text = readFileSync(join(packageRoot(), 'policies', 'community.yaml'), 'utf8');
  const document = parse(text) as Record<string, unknown> & { readonly people: readonly { readonly id: string }[] };
  return {
    ...document,
    people: document.people.map((one) => (one.id === RESIDENT ? { ...one, name } : one)),
    absences: [{ person: RESIDENT, kind: 'sick', from: '2026-01-01', until: '2026-02-01' }],
  };
}

export async function plant(world: World, folder: string): Promise<void> {
  const { database } = world;
  for (const [against, name] of [`${MARK} the first`, `${MARK} the second`].entries())
    await writeDirectory(database, { document: directoryWith(name), against, actor: 'root', reason: 'test' });
  await setContacts(database, makeMasterKeys({}, folder), [
    { person: RESIDENT, address: parseAddress('email', `${MARK}@example.org`) },
  ]);
  await addAccount(
    database,
    { name: MARK, person: RESIDENT, isOperator: false, createdBy: 'root' },
    'four words that differ',
  );
  const key = { scopes: [], units: null, person: RESIDENT, actsFor: false, createdBy: 'root', expiresAtMs: null };
  await addKey(database, { label: MARK, ...key });
  await report(database, 'erased-1', SEALED);
  await database.pool.query(`update doorstep.issue set stage = 'closed' where id = 'erased-1'`);
  await database.pool.query(
    `update doorstep.issue_search set words = doorstep.search_words($1), place = point(1, 1) where issue_id = 'erased-1'`,
    [`${WORDS} on the stairs`],
  );
  await database.pool.query(
    `insert into doorstep.delivery (issue_id, seq, recipient, channel, state, receipt) values ('erased-1', 1, $1, 'email', 'sent', $2)`,
    [RESIDENT, MARK],
  );
  await database.pool.query(
    `insert into doorstep.action_link (token_hash, issue_id, seq, recipient, channel, question, about, choices, expires_at)
     values (sha256('x'), 'erased-1', 1, $1, 'email', 'confirm', '', '{confirm}', now() + interval '1 day')`,
    [RESIDENT],
  );
  await filesIn(folder).put(FILE, Buffer.from(`%PDF- ${MARK}`));
  const file = { mediaType: 'application/pdf', bytes: 9, width: null, height: null, receivedBytes: 9 };
  const hashes = { sha256: '00'.repeat(32), receivedSha256: '00'.repeat(32) };
  await addEvidence(database, { id: FILE, issue: 'erased-1' as IssueId, uploadedBy: RESIDENT, ...file, ...hashes }, 5);
  const pipe = openPipe(world.nats);
  const told = (person: string, n: number) => ({
    subject: subjects.inbox(person),
    id: `planted-${person}-${n}`,
    payload: JSON.stringify({
      ...{
        id: `erased-1:1:${person}:inbox`,
        issue: 'erased-1',
        seq: 1,
        template: 'report-received',
        tier: 1,
        round: 0,
      },
      ...{ facts: {}, category: 'lamps', unit: 'oleaster-1', queuedAtMs: 1, lang: 'en', deliveredAtMs: 2 },
      ...{ subject: 'x', body: person === RESIDENT ? `Dear ${MARK}` : 'Dear other' },
    }),
  });
  const acks = await sendAll(pipe, [told(RESIDENT, 1), told(RESIDENT, 2), told('somebody-else', 1)]);
  expect(acks.map(({ stored }) => stored)).toStrictEqual([true, true, true]);
  pipe.close();
}

/** Keys of words, as the schema has them where the door seals; here where it does not yet. */
export async function plantWordKey(world: World): Promise<void> {
  const { pool } = world.database;
  await pool.query(`create table if not exists doorstep.issue_word_key (
    key_id text primary key, issue_id text not null, person_id text, wrapped_key bytea, master text,
    created_at timestamptz not null default now(), destroyed_at timestamptz,
    check ((wrapped_key is null) = (destroyed_at is not null)), check ((wrapped_key is null) = (master is null)))`);
  await pool.query(`create table if not exists doorstep.issue_search_draft (
    issue_id text not null, text_hash bytea not null, words tsvector not null,
    created_at timestamptz not null default now(), primary key (issue_id, text_hash))`);
  await pool.query(
    `insert into doorstep.issue_word_key (key_id, issue_id, person_id, wrapped_key, master) values
      ('k1', 'erased-1', $1, 'x', 'm'), ('k2', 'of-another', 'somebody-else', 'x', 'm'),
      ('k3', 'never-opened', $1, 'x', 'm')`,
    [RESIDENT],
  );
  await pool.query(
    `insert into doorstep.issue_search_draft (issue_id, text_hash, words) values ('erased-1', 'x', to_tsvector('simple', $1))`,
    [MARK],
  );
}

/** Names of tables in which a text is found, as it is or as bytes. */
export async function tablesWith(world: World, text: string): Promise<readonly string[]> {
  const { rows } = await world.database.pool.query<{ table_name: string }>(
    `select table_name from information_schema.tables where table_schema = 'doorstep' and table_type = 'BASE TABLE' order by 1`,
  );
  expect(rows.length).toBeGreaterThan(28);
  const found: string[] = [];
  for (const { table_name: name } of rows) {
    const { rows: hits } = await world.database.pool.query(
      `select 1 from doorstep.${name} t where t::text ilike $1 or t::text like $2 limit 1`,
      [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`],
    );
    if (hits.length > 0) found.push(name);
  }
  return found;
}

export const filesWith = (folder: string, text: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));
