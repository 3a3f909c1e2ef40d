/** Guessing, counting, codes and the access log on a real PostgreSQL, with several processes at once. */
import { sql } from 'kysely';
import type { IssueId, PersonId, UnitId } from '../../domain';
import {
  addressNames,
  attempt,
  findTracked,
  forgetAccess,
  inSight,
  keepTrackingCode,
  listAccess,
  logAccess,
  makeTrackingCode,
  succeeded,
  take,
  type Database,
  type Sight,
} from '../../store';
import { identityWorldForTests } from './identity-world';

let database: Database;
let other: Database;
const world = identityWorldForTests();
beforeAll(() => ({ database, other } = world()));
const everything = () => world().everything();

describe('guessing', () => {
  const guess = { account: 'worker-9', address: 'here' };

  it('has five attempts, then waits ever longer, and as long for a name that does not exist', async () => {
    for (const account of ['worker-1', 'no-such-name']) {
      const waits: number[] = [];
      for (let time = 0; time < 6; time += 1) waits.push(await attempt(database, { account, address: 'there' }));
      expect(waits).toStrictEqual([0, 0, 0, 0, 0, 1]);
      const longer: number[] = [];
      for (let time = 0; time < 4; time += 1) {
        await sql`update doorstep.sign_in_attempt set blocked_until = now()`.execute(database.db);
        expect(await attempt(database, { account, address: 'there' })).toBe(0);
        longer.push(await attempt(database, { account, address: 'there' }));
      }
      expect(longer).toStrictEqual([2, 4, 8, 16]);
      await sql`delete from doorstep.sign_in_attempt`.execute(database.db);
    }
  });

  it('gains nothing from many at once, in several processes', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, index) => attempt(index % 2 === 0 ? database : other, guess)),
    );
    expect(all.filter((wait) => wait === 0).length).toBeLessThanOrEqual(5);
    expect(all.filter((wait) => wait === 0).length).toBeGreaterThanOrEqual(1);
    await sql`delete from doorstep.sign_in_attempt`.execute(database.db);
  });

  it('is forgotten for the name by a success, never for the address', async () => {
    for (let time = 0; time < 4; time += 1) await attempt(database, guess);
    await succeeded(database, guess);
    const { rows } = await sql<{ key: string; count: number }>`
      select key, count from doorstep.sign_in_attempt`.execute(database.db);
    expect(rows).toStrictEqual([{ key: 'address:here', count: 4 }]);
    await sql`delete from doorstep.sign_in_attempt`.execute(database.db);
  });

  it('from elsewhere locks nobody out for long', async () => {
    for (let time = 0; time < 200; time += 1) {
      await sql`update doorstep.sign_in_attempt set blocked_until = null`.execute(database.db);
      await attempt(database, { account: 'victim', address: `a${time}` });
    }
    expect(await attempt(database, { account: 'victim', address: 'home' })).toBeLessThanOrEqual(30);
    await sql`delete from doorstep.sign_in_attempt`.execute(database.db);
  });
});

describe('an allowance', () => {
  it('is shared by all processes and never overdrawn, and one that is used up takes none of the others', async () => {
    const allowances = [
      { key: 'z-address', perHour: 7 },
      { key: 'a-unit', perHour: 100 },
    ];
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, index) => take(index % 2 === 0 ? database : other, allowances)),
    );
    expect(all.filter((one) => one === null)).toHaveLength(7);
    expect(all.find((one) => one !== null)).toMatchObject({ key: 'z-address' });
    const { rows } = await sql<{ count: number }>`
      select count from doorstep.usage where key = 'a-unit'`.execute(database.db);
    expect(rows).toStrictEqual([{ count: 7 }]);
  });
});

test('addresses are known by a name of the day, the same in every process, and stand nowhere', async () => {
  const [one, two] = [addressNames(database), addressNames(other)];
  const [first, second] = await Promise.all([one('203.0.113.77'), two('203.0.113.77')]);
  expect(first).toBe(second);
  expect(await one('203.0.113.78')).not.toBe(first);
  expect(await one('2001:db8:1:2::1')).toBe(await two('2001:db8:1:2:ffff::9'));
  expect(await one('::ffff:203.0.113.77')).toBe(first);
  await take(database, [{ key: `address:${first}`, perHour: 1 }]);
  expect(await everything()).not.toContain('203.0.113');
});

