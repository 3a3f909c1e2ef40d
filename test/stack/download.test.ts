import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { download } from '../../stack/binaries/download';

let folder: string;
let server: Server;
let archive: Buffer;
const file = () => join(folder, 'cache', 'program');
const release = (path: string, sha256 = createHash('sha256').update(archive).digest('hex')) => ({
  version: '1.0.0',
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
  sha256,
  member: 'pack/program',
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-download-'));
  mkdirSync(join(folder, 'pack'));
  mkdirSync(join(folder, 'cache'));
  writeFileSync(join(folder, 'pack', 'program'), 'the program');
  execFileSync('tar', ['-czf', 'archive.tar.gz', 'pack'], { cwd: folder });
  archive = readFileSync(join(folder, 'archive.tar.gz'));
  server = createServer(({ url }, answer) => (url === '/there' ? answer.end(archive) : answer.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => rmSync(file(), { force: true }));
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

it('keeps the program of an archive that has the pinned checksum', async () => {
  expect(await download(release('/there'), file())).toBe(true);
  expect(readFileSync(file(), 'utf8')).toBe('the program');
  expect(statSync(file()).mode & 0o111).toBe(0o111);
  expect(readdirSync(join(folder, 'cache'))).toEqual(['program']);
});

it('throws away an archive that has another checksum', async () => {
  await expect(download(release('/there', 'ab'.repeat(32)), file())).rejects.toMatchObject({
    code: 'DOWNLOAD_MISMATCH',
  });
  expect(existsSync(file())).toBe(false);
});

it('lets the next way be tried when there is nothing to be had', async () => {
  expect(await download(release('/gone'), file())).toBe(false);
});
