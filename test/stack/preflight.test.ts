/** What a start refuses the doctor tells of, by the same code, and nothing is started by either. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { diagnose, startStack, type Finding, type StackEvent } from '../../stack';
import { identify } from '../../stack/process-identity';
import { portsOf } from '../../stack/ports';
import { dataLayout } from '../../stack/data-folder';
import { buildWhenStale } from '../support/build';

jest.setTimeout(60_000);
const { DATABASE_URL: _d, NATS_URL: _n, TEMPORAL_ADDRESS: _t, DOORSTEP_PORT_BASE: _p, ...own } = process.env;

let base: string;
let dataDir: string;
beforeAll(() => buildWhenStale());
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'doorstep-preflight-'));
  dataDir = join(base, 'data');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const program = (text: string): string => {
  const file = join(base, 'program');
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
};
const postgresOf = (version: string): string => {
  const folder = join(base, 'bin');
  mkdirSync(folder);
  for (const name of ['postgres', 'initdb']) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
};
const brokenPolicies = (): string => {
  const folder = join(base, 'policies');
  cpSync(join(packageRoot(), 'policies'), folder, { recursive: true });
  writeFileSync(join(folder, 'community.yaml'), 'name: nobody\n');
  return folder;
};
const failures = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ status }) => status === 'fail');

interface Case {
  readonly code: string;
  readonly check: string;
  /** What both say. */
  readonly says: RegExp;
  readonly env?: () => NodeJS.ProcessEnv;
  readonly dataDir?: () => string;
}
const CASES: Readonly<Record<string, Case>> = {
  'a program that does not exist': {
    code: 'SERVER_BINARY_UNUSABLE',
    check: 'nats comes from',
    says: /DOORSTEP_NATS_BIN is \/nope.*no such file/,
    env: () => ({ DOORSTEP_NATS_BIN: '/nope' }),
  },
  'a program that is another and says nothing': {
    code: 'SERVER_BINARY_UNUSABLE',
    check: 'temporal comes from',
    says: /DOORSTEP_TEMPORAL_BIN is \/bin\/true.*code 0 and no answer/,
    env: () => ({ DOORSTEP_TEMPORAL_BIN: '/bin/true' }),
  },
  'a program that fails, with its last lines': {
    code: 'SERVER_BINARY_UNUSABLE',
    check: 'temporal comes from',
    says: /ended with code 3 and said:\n {2}\| libfoo\.so\.1: no such library/,
    env: () => ({ DOORSTEP_TEMPORAL_BIN: program('echo "libfoo.so.1: no such library" >&2; exit 3') }),
  },
  'a program that is too old': {
    code: 'SERVER_TOO_OLD',
    check: 'nats comes from',
    says: /version 2\.9\.10/,
    env: () => ({ DOORSTEP_NATS_BIN: program('echo "nats-server: v2.9.10"') }),
  },
  'a folder of PostgreSQL programs that do not run': {
    code: 'SERVER_BINARY_UNUSABLE',
    check: 'postgres comes from',
    says: /DOORSTEP_POSTGRES_BIN/,
    env: () => {
      const folder = postgresOf('18.4');
      writeFileSync(join(folder, 'postgres'), '#!/bin/sh\nexit 127\n');
      return { DOORSTEP_POSTGRES_BIN: folder };
    },
  },
  'a cluster of another major version': {
    code: 'DATABASE_OTHER_VERSION',
    check: 'postgres data',
    says: /PostgreSQL 16.*17\.2/,
    env: () => {
      mkdirSync(join(dataDir, 'postgres'), { recursive: true });
      writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '16\n');
      return { DOORSTEP_POSTGRES_BIN: postgresOf('17.2') };
    },
  },
  'a data path that is a file': {
    code: 'DATA_FOLDER_UNUSABLE',
    check: 'stack writable',
    says: /is a file/,
    dataDir: () => {
      writeFileSync(dataDir, '');
      return dataDir;
    },
  },
  'a data path below a file': {
    code: 'DATA_FOLDER_UNUSABLE',
    check: 'stack writable',
    says: /is a file/,
    dataDir: () => {
      writeFileSync(dataDir, '');
      return join(dataDir, 'below');
    },
  },
  // Nobody, root included, may make a folder there.
  'a folder that cannot be written': {
    code: 'DATA_FOLDER_UNUSABLE',
    check: 'stack writable',
    says: /cannot be written/,
    dataDir: () => '/proc',
  },
  'broken policies': {
    code: 'COMMUNITY_INVALID',
    check: 'policies documents',
    says: /community\.yaml/,
    env: () => ({ DOORSTEP_POLICIES: brokenPolicies() }),
  },
  'an address of a wrong form': {
    code: 'SETTING_INVALID',
    check: 'postgres comes from',
    says: /DATABASE_URL/,
    env: () => ({ DATABASE_URL: 'foo' }),
  },
  'a named server that does not answer': {
    code: 'SERVER_UNREACHABLE',
    check: 'nats comes from',
    says: /127\.0\.0\.1:1\b/,
    env: () => ({ NATS_URL: '127.0.0.1:1' }),
  },
};

