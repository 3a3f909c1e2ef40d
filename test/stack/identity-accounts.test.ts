/** Keys, accounts and sessions on a real PostgreSQL. */
import { sql } from 'kysely';
import {
  addAccount,
  addKey,
  checkAccount,
  closeSession,
  findKey,
  findSession,
  listKeys,
  openSession,
  revokeKey,
  setDisabled,
  setPassword,
  sweepIdentity,
  type Database,
} from '../../store';
import { identityWorldForTests, PASSWORD } from './identity-world';

const TERMS = { idleMs: 60_000, lifeMs: 3_600_000 };
let database: Database;
let other: Database;
const world = identityWorldForTests();
beforeAll(() => ({ database, other } = world()));
const everything = () => world().everything();

const NEW_KEY = {
  label: 'the app',
  scopes: ['issues.read'],
  units: ['oleaster'],
  person: null,
  actsFor: true,
  createdBy: 'test',
  expiresAtMs: null,
};

describe('a key', () => {
  it('opens with its whole text only, says what it may, and is nowhere in clear', async () => {
    const { text, key } = await addKey(database, NEW_KEY);
    expect(await findKey(other, text)).toMatchObject({ id: key.id, scopes: ['issues.read'], units: ['oleaster'] });
    const last = text.at(-1) === 'a' ? 'b' : 'a';
    for (const wrong of [text.slice(0, -1) + last, text.slice(0, -1), `${text}a`, '', 'dsk__', text.toUpperCase()])
      expect(await findKey(database, wrong)).toBeUndefined();
    const secret = text.split('_')[2]!;
    expect(await everything()).not.toContain(secret);
  });

  it('is over when it is revoked or expired, and is revoked once', async () => {
    const { text, key } = await addKey(database, NEW_KEY);
    expect(await revokeKey(database, key.id)).toBe(true);
    expect(await revokeKey(database, key.id)).toBe(false);
    expect(await findKey(database, text)).toBeUndefined();
    const short = await addKey(database, { ...NEW_KEY, expiresAtMs: Date.now() - 1_000 });
    expect(await findKey(database, short.text)).toBeUndefined();
  });

  it('notes its use at most once a minute', async () => {
    const { text, key } = await addKey(database, NEW_KEY);
    const used = async () => (await listKeys(database)).find(({ id }) => id === key.id)?.lastUsedAtMs;
    expect(await used()).toBeNull();
    await findKey(database, text);
    const first = await used();
    expect(first).toEqual(expect.any(Number));
    await Promise.all(Array.from({ length: 10 }, () => findKey(other, text)));
    expect(await used()).toBe(first);
    await sql`update doorstep.api_key set last_used_at = now() - interval '61 seconds'`.execute(database.db);
    await findKey(database, text);
    expect(await used()).toBeGreaterThanOrEqual(first!);
  });

  it('belongs to one person or acts for many', async () => {
    await expect(addKey(database, { ...NEW_KEY, person: 'p' })).rejects.toThrow();
  });
});

describe('an account', () => {
  const made = { name: 'worker-1', person: 'worker-1', isOperator: false, createdBy: 'test' };

  it('lets in with its password only, and nothing of it is kept in clear', async () => {
    await addAccount(database, made, PASSWORD);
    expect(await checkAccount(other, 'worker-1', PASSWORD)).toMatchObject({ name: 'worker-1' });
    expect(await checkAccount(database, 'worker-1', `${PASSWORD}.`)).toBeUndefined();
    expect(await checkAccount(database, 'worker-2', PASSWORD)).toBeUndefined();
    expect(await everything()).not.toContain(PASSWORD);
    await expect(addAccount(database, made, PASSWORD)).rejects.toMatchObject({ code: 'ACCOUNT_EXISTS' });
  });

  it.each(['short', 'a'.repeat(30), 'x'.repeat(129), 'my-worker-3-password'])(
    'refuses the password %s',
    async (text) => {
      await expect(addAccount(database, { ...made, name: 'worker-3' }, text)).rejects.toMatchObject({
        code: 'PASSWORD_UNFIT',
        message: expect.not.stringContaining(text) as string,
      });
    },
  );

  it('that is disabled, or has a new password, has no session any more', async () => {
    await addAccount(database, { ...made, name: 'worker-4' }, PASSWORD);
    const { token } = await openSession(database, 'worker-4', TERMS);
    expect(await findSession(other, token, TERMS)).toMatchObject({ account: { name: 'worker-4' } });
    await setDisabled(database, 'worker-4', true);
    expect(await findSession(database, token, TERMS)).toBeUndefined();
    expect(await checkAccount(database, 'worker-4', PASSWORD)).toBeUndefined();
    await setDisabled(database, 'worker-4', false);
    expect(await findSession(database, token, TERMS)).toBeUndefined();
    const again = await openSession(database, 'worker-4', TERMS);
    expect(await setPassword(database, 'worker-4', 'other words than before')).toBe(true);
    expect(await findSession(database, again.token, TERMS)).toBeUndefined();
    expect(await setPassword(database, 'nobody', PASSWORD)).toBe(false);
  });

  it('with a hash of less work gets one of today at the next sign-in', async () => {
    await addAccount(database, { ...made, name: 'worker-5' }, PASSWORD);
    const { scryptSync } = await import('node:crypto');
    const salt = Buffer.alloc(16, 1);
    const weak = scryptSync(PASSWORD, salt, 32, { N: 2 ** 10, r: 8, p: 1 })
      .toString('base64')
      .replace(/=+$/, '');
    const kept = `$scrypt$ln=10,r=8,p=1$${salt.toString('base64').replace(/=+$/, '')}$${weak}`;
    await sql`update doorstep.account set password = ${kept} where name = 'worker-5'`.execute(database.db);
    expect(await checkAccount(database, 'worker-5', PASSWORD)).toBeDefined();
    const { rows } = await sql<{ password: string }>`
      select password from doorstep.account where name = 'worker-5'`.execute(database.db);
    expect(rows[0]?.password).toContain('ln=15,r=8,p=3');
    expect(await checkAccount(database, 'worker-5', PASSWORD)).toBeDefined();
  });
});

describe('a session', () => {
  it('is over when it was idle, when its life is over, and when it is closed; signing in ends the former', async () => {
    await addAccount(database, { name: 'op', person: null, isOperator: true, createdBy: 'test' }, PASSWORD);
    const first = await openSession(database, 'op', TERMS);
    expect(await everything()).not.toContain(first.token);
    const second = await openSession(database, 'op', TERMS, first.token);
    expect(await findSession(database, first.token, TERMS)).toBeUndefined();
    expect(await findSession(database, second.token, TERMS)).toBeDefined();
    expect(await closeSession(database, second.token)).toBe(true);
    expect(await closeSession(database, second.token)).toBe(false);
    expect(await findSession(database, second.token, TERMS)).toBeUndefined();
    const idle = await openSession(database, 'op', TERMS);
    await sql`update doorstep.session set used_at = now() - interval '61 seconds'`.execute(database.db);
    expect(await findSession(database, idle.token, TERMS)).toBeUndefined();
    const old = await openSession(database, 'op', { ...TERMS, lifeMs: 1 });
    await sql`select pg_sleep(0.01)`.execute(database.db);
    expect(await findSession(database, old.token, TERMS)).toBeUndefined();
    await sweepIdentity(database, { idleMs: TERMS.idleMs, keepAccessMs: 1e12 });
    const { rows } = await sql<{ count: number }>`select count(*) from doorstep.session`.execute(database.db);
    expect(rows[0]?.count).toBe(0);
  });
});
