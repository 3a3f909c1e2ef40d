/** What can go wrong with a machine, done to the processes of a world. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessName, ProcessStatus } from '../../stack';
import { until } from './until';
import type { World } from './world';

const processOf = (world: World, name: ProcessName): ProcessStatus => {
  const found = world.stack.processes().find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`The stack has no process ${name}.`);
  return found;
};

/** kill -9 of all of them in the same breath. Resolves when the supervisor has noticed and each is ready again. */
export async function killHard(world: World, ...names: readonly ProcessName[]): Promise<void> {
  const before = names.map((name) => processOf(world, name));
  for (const { pid } of before) if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await Promise.all(before.map((old) => restartIsSeen(world, old)));
}

const restartIsSeen = (world: World, old: ProcessStatus): Promise<unknown> =>
  until(`${old.name} was restarted and is ready`, () => {
    const now = processOf(world, old.name);
    return now.restarts > old.restarts && now.state === 'ready' && now.pid !== old.pid;
  });

/**
 * PostgreSQL stands still: connections stay open and nothing answers, new ones are not accepted, and what was sent
 * meanwhile is carried out when it goes on, also statements whose senders have given up long ago.
 */
export const freezePostgres = (world: World): Frozen => freezeProcess(world, 'postgres');

export function freezeProcess(world: World, name: ProcessName): Frozen {
  const { pid } = processOf(world, name);
  if (pid === undefined) throw new Error(`${name} is not running.`);
  return freeze(pid);
}

export interface Frozen {
  thaw(): void;
}

/** A process and its children stand still until they are thawed. */
export function freeze(pid: number): Frozen {
  const frozen = [pid, ...childrenOf(pid)];
  for (const one of frozen) signal(one, 'SIGSTOP');
  return { thaw: () => frozen.forEach((one) => signal(one, 'SIGCONT')) };
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  try {
    // pid (name) state ppid …; the name may hold spaces and brackets.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended meanwhile.
  }
}
