/** Brings up the servers and the workers, and keeps them up until told to stop. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { DoorstepError } from '../../contracts/errors';
import { policiesFolder } from '../../policies/read';
import { dataLayout, prepareDataFolder } from '../data-folder';
import { isHolder, lockHolder, tryLock, type Holder } from '../lock';
import { needsOf, requireAll } from '../preflight/needs';
import { Crew } from './crew';
import type { Tell } from './events';
import { stopLeftovers } from './leftovers';
import type { RunningStack, StackOptions } from './options';
import { startServers } from './servers';
import { writeStackFile } from './stack-file';
import { runSetup, workerEnvironment, workerSpecs } from './workers';

/** Throws DoorstepError; then nothing is left running. */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const env = options.env ?? process.env;
  const tell: Tell = options.onEvent ?? (() => undefined);
  const dataDir = resolve(options.dataDir);
  const holder = lockHolder(dataLayout(dataDir).lock);
  if (holder !== undefined) throw held(holder, dataDir);
  await requireAll(needsOf({ dataDir, env, policies: options.workers === false ? undefined : policiesFolder(env) }));
  const folder = prepareDataFolder(dataDir);
  const lock = tryLock(folder.lock);
  if (isHolder(lock)) throw held(lock, dataDir);
  const crew = new Crew(folder, tell);
  const end = async () => {
    rmSync(folder.stackFile, { force: true });
    await crew.stop();
    lock.release();
  };
  let ending: Promise<void> | undefined;
  const stop = () => (ending ??= end());
  const cancel = () => void stop();
  options.signal?.addEventListener('abort', cancel, { once: true });
  try {
    options.signal?.throwIfAborted();
    rmSync(folder.stackFile, { force: true });
    await stopLeftovers(folder.children, tell);
    const { connections, ports } = await startServers(crew, folder, env, tell, options);
    const workerEnv = workerEnvironment(env, connections, folder.path, options);
    if (options.workers !== false) {
      tell({ kind: 'step', text: 'Preparing the database, the streams and the namespace.' });
      for (const text of await runSetup(workerEnv, crew.ending)) tell({ kind: 'warning', text });
      await crew.start(workerSpecs(workerEnv));
    }
    crew.ending.throwIfAborted();
    const save = () =>
      writeStackFile(
        folder.stackFile,
        connections,
        ports,
        options.synchronous ?? 'normal',
        crew.processes(),
        policiesFolder(env),
      );
    save();
    crew.onChange = save;
    return { connections, env: workerEnv, processes: () => crew.processes(), stop, kill: () => crew.kill() };
  } catch (cause) {
    await stop();
    if (options.signal?.aborted)
      throw new DoorstepError('STACK_START_CANCELLED', 'The start was stopped before everything was up.', { cause });
    throw cause;
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}

const held = ({ pid, sinceMs }: Holder, folder: string): DoorstepError =>
  new DoorstepError(
    'STACK_HELD',
    `The data folder ${folder} is held by process ${pid} since ${new Date(sinceMs).toISOString()}.`,
    { details: { pid, sinceMs } },
  );
