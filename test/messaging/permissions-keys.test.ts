/** The folder of NATS users: what is there is kept, secrets stay with their owner, and a run that was cut short is completed. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepCredentials, readSeedFile, STANDING_ROLES } from '../../messaging/permissions';
import { natsUsersPage } from '../../messaging/permissions/page';

let folder: string;
beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'doorstep-nats-users-')), 'users')));
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const keyOf = (user: string) => readSeedFile(join(folder, `${user}.nk`)).publicKey;
const seedsIn = (text: string) => text.match(/\bSU[A-Z2-7]{56}\b/g) ?? [];

it('a seed for each role, for its owner only, and public keys for the server', async () => {
  await keepCredentials({ folder, persons: ['lead-1'] });
  const seeds = readdirSync(folder).filter((name) => name.endsWith('.nk'));
  expect(seeds.sort()).toEqual([...STANDING_ROLES, 'participant.lead-1'].map((user) => `${user}.nk`).sort());
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of ['authorization.conf', 'users.json']) {
    expect(seedsIn(read(name))).toEqual([]);
    for (const user of [...STANDING_ROLES, 'participant.lead-1']) expect(read(name)).toContain(keyOf(user));
  }
  expect(readSeedFile(join(folder, 'engine.nk')).inboxPrefix).toBe('_INBOX_engine');
  // As clients in other languages look for it.
  expect(
    read('engine.nk')
      .split('\n')
      .filter((line) => line.startsWith('SU')),
  ).toHaveLength(1);
});

it('again: nothing changes, and who is added joins those who are there', async () => {
  await keepCredentials({ folder, persons: ['lead-1'] });
  const before = Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]));
  const again = await keepCredentials({ folder });
  expect(Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]))).toEqual(before);
  expect(new Set(again.users.map(({ did }) => did))).toEqual(new Set(['kept']));
  const { users } = await keepCredentials({ folder, persons: ['lead-1', 'lead-2'], administrator: true });
  expect(users.filter(({ did }) => did === 'made').map(({ name }) => name)).toEqual([
    'administrator',
    'participant.lead-2',
  ]);
});

it('a seed that was handed to its owner and taken away is not made anew', async () => {
  await keepCredentials({ folder, persons: ['lead-1'] });
  const key = keyOf('participant.lead-1');
  rmSync(join(folder, 'participant.lead-1.nk'));
  await keepCredentials({ folder, persons: ['lead-1'] });
  expect(readdirSync(folder)).not.toContain('participant.lead-1.nk');
  expect(read('authorization.conf')).toContain(key);
});

it('a rotation: both keys until it is finished; the server hears of the new one before anybody uses it', async () => {
  await keepCredentials({ folder });
  const old = keyOf('engine');
  let usedWhenTold = '';
  await keepCredentials({ folder, rotate: ['engine'], reload: async () => void (usedWhenTold = keyOf('engine')) });
  const next = keyOf('engine');
  expect(next).not.toBe(old);
  expect(usedWhenTold).toBe(old);
  for (const key of [old, next]) expect(read('authorization.conf')).toContain(`nkey: ${key}`);
  await keepCredentials({ folder });
  expect(read('authorization.conf')).toContain(`nkey: ${old}`);
  const { users } = await keepCredentials({ folder, finish: true });
  expect(read('authorization.conf')).not.toContain(old);
  expect(read('authorization.conf')).toContain(next);
  expect(users.find(({ name }) => name === 'engine')).toMatchObject({ did: 'finished', former: 0 });
});

it('the server could not be told: the old seed stays in use, and the next run completes it', async () => {
  await keepCredentials({ folder });
  const old = keyOf('engine');
  const failing = keepCredentials({ folder, rotate: ['engine'], reload: () => Promise.reject(new Error('away')) });
  await expect(failing).rejects.toThrow('away');
  expect(keyOf('engine')).toBe(old);
  await keepCredentials({ folder });
  expect(keyOf('engine')).not.toBe(old);
  expect(read('authorization.conf')).toContain(keyOf('engine'));
});

it('ended between seed and list: a seed that is there is taken, one that nobody was told of is dropped', async () => {
  await keepCredentials({ folder });
  const key = keyOf('engine');
  rmSync(join(folder, 'users.json'));
  await keepCredentials({ folder });
  expect(keyOf('engine')).toBe(key);
  expect(read('authorization.conf')).toContain(key);
  renameSync(join(folder, 'notifier.nk'), join(folder, 'engine.nk.next'));
  await keepCredentials({ folder });
  expect(keyOf('engine')).toBe(key);
  expect(readdirSync(folder)).not.toContain('engine.nk.next');
});

it('who is revoked is out at once, with the seed', async () => {
  await keepCredentials({ folder, persons: ['lead-1'] });
  const key = keyOf('participant.lead-1');
  await keepCredentials({ folder, revoke: ['participant.lead-1'] });
  expect(read('authorization.conf')).not.toContain(key);
  expect(readdirSync(folder)).not.toContain('participant.lead-1.nk');
});

it('a key that leaked: revoked, and made anew by the next run, also when the server could not be told', async () => {
  await keepCredentials({ folder });
  const leaked = keyOf('engine');
  const failing = keepCredentials({ folder, revoke: ['engine'], reload: () => Promise.reject(new Error('away')) });
  await expect(failing).rejects.toThrow('away');
  await keepCredentials({ folder });
  expect(keyOf('engine')).not.toBe(leaked);
  expect(read('authorization.conf')).not.toContain(leaked);
  expect(read('authorization.conf')).toContain(keyOf('engine'));
});

it.each([
  [{ rotate: ['engin'] }, 'NATS_USER_UNKNOWN'],
  [{ revoke: ['participant.nobody'] }, 'NATS_USER_UNKNOWN'],
  [{ persons: ['../lead'] }, 'ARGUMENT_INVALID'],
  [{ persons: ['a.b'] }, 'ARGUMENT_INVALID'],
])('%j is refused with %s, and nothing is changed', async (wishes, code) => {
  await keepCredentials({ folder });
  const before = Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]));
  await expect(keepCredentials({ folder, ...wishes })).rejects.toMatchObject({ code });
  expect(Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]))).toEqual(before);
});

it('a file that holds no seed is named, and never quoted', async () => {
  await keepCredentials({ folder });
  writeFileSync(join(folder, 'engine.nk'), 'SUSECRETBUTWRONG\n');
  expect(() => readSeedFile(join(folder, 'engine.nk'))).toThrow(
    expect.objectContaining({ code: 'NATS_KEY_UNREADABLE' }) as Error,
  );
  expect(() => readSeedFile(join(folder, 'engine.nk'))).not.toThrow(/SECRET/);
  expect(() => readSeedFile(join(folder, 'none.nk'))).toThrow(
    expect.objectContaining({ code: 'NATS_KEY_UNREADABLE' }) as Error,
  );
});

it('docs/nats-users.md is in step with the table of roles (`npm run docs` writes it)', () => {
  expect(readFileSync(join(__dirname, '../../docs/nats-users.md'), 'utf8')).toBe(natsUsersPage());
});
