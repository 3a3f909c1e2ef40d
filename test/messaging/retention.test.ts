/** What is kept long enough is removed, of closed issues only, and nothing of what is held; files go from the folder as well. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eraseFiles } from '../../clients/http/evidence/erasing';
import { filesIn } from '../../clients/http/evidence/files';
import type { IssueId } from '../../domain';
import {
  addEvidence,
  evidenceOf,
  forgetLinks,
  gauges,
  holdIssue,
  holds,
  markErased,
  releaseIssue,
  removeOld,
  retentionDue,
  type KeptFor,
  type RetentionPlace,
} from '../../store';
import { destroyWordsOf } from '../../store/personal/erasure/words';
import { bites } from '../../workers/notifier/retain';
import { SEALED } from './erasure-planted';
import { log, report, RESIDENT, startWorld, until, type World } from './harness';

jest.setTimeout(120_000);
const DAY_MS = 86_400_000;
const KEPT: KeptFor = { words: 100 * DAY_MS, evidence: 50 * DAY_MS };
let world: World;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-retention-'));
  world = await startWorld();
});
afterAll(async () => {
  await (world as World | undefined)?.end();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = (name: string): string => `e-${name.padEnd(26, '0')}`;
/** An issue as it stood so many days ago, with a file. */
async function plant(name: string, stage: string, days: number, text = SEALED): Promise<IssueId> {
  const { issue } = await report(world.database, name, text);
  await world.database.pool.query(
    `update doorstep.issue set stage = $2, updated_at = now() - $3 * interval '1 day' where id = $1`,
    [issue, stage, days],
  );
  await world.database.pool.query(
    `update doorstep.issue_search set words = doorstep.search_words($2) where issue_id = $1`,
    [issue, `lantern ${name}`],
  );
  await filesIn(folder).put(fileOf(name), Buffer.from(name));
  const size = { mediaType: 'application/pdf', bytes: 1, width: null, height: null, receivedBytes: 1 };
  const hashes = { sha256: '00'.repeat(32), receivedSha256: '00'.repeat(32) };
  await addEvidence(world.database, { id: fileOf(name), issue, uploadedBy: RESIDENT, ...size, ...hashes }, 5);
  return issue;
}
/** As the log has it. */
const say = (issue: IssueId, said: object, type = 'commented') =>
  world.database.pool.query(
    `insert into doorstep.event (issue_id, seq, type, actor, command_id, occurred_at, recorded_at, data, hash)
     select $1, 2, 'issue.' || $4 || '.v1', $2, 'c-' || $1, now(), now(), $3, hash from doorstep.event where issue_id = $1`,
    [issue, RESIDENT, JSON.stringify({ by: RESIDENT, ...said }), type],
  );
const found = async (): Promise<readonly string[]> => {
  const { rows } = await world.database.pool.query<{ issue_id: string }>(
    `select issue_id from doorstep.issue_search where words @@ doorstep.search_query('lantern') order by 1`,
  );
  return rows.map(({ issue_id }) => issue_id);
};
const onDisk = () =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('e-')).length
    : 0;

it('removes words and files each at its age, a part at a time, of closed issues that are not held', async () => {
  const { database } = world;
  await plant('r1', 'closed', 200);
  await plant('r2', 'closed', 201);
  await plant('r3', 'closed', 60);
  await plant('r4', 'closed', 10);
  await plant('r5', 'handling', 400);
  const held = await plant('r6', 'closed', 400);
  await holdIssue(database, { issue: held, heldBy: 'root', reason: 'a law suit' });
  await holdIssue(database, { issue: held, heldBy: 'another', reason: 'once more' });
  expect(await holds(database)).toMatchObject([{ issue: held, heldBy: 'root', reason: 'a law suit' }]);
  await expect(holdIssue(database, { issue: 'none' as IssueId, heldBy: 'root', reason: 'x' })).rejects.toMatchObject({
    code: 'ISSUE_UNKNOWN',
  });

  expect(await retentionDue(database, KEPT)).toStrictEqual([
    { category: 'words', keptMs: KEPT.words, due: 2, held: 1 },
    { category: 'evidence', keptMs: KEPT.evidence, due: 3, held: 1 },
  ]);
  expect(await found()).toHaveLength(6);
  expect(await removeOld(database, 'words', KEPT.words!, 1)).toMatchObject({ taken: 1, removed: 1 });
  // The oldest first.
  expect(await found()).toStrictEqual(['r1', 'r3', 'r4', 'r5', 'r6']);
  expect(await removeOld(database, 'words', KEPT.words!, 10)).toStrictEqual({ taken: 1, removed: 1 });
  expect(await removeOld(database, 'words', KEPT.words!, 10)).toStrictEqual({ taken: 0, removed: 0 });
  expect(await found()).toStrictEqual(['r3', 'r4', 'r5', 'r6']);
  expect(await removeOld(database, 'evidence', KEPT.evidence!, 10)).toStrictEqual({ taken: 3, removed: 3 });
  expect(await evidenceOf(database, 'r3' as IssueId)).toMatchObject([{ erased: { by: 'retention' } }]);
  expect(await evidenceOf(database, held)).toMatchObject([{ erased: null }]);
  expect((await gauges(database)).removed).toStrictEqual([
    { category: 'evidence', count: 3 },
    { category: 'words', count: 2 },
  ]);
});

