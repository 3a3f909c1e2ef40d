/** Looks at every part of the stack, running or not, and says what to do. */
import { findConnections, type Connections } from '../../contracts/connections';
import { DoorstepError } from '../../contracts/errors';
import { dataLayout } from '../data-folder';
import { lockHolder } from '../lock';
import { isPortFree } from '../ports';
import { readJson } from '../data-folder';
import { readStackFacts, type StackFacts } from '../supervisor/stack-file';
import { fail, judge, ok, warn, type Finding } from './finding';
import { diagnoseIssues } from './issues';
import { diagnoseMachine } from './machine';
import { diagnoseNats } from './nats';
import { diagnosePostgres } from './postgres';
import { diagnosePrograms } from './programs';
import { diagnoseTemporal } from './temporal';

export interface DiagnoseOptions {
  readonly dataDir: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The last day the calendars know, as YYYY-MM-DD; asked of whoever loads the calendars. */
  readonly calendarHorizon?: () => Promise<{ knownThrough: string } | undefined>;
  /** Issues whose rules can't be followed; asked of whoever reads the log, while a stack runs. */
  readonly quarantined?: () => Promise<readonly string[]>;
  /** For tests. */
  readonly nowMs?: number;
}

export async function diagnose(options: DiagnoseOptions): Promise<Finding[]> {
  const env = { ...(options.env ?? process.env), DOORSTEP_DATA: options.dataDir };
  const folder = dataLayout(options.dataDir);
  const holder = lockHolder(folder.lock);
  const facts = holder === undefined ? undefined : readStackFacts(folder.stackFile);
  const connections = connectionsOf(env);
  return [
    ...(await diagnoseMachine(options.dataDir, env)),
    ...diagnosePrograms(env),
    holder === undefined
      ? ok('stack', 'data folder', `${folder.path} is not in use`)
      : ok(
          'stack',
          'data folder',
          `${folder.path} is held by process ${holder.pid} since ${new Date(holder.sinceMs).toISOString()}`,
        ),
    ...(holder === undefined ? await rememberedPorts(folder.ports) : runningProcesses(facts)),
    ...(connections === undefined
      ? [warn('stack', 'running', 'no', 'Start it with `npm start`.')]
      : await diagnoseServers(connections, facts, env)),
    ...(connections === undefined || options.quarantined === undefined
      ? []
      : await diagnoseIssues(options.quarantined)),
    ...(await calendar(options)),
  ];
}

async function diagnoseServers(
  connections: Connections,
  facts: StackFacts | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  const ours =
    facts?.ports['natsMonitor'] !== undefined && !env['NATS_URL']
      ? `http://127.0.0.1:${facts.ports['natsMonitor']}`
      : undefined;
  const synchronous = env['TEMPORAL_ADDRESS'] ? undefined : facts?.temporalSynchronous;
  const found = await Promise.all([
    diagnosePostgres(connections.databaseUrl),
    diagnoseNats(connections.natsUrl, env['NATS_MONITOR_URL'] || ours),
    diagnoseTemporal(connections.temporalAddress, connections.temporalNamespace, synchronous),
  ]);
  return found.flat();
}

function runningProcesses(facts: StackFacts | undefined): Finding[] {
  if (facts === undefined)
    return [warn('stack', 'processes', 'still starting', 'Wait until the start is done, then look again.')];
  return Object.entries(facts.processes).map(([name, pid]) =>
    judge(
      pid !== undefined,
      'stack',
      name,
      pid === undefined ? 'not running' : `process ${pid}`,
      `It is being restarted; see ${name}.log in the data folder.`,
      'warn',
    ),
  );
}

async function rememberedPorts(file: string): Promise<Finding[]> {
  const ports = Object.values((readJson(file) ?? {}) as Record<string, number>);
  if (ports.length === 0) return [ok('stack', 'ports', 'free ones are chosen at the first start')];
  const taken: number[] = [];
  for (const port of ports) if (!(await isPortFree(port))) taken.push(port);
  const found =
    taken.length === 0 ? `${Math.min(...ports)} to ${Math.max(...ports)} are free` : `taken: ${taken.join(', ')}`;
  return [
    judge(
      taken.length === 0,
      'stack',
      'ports',
      found,
      'Others will be chosen at the next start; stop the program that uses these to keep the addresses.',
      'warn',
    ),
  ];
}

function connectionsOf(env: NodeJS.ProcessEnv): Connections | undefined {
  try {
    return findConnections(env);
  } catch (error) {
    if (error instanceof DoorstepError && error.code === 'STACK_NOT_RUNNING') return undefined;
    throw error;
  }
}

async function calendar({ calendarHorizon, nowMs = Date.now() }: DiagnoseOptions): Promise<Finding[]> {
  if (calendarHorizon === undefined) return [];
  try {
    const horizon = await calendarHorizon();
    if (horizon === undefined) return [ok('calendar', 'known through', 'no calendar has an end')];
    const days = Math.floor((Date.parse(`${horizon.knownThrough}T00:00:00Z`) - nowMs) / 86_400_000);
    const remedy = 'Load the calendar of the next year: deadlines beyond this day are provisional.';
    return [
      judge(
        days >= 60,
        'calendar',
        'known through',
        `${horizon.knownThrough}, ${days} days from now`,
        remedy,
        days < 0 ? 'fail' : 'warn',
      ),
    ];
  } catch (error) {
    return [fail('calendar', 'known through', (error as Error).message, 'Correct the calendars in policies/.')];
  }
}
