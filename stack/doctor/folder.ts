/** What the data folder tells: who holds it, which processes run for it, what a killed supervisor left. */
import { existsSync } from 'node:fs';
import type { DataFolder } from '../data-folder';
import type { Holder } from '../lock';
import { isPortFree, portsOf, rememberedPorts } from '../ports';
import type { Judged, Need } from '../preflight/needs';
import { leftoversOf, type Leftover } from '../supervisor/leftovers';
import type { StackFacts } from '../supervisor/stack-file';
import { say } from '../texts';
import { judge, ok, warn, type Finding } from './finding';

export function heldBy(folder: DataFolder, { pid, sinceMs }: Holder, facts: StackFacts | undefined): Finding[] {
  const found = say('folder.held', { folder: folder.path, pid, since: new Date(sinceMs).toISOString() });
  return [ok('stack', 'data folder', found), ...runningProcesses(facts)];
}

/** Nobody holds it: it is free, or a supervisor was killed and could not clear up. */
export function emptyOrLeft(folder: DataFolder): Finding[] {
  const left = leftoversOf(folder.children);
  const isClear = left.length === 0 && !existsSync(folder.lock) && !existsSync(folder.stackFile);
  if (isClear) return [ok('stack', 'data folder', say('folder.free', { folder: folder.path }))];
  const processes = left.map(({ name, pid }) => `${name} (${pid})`).join(', ');
  const found = left.length === 0 ? say('left.files') : say('left.running', { processes });
  return [warn('stack', 'data folder', found, say('left.do'))];
}

/** The ports of the next start. Those of what is left over will be free by then. */
export function portsNeed(folder: DataFolder, env: NodeJS.ProcessEnv): Need {
  return { part: 'stack', check: 'ports', judge: () => judgePorts(folder, env, leftoversOf(folder.children)) };
}

async function judgePorts(folder: DataFolder, env: NodeJS.ProcessEnv, left: readonly Leftover[]): Promise<Judged> {
  const before = Object.values(rememberedPorts(folder));
  const isFree = async (port: number): Promise<boolean> =>
    (left.length > 0 && before.includes(port)) || (await isPortFree(port));
  const chosen = Object.values(await portsOf(folder, env, { isFree }));
  if (before.length === 0 && !env['DOORSTEP_PORT_BASE']) return say('ports.first');
  const lost = before.filter((port) => !chosen.includes(port));
  const taken: number[] = [];
  for (const port of lost) if (!(await isFree(port))) taken.push(port);
  if (taken.length > 0) return { found: say('ports.moved', { taken: taken.join(', ') }), advice: say('ports.others') };
  return say(left.length > 0 ? 'ports.freed' : 'ports.chosen', {
    first: Math.min(...chosen),
    last: Math.max(...chosen),
  });
}

function runningProcesses(facts: StackFacts | undefined): Finding[] {
  if (facts === undefined) return [warn('stack', 'processes', say('processes.starting'), say('processes.wait'))];
  return Object.entries(facts.processes).map(([name, pid]) => {
    const found = pid === undefined ? say('process.away') : say('process.runs', { pid });
    return judge(pid !== undefined, 'stack', name, found, say('process.restarts', { name }), 'warn');
  });
}
