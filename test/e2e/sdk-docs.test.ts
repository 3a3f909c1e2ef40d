/** docs/sdk.md and clients/sdk/README.md: what they show works, in its order, on each way. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsSeedFile } from '../../contracts/connections';
import { packageRoot } from '../../contracts/package-root';
import { keyOf } from '../support/gateway-with-keys';
import { worldForTests } from '../support/world';

const world = worldForTests({ env: async () => ({ DOORSTEP_POLICIES: join(packageRoot(), 'policies') }) });
beforeEach(() => world().inbox.expectWhatTheLogSays());

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-sdk-docs-'));
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  symlinkSync(packageRoot(), join(folder, 'node_modules', 'doorstep'), 'dir');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blocksOf = (...path: readonly string[]): readonly string[] =>
  [...readFileSync(join(packageRoot(), ...path), 'utf8').matchAll(/^```js\n([^]*?)^```$/gm)].map(
    ([, block = '']) => block,
  );

async function run(name: string, script: string): Promise<readonly string[]> {
  const { connections } = world().stack;
  const env = {
    PATH: process.env['PATH'],
    DOORSTEP: connections.httpUrl,
    KEY: await keyOf(world(), null, ['issues.report', 'issues.read', 'issues.act', 'directory.read']),
    NATS_SEED: natsSeedFile(connections, 'service'),
    ...(name.includes('sdk') ? { NATS_NKEY_SEED_FILE: natsSeedFile(connections, 'gateway') } : {}),
    DATABASE_URL: connections.databaseUrl,
    DOORSTEP_DATA: world().folder,
    NATS_URL: connections.natsUrl,
    TEMPORAL_ADDRESS: connections.temporalAddress,
  };
  writeFileSync(join(folder, `${name}.mjs`), script);
  return new Promise((resolve, reject) =>
    execFile(process.execPath, [`${name}.mjs`], { cwd: folder, timeout: 60_000, env }, (error, out, told) =>
      error === null ? resolve(out.trim().split('\n')) : reject(new Error(`${told}\n${out}`)),
    ),
  );
}

it.each(['http', 'nats', 'sdk'])(
  'docs/sdk.md over doorstep/%s',
  async (way) => {
    const blocks = blocksOf('docs', 'sdk.md');
    const ways = blocks.filter((block) => block.includes("from 'doorstep/"));
    expect(ways).toHaveLength(3);
    const connecting = ways.filter((block) => block.includes(`from 'doorstep/${way}'`));
    const common = blocks.filter((block) => !ways.includes(block));
    // Each way has its own caller, and so its own keys; straight on the servers the key names the issue for good.
    const said = await run(`docs-${way}`, [...connecting, ...common].join('\n'));
    expect(said.slice(0, 5)).toStrictEqual(['true', '1 opened', '2 acknowledged', '3 handled', expect.any(String)]);
    expect(said).toEqual(expect.arrayContaining(['issue.opened.v1', 'true undefined', 'lead-oleaster-1']));
    expect(said.join('\n')).toMatch(/NOT_IN_THIS_STAGE \[/);
    expect(said).toEqual(expect.arrayContaining(['open null', '3']));
  },
  90_000,
);

it('clients/sdk/README.md', async () => {
  const said = await run('readme-sdk', blocksOf('clients', 'sdk', 'README.md').join('\n'));
  expect(said.join('\n')).toMatch(/accepted: 2,/);
}, 90_000);
