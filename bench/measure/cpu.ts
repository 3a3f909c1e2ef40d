/** CPU by part of the stack over a stretch of work. The load generator, which is this process, is kept apart. */
import { cpuSecondsOf } from './processes';

export type CpuSplit = Readonly<Record<string, number>>;

export interface CpuUse {
  /** CPU seconds of each part of the stack. */
  readonly parts: CpuSplit;
  readonly stackSeconds: number;
  /** This process: load generator, measurements and supervisor. Not charged to the stack. */
  readonly loadSeconds: number;
  readonly wallSeconds: number;
}

/** Call what it returns at the end of the stretch. Parts must live through it; a restarted one would count from zero. */
export function startCpuMeter(parts: ReadonlyMap<string, number>): () => CpuUse {
  const before = new Map([...parts].map(([name, pid]) => [name, cpuSecondsOf(pid)]));
  const ownBefore = process.cpuUsage();
  const beganMs = performance.now();
  return () => {
    const own = process.cpuUsage(ownBefore);
    const wallSeconds = (performance.now() - beganMs) / 1000;
    const used = Object.fromEntries(
      [...parts].map(([name, pid]) => [name, cpuSecondsOf(pid) - (before.get(name) ?? 0)]),
    );
    return {
      parts: used,
      stackSeconds: Object.values(used).reduce((sum, one) => sum + one, 0),
      loadSeconds: (own.user + own.system) / 1e6,
      wallSeconds,
    };
  };
}
