/** docs/report-codes.md: what it shows works, in its order, for somebody who types the code that came by mail. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { codesForTests } from '../support/report-codes';

const { world, codeAt } = codesForTests({ DOORSTEP_POLICIES: join(packageRoot(), 'policies') });
beforeEach(() => world().inbox.expectWhatTheLogSays());

it('the examples run, one after another', async () => {
  const text = readFileSync(join(packageRoot(), 'docs', 'report-codes.md'), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  expect(blocks).toHaveLength(4);
  const child = spawn('bash', ['-x', '-c', ['set -euo pipefail', ...blocks].join('\n')], {
    timeout: 60_000,
    env: { ...process.env, DOORSTEP: world().stack.connections.httpUrl },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (out += String(piece)));
  const ended = once(child, 'close');
  child.stdin.end(`${await codeAt({ channel: 'email', address: 'zhang@example.org' })}\n`);
  const [code] = (await ended) as [number | null];
  expect([code, code === 0 ? '' : out]).toStrictEqual([0, '']);
  expect(out).toContain('withdraw');
});
