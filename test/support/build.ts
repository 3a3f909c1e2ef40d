/** The stack runs the workers from dist/: built here when a source is newer, so that a test never runs yesterday's code. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';

const ROOMS = ['domain', 'contracts', 'workflows', 'activities', 'store', 'messaging', 'policies', 'workers', 'stack'];

export function buildWhenStale(): void {
  const root = packageRoot();
  const stamp = join(root, 'dist', '.tsbuildinfo');
  const builtMs = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const isNewer = ROOMS.some((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .some((name) => statSync(join(root, room, name)).mtimeMs > builtMs),
  );
  if (isNewer)
    execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json'], {
      cwd: root,
      stdio: 'inherit',
    });
}
