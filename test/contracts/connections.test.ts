/** Where the servers are, as the environment says it: a slip of the pen is refused by its name, never looked up in DNS. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findConnections, namedServers, natsSeedFile } from '../../contracts/connections';

const refusal = (env: NodeJS.ProcessEnv): unknown => {
  try {
    return namedServers(env);
  } catch (error) {
    return error;
  }
};

describe('an address of a wrong form', () => {
  test.each([
    ['DATABASE_URL', 'foo', 'postgres://'],
    ['DATABASE_URL', 'localhost:5432', 'postgres://'],
    ['DATABASE_URL', 'mysql://h/d', 'postgres://'],
    ['DATABASE_URL', 'postgres://', 'postgres://'],
    ['DATABASE_URL', 'postgres://h:port/d', 'postgres://'],
    ['DATABASE_URL', 'postgres://u:secret#1@h:5432/d', 'postgres://'],
    ['NATS_URL', 'http://127.0.0.1:4222', 'host:port'],
    ['NATS_URL', 'two words', 'host:port'],
    ['NATS_URL', 'nats://', 'host:port'],
    ['NATS_URL', 'a:4222,,b:4222', 'host:port'],
    ['NATS_URL', 'a:99999', 'host:port'],
    ['TEMPORAL_ADDRESS', 'http://127.0.0.1:7233', 'host:port'],
    ['TEMPORAL_ADDRESS', '127.0.0.1:port', 'host:port'],
    ['TEMPORAL_ADDRESS', '127.0.0.1:0', 'host:port'],
    ['TEMPORAL_ADDRESS', ':7233', 'host:port'],
  ])('%s=%s is refused with its name and the form that it has to have', (name, value, form) => {
    const error = refusal({ [name]: value });
    expect(error).toMatchObject({ code: 'SETTING_INVALID', place: { field: name } });
    expect((error as Error).message).toContain(name);
    expect((error as Error).message).toContain(form);
    // An address may hold a password.
    expect((error as Error).message).not.toContain('secret');
    expect(() => findConnections({ DOORSTEP_DATA: '/nowhere', [name]: value })).toThrow(error as Error);
  });
});

test.each([
  ['DATABASE_URL', 'postgres://u:p@127.0.0.1:5432/d'],
  ['DATABASE_URL', 'postgresql://db.example/doorstep?sslmode=require'],
  ['DATABASE_URL', 'postgres:///doorstep?host=/var/run/postgresql'],
  ['NATS_URL', '127.0.0.1:4222'],
  ['NATS_URL', 'nats'],
  ['NATS_URL', 'nats://u:p@a:4222, nats://b:4222'],
  ['NATS_URL', 'tls://a:4222'],
  ['TEMPORAL_ADDRESS', '[::1]:7233'],
  ['TEMPORAL_ADDRESS', 'temporal.internal'],
])('%s=%s is taken as it is', (name, value) => {
  expect(Object.values(namedServers({ [name]: value }))).toEqual([value]);
});

describe('the key with which a process signs in to NATS', () => {
  const servers = { databaseUrl: 'postgres://h/d', natsUrl: '127.0.0.1:1', temporalAddress: '127.0.0.1:2' };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'doorstep-connections-'));
    writeFileSync(join(folder, 'stack.json'), JSON.stringify({ ...servers, natsCredentials: '/keys' }));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const found = (env: NodeJS.ProcessEnv) => natsSeedFile(findConnections({ DOORSTEP_DATA: folder, ...env }), 'engine');

  test('of its role, from the folder of the running stack', () => expect(found({})).toBe('/keys/engine.nk'));
  test('its own, where the environment names one', () =>
    expect(found({ NATS_NKEY_SEED_FILE: '/mine.nk', DOORSTEP_NATS_CREDENTIALS: '/others' })).toBe('/mine.nk'));
  test('none of the stack’s for a server that the environment names', () => {
    expect(found({ NATS_URL: 'nats.example:4222' })).toBeUndefined();
    expect(found({ NATS_URL: 'nats.example:4222', DOORSTEP_NATS_CREDENTIALS: '/others' })).toBe('/others/engine.nk');
  });
});
