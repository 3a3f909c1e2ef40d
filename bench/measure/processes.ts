/** What Linux tells of processes: their children, their CPU time and their memory. */
import { readdirSync, readFileSync } from 'node:fs';

/** Kernel clock ticks per second as /proc shows them; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** The fields after the command's name, which may hold spaces and brackets itself. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** The process and everything it started that still runs. */
export function treeOf(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(statOf(Number(name))?.[1]) }));
  const tree = [root];
  for (const pid of tree) tree.push(...parents.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return tree;
}

/** CPU seconds of a process and all its descendants, the ended ones included (their times pass to their parent). */
export function cpuSecondsOf(root: number): number {
  const ticks = treeOf(root).map((pid) => {
    const [utime, stime, cutime, cstime] = statOf(pid)?.slice(11, 15).map(Number) ?? [];
    return (utime ?? 0) + (stime ?? 0) + (cutime ?? 0) + (cstime ?? 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS;
}

export interface Memory {
  /** Shared pages are counted in each process that maps them. */
  readonly rssMegabytes: number;
  /** Shared pages are divided among those that map them, so that a sum over processes is what the machine spends. */
  readonly pssMegabytes: number;
}

export function memoryOf(root: number): Memory {
  const found = treeOf(root).map((pid) => {
    const text = readOr(`/proc/${pid}/smaps_rollup`);
    return { rss: kilobytes(text, 'Rss'), pss: kilobytes(text, 'Pss') };
  });
  const sum = (pick: (one: { rss: number; pss: number }) => number) =>
    Math.round(found.reduce((all, one) => all + pick(one), 0) / 102.4) / 10;
  return { rssMegabytes: sum(({ rss }) => rss), pssMegabytes: sum(({ pss }) => pss) };
}

const kilobytes = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
