/** Looks at every part of the stack, running or not, and says what to do. */
import { resolve } from 'node:path';
import { findConnections, namedServers, type Connections } from '../../contracts/connections';
import { DoorstepError } from '../../contracts/errors';
import { policiesFolder, policiesInUse, readPolicies } from '../../policies/read';
import { dataLayout } from '../data-folder';
import { lockHolder } from '../lock';
import { needsOf, type Need } from '../preflight/needs';
import { readStackFacts, type StackFacts } from '../supervisor/stack-file';
import { say } from '../texts';
import { judge, ok, refusal, warn, type Finding } from './finding';
import { emptyOrLeft, heldBy, portsNeed } from './folder';
import { diagnoseIssues } from './issues';
import { diagnoseMachine } from './machine';
import { diagnoseNats } from './nats';
import { diagnoseNotices, type DeadLettersFound } from './notices';
import { diagnosePostgres } from './postgres';
import { diagnoseQueues, type QueuesFound } from './queues';
import { diagnoseTemporal } from './temporal';

export interface DiagnoseOptions {
  readonly dataDir: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Issues whose rules can't be followed; asked of whoever reads the log, while a stack runs. */
  readonly quarantined?: () => Promise<readonly string[]>;
  /** Notices that no channel could bring; asked while a stack runs. */
  readonly deadLetters?: () => Promise<DeadLettersFound>;
  /** How far the workers are behind their queues; asked while a stack runs. */
  readonly queues?: () => Promise<QueuesFound>;
  /** For tests. */
  readonly nowMs?: number;
}

export async function diagnose({
  dataDir,
  env: given,
  quarantined,
  deadLetters,
  queues,
  nowMs = Date.now(),
}: DiagnoseOptions): Promise<Finding[]> {
  const folder = dataLayout(resolve(dataDir));
  const env = { ...(given ?? process.env), DOORSTEP_DATA: folder.path };
  const holder = lockHolder(folder.lock);
  // A stack file without a holder is left over.
  const facts = holder === undefined ? undefined : readStackFacts(folder.stackFile);
  const policies = holder === undefined ? policiesFolder(env) : policiesInUse(env);
  const needs = [
    ...needsOf({ dataDir: folder.path, env, policies }),
    ...(holder === undefined ? [portsNeed(folder, env)] : []),
  ];
  const [machine, judged] = await Promise.all([diagnoseMachine(env), Promise.all(needs.map(findingOf))]);
  const connections = connectionsOf(env, facts !== undefined);
  return [
    ...machine,
    ...judged,
    ...(holder === undefined ? emptyOrLeft(folder) : heldBy(folder, holder, facts)),
    ...(connections === undefined
      ? [warn('stack', 'running', say('running.no'), say('running.start'))]
      : await diagnoseServers(connections, facts, env)),
    ...(connections === undefined || queues === undefined ? [] : await diagnoseQueues(queues)),
    ...(connections === undefined || quarantined === undefined ? [] : await diagnoseIssues(quarantined)),
    ...(connections === undefined || deadLetters === undefined ? [] : await diagnoseNotices(deadLetters, nowMs)),
    ...calendar(policies, nowMs),
  ];
}

/** What a start would be told, as a finding. */
async function findingOf({ part, check, judge: judged }: Need): Promise<Finding> {
  try {
    const found = await judged();
    return typeof found === 'object' && 'advice' in found
      ? warn(part, check, found.found, found.advice)
      : ok(part, check, found);
  } catch (error) {
    if (error instanceof DoorstepError) return refusal(part, check, error);
    throw error;
  }
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
    diagnoseNats(connections, env['NATS_MONITOR_URL'] || ours),
    diagnoseTemporal(connections.temporalAddress, connections.temporalNamespace, synchronous),
  ]);
  return found.flat();
}

/** The stack file of a stack that was killed names servers that nobody keeps up: only what the environment names counts then. */
function connectionsOf(env: NodeJS.ProcessEnv, isUp: boolean): Connections | undefined {
  try {
    const { databaseUrl, natsUrl, temporalAddress } = namedServers(env);
    const isWhole = [databaseUrl, natsUrl, temporalAddress].every((address) => address !== undefined);
    return isUp || isWhole ? findConnections(env) : undefined;
  } catch (error) {
    // A wrong address has a finding of its own.
    if (error instanceof DoorstepError) return undefined;
    throw error;
  }
}

/** How far the holidays are known: until the earliest end of a calendar. Documents with mistakes have a finding of their own. */
function calendar(policies: string, nowMs: number): readonly Finding[] {
  const days = knownThroughDays(policies);
  if (days === undefined) return [];
  if (days.length === 0) return [ok('calendar', 'known through', say('calendar.endless'))];
  const lastMs = Math.min(...days) * 86_400_000;
  const left = Math.floor((lastMs - nowMs) / 86_400_000);
  const found = say('calendar.through', { day: new Date(lastMs).toISOString().slice(0, 10), days: left });
  return [judge(left >= 60, 'calendar', 'known through', found, say('calendar.load'), left < 0 ? 'fail' : 'warn')];
}

function knownThroughDays(policies: string): readonly number[] | undefined {
  try {
    return [...readPolicies(policies).calendars.values()].map(({ time }) => time.knownThroughDay);
  } catch (error) {
    if (error instanceof DoorstepError) return undefined;
    throw error;
  }
}