test.each(Object.entries(CASES))('%s', async (_what, { code, check, says, ...given }) => {
  const env = { ...own, ...given.env?.() };
  const folder = given.dataDir?.() ?? dataDir;
  const findings = await diagnose({ dataDir: folder, env });
  const told = failures(findings).find(
    (finding) => finding.code === code && `${finding.part} ${finding.check}` === check,
  );
  expect([told?.found, failures(findings).map(({ found }) => found)]).toEqual([
    expect.stringMatching(says),
    expect.anything(),
  ]);
  const events: StackEvent[] = [];
  const refused = startStack({ dataDir: folder, env, onEvent: (event) => events.push(event) });
  await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(says) as string });
  expect(events).toEqual([]);
  // The doctor and a start that is refused leave nothing.
  if (existsSync(dataDir) && given.dataDir === undefined) expect(readdirSync(dataDir)).toEqual(['postgres']);
});

test('ports that were asked for and are taken', async () => {
  const portBase = Object.values(await portsOf(dataLayout(dataDir), own))[0] ?? 0;
  const other: Server = createServer().listen(portBase + 3, '127.0.0.1');
  await once(other, 'listening');
  try {
    const env = { ...own, DOORSTEP_PORT_BASE: String(portBase) };
    expect(failures(await diagnose({ dataDir, env }))).toEqual([
      expect.objectContaining({ part: 'stack', check: 'ports', code: 'PORT_TAKEN' }),
    ]);
    await expect(startStack({ dataDir, env, workers: false })).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  } finally {
    other.close();
  }
});

test('where nothing is wrong the doctor has nothing to complain of, and writes nothing', async () => {
  expect(failures(await diagnose({ dataDir, env: own }))).toEqual([]);
  expect(readdirSync(base)).toEqual([]);
});

describe('what a supervisor that was killed left', () => {
  /** As it is on the disk afterwards: a lock and a stack file of a process that is gone, and a server that still runs. */
  const killed = async (server: { pid?: number | undefined }): Promise<void> => {
    const supervisor = spawn('sleep', ['60']);
    const gone = identify(supervisor.pid ?? 0);
    supervisor.kill('SIGKILL');
    await once(supervisor, 'exit');
    mkdirSync(dataDir);
    const write = (file: string, value: object) => writeFileSync(file, JSON.stringify(value));
    const folder = dataLayout(dataDir);
    write(folder.lock, { ...gone, sinceMs: 1 });
    write(folder.stackFile, {
      databaseUrl: 'postgres://u:p@127.0.0.1:1/d',
      natsUrl: '127.0.0.1:1',
      temporalAddress: '127.0.0.1:1',
    });
    write(folder.children, [{ name: 'nats', ...identify(server.pid ?? 0), signal: 'SIGTERM', boundMs: 1_000 }]);
  };

  test('is named, with what clears it, and its servers are not taken for running ones', async () => {
    const server = spawn('sleep', ['60']);
    await killed(server);
    const left = async () => (await diagnose({ dataDir, env: own })).filter(({ part }) => part !== 'machine');
    const found = await left();
    expect(failures(found)).toEqual([]);
    expect(found).toContainEqual(
      expect.objectContaining({
        check: 'data folder',
        status: 'warn',
        found: expect.stringContaining(`still running: nats (${server.pid})`) as string,
        remedy: expect.stringContaining('`npm start`') as string,
      }),
    );
    expect(found.filter(({ check }) => check === 'answers' || check === 'processes')).toEqual([]);
    server.kill('SIGKILL');
    await once(server, 'exit');
    expect(await left()).toContainEqual(
      expect.objectContaining({
        check: 'data folder',
        found: expect.stringContaining('none of its processes') as string,
      }),
    );
  });
});

test.each(['en', 'zh'] as const)('`doorstep start` says in %s why it refuses, with the code’s exit', (lang) => {
  const main = join(packageRoot(), 'dist', 'clients', 'cli', 'main.js');
  const { status, stderr } = spawnSync(process.execPath, [main, 'start', '--lang', lang], {
    encoding: 'utf8',
    env: { ...own, DOORSTEP_DATA: dataDir, DOORSTEP_TEMPORAL_BIN: '/bin/ls' },
  });
  expect(status).toBe(5);
  expect(stderr).toContain('SERVER_BINARY_UNUSABLE');
  expect(stderr).toMatch(/\n {2}\| .*invalid option/);
  expect(stderr.includes('改正或取消指定它的环境变量。')).toBe(lang === 'zh');
});
