/** The directory in the store, by itself: one writer at a time, a past that stays, and processes that ask it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livePolicies, writtenCommunity } from '../../policies/place';
import { readPolicies } from '../../policies/read';
import { startStack, type RunningStack } from '../../stack';
import {
  migrate,
  openDatabase,
  readDirectory,
  seedDirectory,
  writeDirectory,
  type Database,
  type WrittenDirectory,
} from '../../store';
import { freeze } from '../support/faults';
import { layOutPolicies } from '../support/policies';
import { layOutFirstStart } from '../support/run/first-start';
import { until } from '../support/until';

let folder: string;
let stack: RunningStack;
let database: Database;
const policies = () => join(folder, 'policies');

jest.setTimeout(120_000);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-directory-'));
  await layOutFirstStart(folder);
  layOutPolicies(policies());
  const { DATABASE_URL: _d, NATS_URL: _n, TEMPORAL_ADDRESS: _t, ...env } = process.env;
  stack = await startStack({ dataDir: folder, env, workers: false });
  database = openDatabase(stack.connections.databaseUrl, 10);
  await migrate(database);
  await seedDirectory(database, writtenCommunity(policies()), 'setup');
}, 900_000);
afterAll(async () => {
  await database.close();
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('of several who find an empty store one puts the directory in', async () => {
  const url = new URL(stack.connections.databaseUrl);
  await database.pool.query('create database empty');
  url.pathname = '/empty';
  const others = Array.from({ length: 4 }, () => openDatabase(url.href, 1));
  try {
    await migrate(others[0]!);
    const document = writtenCommunity(policies());
    const seeded = await Promise.all(others.map((one) => seedDirectory(one, document, 'setup')));
    expect(seeded.filter(({ isNew }) => isNew)).toHaveLength(1);
    for (const one of seeded) expect(one).toMatchObject({ version: 1, differs: false });
    expect(await seedDirectory(others[0]!, { ...document, version: 2 }, 'setup')).toMatchObject({ differs: true });
    expect((await readDirectory(others[1]!))?.document).toEqual(document);
  } finally {
    await Promise.all(others.map((one) => one.close()));
  }
});

it('of two who change the same version one is refused, and nothing of theirs is done', async () => {
  const { version: against, document } = (await readDirectory(database))!;
  const change = (zone: string) =>
    writeDirectory(database, { document: { ...document, zone }, against, actor: 'operator', reason: zone });
  const outcomes = await Promise.allSettled(['Asia/Tokyo', 'Asia/Urumqi', 'Asia/Seoul'].map(change));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'DIRECTORY_CHANGED' });
  const now = (await readDirectory(database))!;
  expect(now.version).toBe(against + 1);
  await writeDirectory(database, { document, against: now.version, actor: 'operator', reason: 'back' });
  expect((await readDirectory(database))?.document).toEqual(document);
});

it.each([
  `update doorstep.directory_entry set data = '{}' where kind = 'person'`,
  `update doorstep.directory_entry set until_version = null where until_version is not null`,
  `update doorstep.directory_entry set until_version = 2, key = 'x' where until_version is null`,
  `delete from doorstep.directory_entry where kind = 'person'`,
  `update doorstep.directory_version set actor = 'nobody'`,
  `delete from doorstep.directory_version where version = 1`,
  `truncate doorstep.directory_version cascade`,
])('the past is not rewritten: %s', async (statement) => {
  await expect(database.pool.query(statement)).rejects.toMatchObject({
    message: expect.stringContaining('keeps its history') as string,
  });
});

describe('a process that asks the directory', () => {
  /** A change that anybody can see: the version that the document says of itself. */
  const numbered = (document: WrittenDirectory, number: number) => ({ ...document, version: number });

  it('sees every import that was answered, however many ask meanwhile', async () => {
    const place = livePolicies(readPolicies(policies()), database);
    const asking = new AbortController();
    const crowd = Array.from({ length: 8 }, async () => {
      while (!asking.signal.aborted) await place.at(Date.now());
    });
    try {
      for (let number = 100; number < 140; number += 1) {
        const { version: against, document } = (await readDirectory(database))!;
        await writeDirectory(database, {
          document: numbered(document, number),
          against,
          actor: 'operator',
          reason: '',
        });
        expect((await place.at(Date.now())).community.version).toBe(number);
      }
    } finally {
      asking.abort();
      await Promise.all(crowd);
    }
    expect(await place.at(Date.now())).toBe(await place.at(Date.now()));
  });

  it('goes by what it knew while the newest needs documents that it has not read, and begins with none of it', async () => {
    const base = readPolicies(policies());
    const stale: unknown[] = [];
    const place = livePolicies(base, database, { onStale: (error) => stale.push(error) });
    const known = await place.at(Date.now());
    const { version: against, document } = (await readDirectory(database))!;
    const routing = [{ when: { category: ['calm'] }, procedure: 'new' }, ...(document['routing'] as readonly object[])];
    const write = (next: WrittenDirectory, after: number) =>
      writeDirectory(database, { document: next, against: after, actor: 'operator', reason: '' });
    await write({ ...document, routing }, against);
    expect(await place.at(Date.now())).toBe(known);
    expect(stale).toEqual([expect.objectContaining({ code: 'DIRECTORY_UNREADABLE' })]);
    const fresh = livePolicies(base, database).at(Date.now());
    await expect(fresh).rejects.toMatchObject({ message: expect.stringContaining('procedure new') as string });
    await write(document, against + 1);
    expect((await place.at(Date.now())).community).toEqual(known.community);
    expect(place.standing(Date.now()).version).toBe(against + 2);
  });

  it('goes by what it knew while the database does not answer, and says how old that is', async () => {
    const impatient = openDatabase(stack.connections.databaseUrl, 2, { answerWithinMs: 1_000 });
    const stale: unknown[] = [];
    const base = readPolicies(policies());
    const place = livePolicies(base, impatient, { onStale: (_, standing) => stale.push(standing) });
    const unknowing = livePolicies(base, impatient);
    const known = await place.at(Date.now());
    const frozen = freeze(postgres());
    try {
      expect(await place.at(Date.now())).toBe(known);
      expect(stale).toEqual([{ version: place.standing(Date.now()).version, ageMs: expect.any(Number) as number }]);
      expect(place.standing(Date.now()).ageMs).toBeGreaterThan(900);
      await expect(unknowing.at(Date.now())).rejects.toThrow();
    } finally {
      frozen.thaw();
    }
    expect(await until('it answers again', () => place.at(Date.now()))).toBe(known);
    await impatient.close();
  });
});

const postgres = (): number => stack.processes().find(({ name }) => name === 'postgres')?.pid ?? 0;
