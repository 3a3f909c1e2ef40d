/** examples/python-client: what it shows works, also when answers are lost and streams are cut. */
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { readLog, searchIssues } from '../../store';
import { Cutter } from '../support/cutter';
import { keyOf } from '../support/gateway-with-keys';
import { worldForTests } from '../support/world';

const world = worldForTests({ env: async () => ({ DOORSTEP_POLICIES: join(packageRoot(), 'policies') }) });
beforeEach(() => world().inbox.expectWhatTheLogSays());

const hasPython = (() => {
  try {
    execFileSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

(hasPython ? it : it.skip)(
  'reports, follows and closes one issue over a connection that breaks',
  async () => {
    const key = await keyOf(world(), null, ['issues.report', 'issues.read', 'issues.act']);
    const cutter = await Cutter.before(world().stack.connections.httpUrl ?? '');
    const ran = await new Promise<{ readonly error: unknown; readonly out: string; readonly told: string }>((resolve) =>
      execFile(
        'python3',
        ['-B', join(packageRoot(), 'examples', 'python-client', 'main.py'), 'lamp-4711'],
        { timeout: 90_000, env: { ...process.env, DOORSTEP: cutter.url, KEY: key, PYTHONIOENCODING: 'utf-8' } },
        (error, out, told) => resolve({ error, out, told }),
      ),
    );
    await cutter.close();
    expect([ran.error, ran.told]).toStrictEqual([null, '']);
    const { rows } = await searchIssues(world().database, {}, { units: 'everywhere' }, { sort: 'newest', limit: 10 });
    const log = await readLog(world().database, rows[0]!.id);
    expect(rows).toHaveLength(1);
    expect(ran.out.trim().split('\n')).toStrictEqual([
      `reported ${rows[0]!.id}`,
      expect.stringMatching(/^refused [A-Z_]+$/),
      ...log.map(({ seq, event }) => `${seq} ${event.type}`),
      'stage closed',
    ]);
    // Report, refused confirmation, stream, acknowledgement, handling; the second confirmation has the same address.
    expect(cutter.cut).toHaveLength(5);
  },
  180_000,
);
