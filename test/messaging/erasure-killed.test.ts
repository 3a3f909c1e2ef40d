/**
 * A person is erased by processes that are killed before and after every step, and in the middle of those outside the
 * database: run again it is completed, nothing that was planted is found in any table, inbox or file, the certificate counts
 * what there was, holds, and can't be altered.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsSeedName } from '../../contracts/connections';
import { packageRoot } from '../../contracts/package-root';
import type { IssueId } from '../../domain';
import { openPipe, readInbox } from '../../messaging';
import {
  askForErasure,
  certificatesOf,
  foretellErasure,
  holdIssue,
  releaseIssue,
  sweepWordKeys,
  erasuresOf,
  ERASURE_STEPS,
  makeMasterKeys,
  parseAddress,
  personalRows,
  setContacts,
  verifyCertificate,
} from '../../store';
import { eraseInboxes } from '../../workers/notifier/erase';
import { buildWhenStale } from '../support/build';
import { filesWith, MARK, plant, plantWordKey, tablesWith, WORDS } from './erasure-planted';
import { log, report, RESIDENT, startWorld, until, type World } from './harness';

jest.setTimeout(300_000);
let world: World;
let folder = '';
beforeAll(async () => {
  buildWhenStale();
  folder = mkdtempSync(join(tmpdir(), 'doorstep-erasure-'));
  world = await startWorld();
});
afterAll(async () => {
  await (world as World | undefined)?.end();
  rmSync(folder, { recursive: true, force: true });
});

const CHILD = `
  const { openDatabase, continueErasure } = require('./dist/store');
  const { connectNats, readInbox, purgeInbox } = require('./dist/messaging');
  const { filesIn } = require('./dist/clients/http/evidence/files');
  const { DATABASE_URL, NATS_URL, SEED, FOLDER, ERASURE, KILL_AT } = process.env;
  const die = (at) => { if (at === KILL_AT) process.kill(process.pid, 'SIGKILL'); };
  (async () => {
    const nats = await connectNats(NATS_URL, 'notifier', { seedFile: SEED });
    const files = filesIn(FOLDER);
    const became = await continueErasure(openDatabase(DATABASE_URL, 2), ERASURE, {
      removeFile: async (id) => { await files.remove(id); die('in files'); },
      inbox: {
        count: async (person) => (await readInbox(nats, person)).length,
        purge: async (person) => { await purgeInbox(nats, person); die('in inbox'); },
      },
      onStep: (step, is) => die(is + ' ' + step),
    });
    process.stdout.write(became);
    process.exit(0);
  })();`;

function go(
  erasure: string,
  killAt = '',
): { readonly signal: string | null; readonly out: string; readonly err: string } {
  const { signal, stdout, stderr } = spawnSync(process.execPath, ['-e', CHILD], {
    cwd: packageRoot(),
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      DATABASE_URL: world.databaseUrl,
      NATS_URL: world.natsUrl,
      // Nobody else may purge an inbox and is a process that always runs.
      SEED: join(world.natsUsers, natsSeedName('notifier')),
      FOLDER: folder,
      ERASURE: erasure,
      KILL_AT: killAt,
    },
  });
  return { signal, out: stdout, err: stderr };
}

const KILLS = [...ERASURE_STEPS, 'certificate'].flatMap((step) => [
  `begun ${step}`,
  ...(step === 'files' || step === 'inbox' ? [`in ${step}`] : []),
  `done ${step}`,
]);

it('is completed however often it is killed, and nothing that was planted is left', async () => {
  await plant(world, folder);
  await plantWordKey(world);
  const planted = await tablesWith(world, MARK);
  expect(planted).toStrictEqual(['account', 'api_key', 'delivery', 'directory_entry', 'issue_search_draft']);
  expect(await tablesWith(world, WORDS)).toContain('issue_search');
  expect(filesWith(folder, MARK)).toHaveLength(1);
  const { id } = await askForErasure(world.database, {
    person: RESIDENT,
    askedBy: 'root',
    reason: 'as they wished',
    handsOver: false,
    dutyRoles: ['building-lead'],
  });
  for (const at of KILLS) expect([at, go(id, at)]).toMatchObject([at, { signal: 'SIGKILL', out: '' }]);
  expect(go(id)).toStrictEqual({ signal: null, out: 'finished', err: '' });

  expect(await tablesWith(world, MARK)).toStrictEqual([]);
  expect(await tablesWith(world, WORDS)).toStrictEqual([]);
  const places = await world.database.pool.query('select from doorstep.issue_search where place is not null');
  expect(places.rowCount).toBe(0);
  expect(await tablesWith(world, '"kind" : "sick"')).toStrictEqual([]);
  expect(await tablesWith(world, '"kind": "sick"')).toStrictEqual([]);
  const { rows: keys } = await world.database.pool.query(
    'select key_id, person_id, wrapped_key is null and destroyed_at is not null as is_destroyed from doorstep.issue_word_key order by 1',
  );
  expect(keys).toStrictEqual([
    { key_id: 'k1', person_id: null, is_destroyed: true },
    { key_id: 'k2', person_id: 'somebody-else', is_destroyed: false },
    { key_id: 'k3', person_id: null, is_destroyed: true },
  ]);
  expect(filesWith(folder, MARK)).toStrictEqual([]);
  expect(await readInbox(world.nats, RESIDENT)).toStrictEqual([]);
  expect(await readInbox(world.nats, 'somebody-else')).toHaveLength(1);
  const left = await personalRows(world.database, RESIDENT, undefined);
  expect(left).toMatchObject({ contacts: [], accounts: [], deliveries: [], links: [], trackingCodes: [] });
  expect(left.keys.every(({ label, revokedAtMs }) => label === '' && revokedAtMs !== null)).toBe(true);
  expect(left.issues).toMatchObject([{ issue: 'erased-1', roles: ['reporter', 'actor'] }]);
});

it('is proven by one certificate, which counts what there was', async () => {
  const [certificate, ...more] = await certificatesOf(world.database, RESIDENT);
  expect(more).toStrictEqual([]);
  expect(certificate).toMatchObject({
    number: 1,
    askedBy: 'root',
    reason: 'as they wished',
    counts: {
      'hand-over': { issues: 0 },
      'sign-in': { accounts: 1, sessions: 0, keys: 1 },
      contacts: { contacts: 1, contactKeys: 1 },
      words: { reports: 1, clearReports: 0, wordKeys: 2 },
      evidence: { files: 1 },
      files: { files: 1 },
      messages: { deliveries: 1, links: 1 },
      inbox: { messages: 2 },
    },
  });
  const { entries } = certificate!.counts['directory']!;
  expect(entries).toBeGreaterThanOrEqual(2);
  const verdict = await verifyCertificate(world.database, certificate!);
  expect(verdict).toMatchObject({ brokenAt: null, clearReports: 0 });
  expect(Object.values(verdict.cameBack).every((count) => count === 0)).toBe(true);
  await expect(world.database.pool.query(`update doorstep.erasure_certificate set reason = 'x'`)).rejects.toThrow(
    'stays as it is',
  );
  await expect(world.database.pool.query('delete from doorstep.erasure_certificate')).rejects.toThrow('stays as it is');
});

it('is told to services once, by id', async () => {
  const heard: string[] = [];
  const subscription = world.nats.subscribe('doorstep.event.erasure.*', {
    callback: (_error, message) => void heard.push(message.string()),
  });
  const stop = new AbortController();
  const pipe = openPipe(world.nats);
  const running = eraseInboxes({ nats: world.nats, pipe, database: world.database, log, signal: stop.signal });
  const { pool } = world.database;
  await until(
    async () => (await pool.query('select 1 from doorstep.erasure where announced_at is null')).rowCount === 0,
  );
  stop.abort();
  await running;
  pipe.close();
  subscription.unsubscribe();
  expect(heard.map((text) => JSON.parse(text) as object)).toMatchObject([
    { type: 'personal-data.erased.v1', subject: RESIDENT, data: { person: RESIDENT, certificate: { number: 1 } } },
  ]);
  expect(heard.join()).not.toContain('as they wished');
});

it('sees what was altered, taken out, or came back', async () => {
  const { database } = world;
  const ask = { askedBy: 'root', reason: 'again', handsOver: false, dutyRoles: [] };
  const { id } = await askForErasure(database, { person: RESIDENT, ...ask });
  expect(go(id)).toMatchObject({ out: 'finished' });
  const [second] = await certificatesOf(database, id);
  expect(second).toMatchObject({ number: 2, counts: { contacts: { contacts: 0 }, directory: { entries: 0 } } });
  expect((await verifyCertificate(database, second!)).brokenAt).toBeNull();
  await setContacts(database, makeMasterKeys({}, folder), [
    { person: RESIDENT, address: parseAddress('email', 'back@example.org') },
  ]);
  expect((await verifyCertificate(database, second!)).cameBack).toMatchObject({ contacts: 1, accounts: 0 });
  await database.pool.query(`alter table doorstep.erasure_certificate disable trigger stays`);
  await database.pool.query(`update doorstep.erasure_certificate set reason = 'another' where number = 1`);
  expect((await verifyCertificate(database, second!)).brokenAt).toBe(1);
  await database.pool.query(`delete from doorstep.erasure_certificate where number = 1`);
  expect((await verifyCertificate(database, second!)).brokenAt).toBe(1);
  await database.pool.query(`alter table doorstep.erasure_certificate enable trigger stays`);
});

it('changes the history of the directory for nobody else', async () => {
  const { pool } = world.database;
  const rename = (person: string) =>
    pool.query(
      `update doorstep.directory_entry set data = doorstep.erased_entry(kind, data)::json where kind = 'person' and key = $1`,
      [person],
    );
  await expect(rename('lead-oleaster-1')).rejects.toThrow('keeps its history');
  await expect(
    pool.query(`update doorstep.directory_entry set data = '{}' where kind = 'person' and key = $1`, [RESIDENT]),
  ).rejects.toThrow('keeps its history');
});

it('refuses who still has duties, open issues or a hold, and a second request beside the first', async () => {
  const { database } = world;
  const ask = { askedBy: 'root', reason: 'x', handsOver: false, dutyRoles: ['building-lead'] };
  const lead = 'lead-oleaster-1';
  await expect(askForErasure(database, { person: lead, ...ask })).rejects.toMatchObject({ code: 'ERASURE_DUTIES' });
  await expect(askForErasure(database, { person: 'nobody-at-all', ...ask })).rejects.toMatchObject({
    code: 'PERSON_UNKNOWN',
  });
  await database.pool.query(
    `update doorstep.issue set stage = 'handling', assignee = 'resident-02' where id = 'erased-1'`,
  );
  await expect(askForErasure(database, { person: 'resident-02', ...ask })).rejects.toMatchObject({
    code: 'ERASURE_OPEN_ISSUES',
  });
  // With a hand-over it begins, and waits until the engine has handed over.
  const begun = await askForErasure(database, { person: 'resident-02', ...ask, handsOver: true, requestKey: 'k-1' });
  expect(go(begun.id)).toMatchObject({ out: 'waiting' });
  expect(await erasuresOf(database, 'resident-02')).toMatchObject([
    { finishedAtMs: null, steps: [{ step: 'hand-over', found: { issues: 1 }, doneAtMs: null }] },
  ]);
  const again = { person: 'resident-02', ...ask, handsOver: true };
  expect(await askForErasure(database, { ...again, requestKey: 'k-1' })).toMatchObject({ id: begun.id });
  await expect(askForErasure(database, { ...again, reason: 'y', requestKey: 'k-1' })).rejects.toMatchObject({
    code: 'ERASURE_MISMATCH',
  });
  await expect(askForErasure(database, again)).rejects.toMatchObject({ code: 'ERASURE_RUNNING' });
  await database.pool.query(`update doorstep.issue set assignee = null where id = 'erased-1'`);
  expect(go(begun.id)).toMatchObject({ out: 'finished' });
  await database.pool.query(
    `insert into doorstep.legal_hold (issue_id, held_by, reason) values ('erased-1', 'root', 'a law suit')`,
  );
  await expect(askForErasure(database, { person: RESIDENT, ...ask, handsOver: true })).rejects.toMatchObject({
    code: 'ERASURE_HELD',
  });
});

it('waits before words and before files while anything is held, and says what stays readable', async () => {
  const { database } = world;
  const { issue } = await report(database, 'clear-1', 'in clear');
  await database.pool.query(`update doorstep.issue set stage = 'closed'`);
  await releaseIssue(database, 'erased-1' as IssueId, 'root');
  expect((await foretellErasure(database, RESIDENT)).counts).toMatchObject({ reports: 2, clearReports: 1 });
  const { id } = await askForErasure(database, {
    ...{ person: RESIDENT, askedBy: 'root', reason: 'held meanwhile', handsOver: true, dutyRoles: [] },
  });
  const done = async () => {
    const [erasure] = await erasuresOf(database, RESIDENT);
    return erasure!.steps.filter(({ doneAtMs }) => doneAtMs !== null).map(({ step }) => step);
  };
  await holdIssue(database, { issue, heldBy: 'root', reason: 'a law suit' });
  expect(go(id)).toMatchObject({ out: 'waiting' });
  expect(await done()).toStrictEqual(['hand-over', 'directory', 'sign-in', 'contacts']);
  await releaseIssue(database, issue, 'root');
  expect(go(id, 'done words')).toMatchObject({ signal: 'SIGKILL' });
  await holdIssue(database, { issue, heldBy: 'root', reason: 'another one' });
  expect(go(id)).toMatchObject({ out: 'waiting' });
  expect(await done()).toStrictEqual(['hand-over', 'directory', 'sign-in', 'contacts', 'words']);
  await releaseIssue(database, issue, 'root');
  expect(go(id)).toMatchObject({ out: 'finished' });
  const [certificate] = await certificatesOf(database, id);
  expect(certificate).toMatchObject({ counts: { words: { reports: 2, clearReports: 1 } } });
  expect(await verifyCertificate(database, certificate!)).toMatchObject({ clearReports: 1 });
});

it('sweeps keys of what was never opened, once they are old', async () => {
  const { pool } = world.database;
  await pool.query(
    `insert into doorstep.issue_word_key (key_id, issue_id, wrapped_key, master, created_at) values
      ('old', 'never', 'x', 'm', now() - interval '31 days'), ('young', 'not-yet', 'x', 'm', now() - interval '29 days'),
      ('opened', 'clear-1', 'x', 'm', now() - interval '31 days')`,
  );
  await sweepWordKeys(world.database);
  const { rows } = await pool.query(
    `select key_id from doorstep.issue_word_key where key_id in ('old', 'young', 'opened') order by 1`,
  );
  expect(rows).toStrictEqual([{ key_id: 'opened' }, { key_id: 'young' }]);
});