test('a tracking code opens one issue, however it is typed, and is nowhere in clear', async () => {
  const code = makeTrackingCode();
  const tracked = { issue: 'i-1' as IssueId, reporter: 'guest-1' as PersonId };
  await keepTrackingCode(database, code, tracked);
  await keepTrackingCode(database, code, { ...tracked, issue: 'i-2' as IssueId });
  expect(await findTracked(other, code)).toStrictEqual(tracked);
  expect(await findTracked(other, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toStrictEqual(tracked);
  for (const wrong of [makeTrackingCode(), '', code.slice(1), `${code}0`])
    expect(await findTracked(database, wrong)).toBeUndefined();
  expect(await everything()).not.toContain(code);
});

describe('the access log', () => {
  const entry = {
    who: 'person:a',
    operation: 'issue.read',
    subject: 'issue:i-1',
    outcome: 'refused',
    reason: 'not-seen',
    requestId: 'r-1',
  } as const;

  it('keeps what it was told, in order, and is asked by who, subject, outcome and time', async () => {
    await logAccess(database, [
      entry,
      { ...entry, who: 'anonymous', subject: null, requestId: null },
      { ...entry, outcome: 'read', subject: 'person:b' },
    ]);
    const all = await listAccess(database);
    expect(all.map(({ who }) => who)).toStrictEqual(['person:a', 'anonymous', 'person:a']);
    expect(await listAccess(database, { who: 'anonymous' })).toMatchObject([{ subject: null, requestId: null }]);
    expect(await listAccess(database, { subject: 'person:b', outcome: 'read' })).toHaveLength(1);
    expect(await listAccess(database, { sinceMs: Date.now() + 60_000 })).toHaveLength(0);
    expect(await listAccess(database, { before: all[1]!.position })).toHaveLength(1);
    expect(await listAccess(database, { limit: 2 })).toHaveLength(2);
  });

  it('is never changed, nor emptied, nor does it lose what is younger than ninety days', async () => {
    for (const change of [
      sql`update doorstep.access_log set who = 'nobody'`,
      sql`delete from doorstep.access_log`,
      sql`truncate doorstep.access_log`,
    ])
      await expect(change.execute(database.db)).rejects.toThrow('keeps what it holds');
    await sql`insert into doorstep.access_log (at, who, operation, outcome, reason)
      values (now() - interval '100 days', 'old', 'x', 'refused', 'x'), (now() - interval '95 days', 'kept', 'x', 'refused', 'x')`.execute(
      database.db,
    );
    expect(await forgetAccess(database, 98 * 86_400_000)).toBe(1);
    expect((await listAccess(database, { who: 'old' })).length).toBe(0);
    expect((await listAccess(database, { who: 'kept' })).length).toBe(1);
    expect(await forgetAccess(database, 0)).toBe(1);
    expect((await listAccess(database, { who: 'person:a' })).length).toBe(2);
  });
});

test('a list shows what somebody may find, and nothing else', async () => {
  const issue = (id: string, unit: string, reporter: string, assignee: string | null) => sql`
    insert into doorstep.issue (id, seq, hash, stage, tier, unit, category, severity, reporter, assignee, procedure, opened_at, updated_at, state)
    values (${id}, 1, '\\x00', 'open', 1, ${unit}, 'lamps', 'low', ${reporter}, ${assignee}, 'default@1', now(), now(), '{}')`;
  await issue('i-a', 'u-1', 'ann', null).execute(database.db);
  await issue('i-b', 'u-2', 'bob', 'ann').execute(database.db);
  await issue('i-c', 'u-3', 'cid', null).execute(database.db);
  await sql`insert into doorstep.notice (issue_id, seq, recipient, channel, template, tier, round, facts, queued_at)
    values ('i-c', 1, 'dan', 'inbox', 'x', 1, 0, '{}', now())`.execute(database.db);
  const found = async (sight: Sight) =>
    (
      await sql<{ id: string }>`select id from doorstep.issue where ${inSight(sight)} order by id`.execute(database.db)
    ).rows.map(({ id }) => id);
  const [ann, dan] = ['ann', 'dan'] as PersonId[];
  const [u2, u3] = ['u-2', 'u-3'] as UnitId[];
  expect(await found({ units: 'everywhere' })).toStrictEqual(['i-a', 'i-b', 'i-c']);
  expect(await found({ units: [] })).toStrictEqual([]);
  expect(await found({ units: [u2!, u3!] })).toStrictEqual(['i-b', 'i-c']);
  expect(await found({ units: [], person: ann! })).toStrictEqual(['i-a', 'i-b']);
  expect(await found({ units: [], person: dan! })).toStrictEqual(['i-c']);
  expect(await found({ units: [u3!], person: ann!, within: [u2!] })).toStrictEqual(['i-b']);
  expect(await found({ units: [], issue: 'i-c' as IssueId })).toStrictEqual(['i-c']);
});
