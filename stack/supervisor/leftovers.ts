/** Children of a supervisor that was killed: recorded while they run, stopped before the next start. */
import { z } from 'zod';
import { readJson, writeWhole } from '../data-folder';
import { endProcess, isAlive, type ProcessIdentity } from '../process-identity';
import type { ChildSpec } from './child-spec';
import { STOP_ORDER, type Tell } from './events';

const recordSchema = z.array(
  z.object({ name: z.string(), pid: z.number(), started: z.string(), signal: z.string(), boundMs: z.number() }),
);

export function recordChildren(
  file: string,
  children: readonly { spec: ChildSpec; identity: ProcessIdentity | undefined }[],
): void {
  const running = children.flatMap(({ spec, identity }) =>
    identity === undefined
      ? []
      : [{ name: spec.name, ...identity, signal: spec.stop.signal, boundMs: spec.stop.boundMs }],
  );
  writeWhole(file, JSON.stringify(running));
}

export type Leftover = z.infer<typeof recordSchema>[number];

/** Those that still run, in the order of an orderly stop: workers first, the database last. */
export function leftoversOf(file: string): readonly Leftover[] {
  const rank = ({ name }: Leftover): number =>
    STOP_ORDER.findIndex((names) => (names as readonly string[]).includes(name));
  const recorded = recordSchema.safeParse(readJson(file)).data ?? [];
  return recorded.filter(isAlive).sort((a, b) => rank(a) - rank(b));
}

export async function stopLeftovers(file: string, tell: Tell): Promise<void> {
  for (const child of leftoversOf(file)) {
    tell({
      kind: 'left-over',
      name: child.name,
      process: child,
      text: `Stopping ${child.name} (process ${child.pid}), left over from a stack that was killed.`,
    });
    await endProcess(child, child.signal as NodeJS.Signals, child.boundMs);
  }
}
