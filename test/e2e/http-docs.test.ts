/** docs/http.md: what it shows works, in its order. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { addKey } from '../../store';
import { worldForTests } from '../support/world';

const world = worldForTests({ env: async () => ({ DOORSTEP_POLICIES: join(packageRoot(), 'policies') }) });
beforeEach(() => world().inbox.expectWhatTheLogSays());

it('the examples run, one after another', async () => {
  const text = readFileSync(join(packageRoot(), 'docs', 'http.md'), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThan(6);
  const scopes = ['issues.report', 'issues.read', 'issues.act'];
  const made = {
    label: 'docs',
    scopes,
    units: null,
    person: null,
    actsFor: true,
    createdBy: 'docs',
    expiresAtMs: null,
  };
  const { text: key } = await addKey(world().database, made);
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-docs-'));
  const script = ['set -euo pipefail', ...blocks].join('\n');
  const ran = await new Promise<{ readonly error: unknown; readonly out: string }>((resolve) =>
    execFile(
      'bash',
      ['-x', '-c', script],
      { cwd: folder, timeout: 60_000, env: { ...process.env, DOORSTEP: world().stack.connections.httpUrl, KEY: key } },
      (error, stdout, stderr) => resolve({ error, out: `${stdout}\n${stderr}` }),
    ),
  );
  rmSync(folder, { recursive: true });
  expect([ran.error, ran.error === null ? '' : ran.out]).toStrictEqual([null, '']);
  expect(ran.out).toContain('acknowledged');
});