it('takes the files of erased rows from the folder, and no other', async () => {
  expect(onDisk()).toBe(6);
  const stopping = new AbortController();
  const erasing = eraseFiles({ files: filesIn(folder), database: world.database, log, stopping: stopping.signal });
  erasing.nudge();
  await until(() => onDisk() === 3);
  await until(async () => {
    const { rowCount } = await world.database.pool.query(
      `select 1 from doorstep.evidence where erased_at is not null and file_removed_at is null`,
    );
    return rowCount === 0;
  });
  await erasing.stop();
  expect(onDisk()).toBe(3);
});

it('keeps files and links of what is held, whoever asks', async () => {
  const { database } = world;
  const erase = (name: string) => markErased(database, name as IssueId, fileOf(name), 'root', 'by hand');
  await expect(erase('r6')).rejects.toMatchObject({ code: 'EVIDENCE_HELD' });
  expect(await evidenceOf(database, 'r6' as IssueId)).toMatchObject([{ erased: null }]);
  expect(await erase('r5')).toMatchObject({ erased: { by: 'root', reason: 'by hand' } });
  expect(await erase('r1')).toMatchObject({ erased: { by: 'retention' } });
  expect(await markErased(database, 'r6' as IssueId, fileOf('r5'), 'root', 'x')).toBeUndefined();
  await database.pool.query(
    `insert into doorstep.action_link (token_hash, issue_id, seq, recipient, channel, question, about, choices, expires_at)
     select sha256(i::bytea), i, 1, $1, 'email', 'confirm', '', '{confirm}', now() - interval '2 days'
     from unnest('{r4,r6}'::text[]) i`,
    [RESIDENT],
  );
  expect(await forgetLinks(database, DAY_MS, 10)).toBe(1);
  const { rows } = await database.pool.query('select issue_id from doorstep.action_link');
  expect(rows).toStrictEqual([{ issue_id: 'r6' }]);
});

it('does not say that words are removed which stay readable in clear', async () => {
  const { database } = world;
  await plant('r7', 'closed', 300, 'lantern in clear');
  expect(await retentionDue(database, KEPT)).toMatchObject([{ category: 'words', due: 0 }, { due: 1 }]);
  expect(await removeOld(database, 'words', KEPT.words!, 10)).toStrictEqual({ taken: 1, removed: 0 });
  expect(await found()).not.toContain('r7');
  expect((await gauges(database)).removed).toContainEqual({ category: 'words', count: 2 });
  expect(await removeOld(database, 'evidence', KEPT.evidence!, 10)).toStrictEqual({ taken: 1, removed: 1 });
});

it('looks at everything that was said, not at the report alone', async () => {
  const { database } = world;
  const clear = await plant('r8', 'closed', 300);
  const sealed = await plant('r9', 'closed', 300);
  await say(clear, { text: 'said in clear', evidence: [] });
  await say(sealed, { text: SEALED, evidence: [{ kind: SEALED, ref: SEALED }] });
  const where = { text: SEALED, location: { lat: 40.8, lon: 111.7 } };
  await say(await plant('s1', 'closed', 300), { report: where }, 'opened');
  await say(await plant('s2', 'closed', 300), { report: { ...where, location: SEALED } }, 'opened');
  expect(await retentionDue(database, KEPT)).toMatchObject([{ category: 'words', due: 2 }, { due: 4 }]);
  expect(await removeOld(database, 'words', KEPT.words!, 10)).toStrictEqual({ taken: 4, removed: 2 });
  expect(await removeOld(database, 'evidence', KEPT.evidence!, 10)).toStrictEqual({ taken: 4, removed: 4 });
});

it('goes on with what was held when it is released, and keeps on record who held it', async () => {
  const { database } = world;
  await releaseIssue(database, 'r6' as IssueId, 'root');
  await expect(releaseIssue(database, 'r6' as IssueId, 'root')).rejects.toMatchObject({ code: 'HOLD_UNKNOWN' });
  expect(await retentionDue(database, KEPT)).toMatchObject([
    { due: 1, held: 0 },
    { due: 1, held: 0 },
  ]);
  expect(await removeOld(database, 'words', KEPT.words!, 10)).toStrictEqual({ taken: 1, removed: 1 });
  expect(await found()).toStrictEqual(['r3', 'r4', 'r5']);
  expect(await retentionDue(database, { words: null, evidence: null })).toMatchObject([{ due: 0 }, { due: 0 }]);
  const { rows } = await database.pool.query('select held_by, released_by from doorstep.legal_hold');
  expect(rows).toStrictEqual([{ held_by: 'root', released_by: 'root' }]);
});

