/** The machine's shape, without which no figure means anything. */
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMegabytes: number;
  readonly system: string;
  readonly node: string;
  /** How busy the machine was with other work before the benchmark began, as processes that wanted a core (1 minute). */
  readonly loadBefore: number;
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryMegabytes: Math.round(totalmem() / 1048576),
  system: `${platform()} ${release()} ${arch()}`,
  node: process.version,
  loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
});
