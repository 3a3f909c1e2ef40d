/** A server of the S3 protocol on a folder, as people run it: versitygw, built once by Go from the pinned module. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, cacheFolder } from '../../stack/binaries/cache';
import { findGo } from '../../stack/binaries/go-build';
import { until } from './until';

const MODULE = join(__dirname, 's3');
const PACKAGE = 'github.com/versity/versitygw/cmd/versitygw';

export const canRunS3 = (): boolean => findGo(process.env) !== undefined;

export interface S3Server {
  readonly endpoint: string;
  readonly keys: { readonly AWS_ACCESS_KEY_ID: string; readonly AWS_SECRET_ACCESS_KEY: string };
  /** Again on the same folder and port. */
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  end(): Promise<void>;
}

export async function startS3(bucket: string): Promise<S3Server> {
  const file = await program();
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-s3-'));
  const [data, metadata] = [join(folder, 'data'), join(folder, 'metadata')];
  for (const one of [join(data, bucket), metadata]) mkdirSync(one, { recursive: true });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const keys = {
    AWS_ACCESS_KEY_ID: 'doorstep',
    AWS_SECRET_ACCESS_KEY: createHash('sha256').update(folder).digest('hex'),
  };
  let running: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    running = spawn(file, ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', '--sidecar', metadata, data], {
      env: { ROOT_ACCESS_KEY_ID: keys.AWS_ACCESS_KEY_ID, ROOT_SECRET_ACCESS_KEY: keys.AWS_SECRET_ACCESS_KEY },
      stdio: 'ignore',
    });
    await until('the store answers', () =>
      fetch(endpoint).then(
        () => true,
        () => false,
      ),
    );
  };
  const kill = async (): Promise<void> => {
    if (running?.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  };
  await start();
  const end = async (): Promise<void> => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { endpoint, keys, start, kill, end };
}

function program(): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform}/${process.arch}`);
  for (const name of ['go.mod', 'go.sum']) hash.update(readFileSync(join(MODULE, name)));
  const file = join(cacheFolder(process.env), `test-s3-${hash.digest('hex').slice(0, 12)}`, 'versitygw');
  const go = findGo(process.env)?.command ?? 'go';
  return cached(
    file,
    async (draft) => {
      await promisify(execFile)(go, ['build', '-trimpath', '-mod=readonly', '-o', draft, PACKAGE], { cwd: MODULE });
      await promisify(execFile)('mv', [draft, file]);
    },
    () => undefined,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
