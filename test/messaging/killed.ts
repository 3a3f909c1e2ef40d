/** A notifier as a process of its own, for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import type { World } from './harness';

/** It says that it is ready by its first message. @param folder its data folder */
export const spawnNotifier = (world: World, folder: string, env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [join(packageRoot(), 'dist', 'workers', 'notifier.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: world.databaseUrl,
      NATS_URL: world.natsUrl,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      DOORSTEP_DATA: folder,
      DOORSTEP_LOG_LEVEL: 'silent',
      DOORSTEP_NATS_CREDENTIALS: world.natsUsers,
      DOORSTEP_WEBHOOK_ALLOW: '127.0.0.1',
      ...env,
    },
  });

/** kill -9. */
export async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