/** More than are looked at in one go; of every fourth something was said in clear, and every third has lost its words before. */
const MANY = 12_000;

it('counts and removes any number of them, page by page', async () => {
  const { pool } = world.database;
  const like = await plant('t0', 'closed', 500);
  await pool.query('delete from doorstep.evidence where issue_id = $1', [like]);
  await pool.query('update doorstep.issue_search set words = $2 where issue_id = $1', [like, '']);
  const copied = (table: string, id: string, more = '') =>
    pool.query(
      `insert into doorstep.${table} select (jsonb_populate_record(t, jsonb_build_object('${id}', 't' || n ${more}))).*
       from doorstep.${table} t cross join generate_series(1, ${MANY}) n where t.${id} = $1`,
      [like],
    );
  await copied('issue', 'id', `, 'updated_at', t.updated_at + n % 7 * interval '1 day'`);
  await pool.query(
    `update doorstep.issue_search set words = case when substr(issue_id, 2)::integer % 3 = 0 then '' else 'lantern' end::tsvector
     where issue_id ~ '^t[1-9]'`,
  );
  await pool.query(
    `insert into doorstep.event (issue_id, seq, type, actor, command_id, occurred_at, recorded_at, data, hash)
     select 't' || n, 1, 'issue.commented.v1', $1, 'c', now(), now(), json_build_object('by', 'x', 'text',
       case when n % 4 = 0 then 'in clear' else $2 end, 'evidence', '[]'::json), ''::bytea
     from generate_series(1, ${MANY}) n`,
    [RESIDENT, SEALED],
  );
  await holdIssue(world.database, { issue: 't1' as IssueId, heldBy: 'root', reason: 'a law suit' });
  const words = { words: KEPT.words, evidence: null };
  // Of twelve in a row eight have words, and two of these are said in clear.
  expect(await retentionDue(world.database, words)).toMatchObject([{ due: (MANY * 6) / 12 - 1, held: 1 }, { due: 0 }]);

  let [taken, removed, parts] = [0, 0, 0];
  let after: RetentionPlace | undefined;
  do {
    const part = await removeOld(world.database, 'words', KEPT.words!, 900, after);
    [taken, removed, parts] = [taken + part.taken, removed + part.removed, parts + 1];
    after = part.next;
  } while (after !== undefined && parts < 100);
  expect([taken, removed]).toStrictEqual([(MANY * 8) / 12 - 1, (MANY * 6) / 12 - 1]);
  expect(await retentionDue(world.database, words)).toMatchObject([{ due: 0, held: 1 }, { due: 0 }]);
});

it('removes any number of files in the bites that the notifier takes, and begins anew when it is done', async () => {
  const files = { words: null, evidence: KEPT.evidence };
  const dueNow = async () => (await retentionDue(world.database, files))[1];
  const before = (await dueNow())?.due ?? 0;
  await world.database.pool.query(
    `insert into doorstep.evidence (id, issue_id, media_type, bytes, sha256, received_sha256, received_bytes, uploaded_by)
     select 'e-t' || n, 't' || n, 'application/pdf', 1, '\\x00', '\\x00', 1, $1 from generate_series(1, ${MANY}) n`,
    [RESIDENT],
  );
  expect(await dueNow()).toMatchObject({ due: before + MANY - 1, held: 1 });
  const bite = bites(world.database, log, files);
  for (let taken = 0; taken < 100 && (await bite());) taken += 1;
  expect(await dueNow()).toMatchObject({ due: 0, held: 1 });
  await releaseIssue(world.database, 't1' as IssueId, 'root');
  while (await bite());
  expect(await dueNow()).toMatchObject({ due: 0, held: 0 });
});

it('destroys the words of whoever reported any number of them', async () => {
  await world.database.pool.query(`update doorstep.issue set reporter = 'reports-a-lot' where id ~ '^t[1-9]'`);
  await world.database.pool.query(
    `insert into doorstep.issue_word_key (key_id, issue_id, person_id, wrapped_key, master)
     select 'k-' || n, 't' || n, 'reports-a-lot', '\\x00', 'm' from generate_series(1, ${MANY}) n`,
  );
  const destroyed = await world.database.db
    .transaction()
    .execute((transaction) => destroyWordsOf(transaction, 'reports-a-lot'));
  expect(destroyed).toStrictEqual({ reports: MANY, clearReports: MANY / 4, wordKeys: MANY });
});
