/** Telling the running NATS server that its users changed. Connections of users that stay are kept. */
import { z } from 'zod';
import { DoorstepError } from '../../contracts/errors';
import { dataLayout } from '../data-folder';
import { lockHolder } from '../lock';
import { readStackFacts } from '../supervisor/stack-file';
import { poll } from './poll';

const WITHIN_MS = 5_000;
const varzSchema = z.object({ config_load_time: z.string() });

/**
 * Resolves when the server of the stack that runs on this data folder knows the users as they stand there now.
 * @returns false when none runs. Throws DoorstepError NATS_RELOAD_FAILED.
 */
export async function reloadNats(dataDir: string): Promise<boolean> {
  const folder = dataLayout(dataDir);
  const facts = lockHolder(folder.lock) === undefined ? undefined : readStackFacts(folder.stackFile);
  const [pid, port] = [facts?.processes['nats'], facts?.ports['natsMonitor']];
  if (pid === undefined || port === undefined) return false;
  try {
    const signal = AbortSignal.timeout(WITHIN_MS);
    const before = await loadedAt(port, signal);
    process.kill(pid, 'SIGHUP');
    await poll(signal, async () => {
      if ((await loadedAt(port, signal)) === before) throw new Error('it still works by the old ones');
    });
    return true;
  } catch (cause) {
    throw new DoorstepError('NATS_RELOAD_FAILED', `NATS, process ${pid}, was told of its users in vain.`, { cause });
  }
}

async function loadedAt(monitor: number, signal: AbortSignal): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${monitor}/varz`, { signal });
  return varzSchema.parse(await answer.json()).config_load_time;
}
