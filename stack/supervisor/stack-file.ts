/** Tells other processes of this user where the running stack is. Holds the password: for its owner only. */
import { z } from 'zod';
import type { Connections } from '../../contracts/connections';
import { readJson, writeWhole } from '../data-folder';
import type { Ports } from '../ports';
import type { ProcessStatus } from './events';

/** What stands in stack.json beside the connections. */
const factsSchema = z.object({
  supervisor: z.number(),
  processes: z.record(z.string(), z.number().optional()),
  ports: z.record(z.string(), z.number()),
  /** The folder that its workers read. */
  policies: z.string().optional(),
  temporalSynchronous: z.enum(['normal', 'full']),
});
export type StackFacts = z.infer<typeof factsSchema>;

export function writeStackFile(
  file: string,
  connections: Connections,
  ports: Ports,
  synchronous: StackFacts['temporalSynchronous'],
  processes: readonly ProcessStatus[],
  policies: string,
): void {
  const facts: StackFacts = {
    supervisor: process.pid,
    processes: Object.fromEntries(processes.map(({ name, pid }) => [name, pid])),
    ports,
    policies,
    temporalSynchronous: synchronous,
  };
  writeWhole(file, `${JSON.stringify({ ...connections, ...facts }, undefined, 2)}\n`, 0o600);
}

export function readStackFacts(file: string): StackFacts | undefined {
  return factsSchema.safeParse(readJson(file)).data;
}
