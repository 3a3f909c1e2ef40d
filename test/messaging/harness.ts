/** A real NATS and PostgreSQL for one test file, issues to report, and everything that ever reached an inbox. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import {
  open,
  record,
  type CommandId,
  type IssueId,
  type PersonId,
  type Severity,
  type Step,
  type UnitId,
} from '../../domain';
import { pin } from '../../domain/directory/pin';
import {
  closeNats,
  connectNats,
  ensureStreams,
  subscribeInbox,
  type InboxMessage,
  type NatsConnection,
  type NatsOptions,
  type Outgoing,
} from '../../messaging';
import { keepCredentials } from '../../messaging/permissions';
import { natsSeedFile } from '../../contracts/connections';
import { dataLayout } from '../../stack/data-folder';
import { readPolicies } from '../../policies/read';
import { startStack, type RunningStack } from '../../stack';
import { append, migrate, openDatabase, type Database } from '../../store';
import { renderWith } from '../../workers/notifier/render';
import { runNotifier, type Beyond } from '../../workers/notifier/run';
import { layOutFirstStart } from '../support/run/first-start';
import { lookAgainMs } from '../support/until';

export const log = pino({ level: 'silent' });
export const policies = readPolicies();
export const render = renderWith({ at: async () => policies }, log);
export const LEAD = 'lead-oleaster-1' as PersonId;
export const RESIDENT = 'resident-01' as PersonId;

export interface World {
  readonly nats: NatsConnection;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly natsUrl: string;
  /** As another process would have it. */
  connect(user?: string): Promise<NatsConnection>;
  /** As whoever says so, or as nobody. */
  connectWith(options: NatsOptions): Promise<NatsConnection>;
  /** Where the seed files of the users lie. */
  readonly natsUsers: string;
  startNotifier(beyond?: Beyond): Promise<void>;
  stopNotifiers(): Promise<void>;
  pid(name: 'nats' | 'postgres'): number;
  /** Where NATS keeps its streams. */
  readonly natsStore: string;
  end(): Promise<void>;
}

/** @param persons who have a NATS user of their own */
export async function startWorld(persons: readonly string[] = []): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-messaging-'));
  await layOutFirstStart(dataDir);
  const { DATABASE_URL: _d, NATS_URL: _n, TEMPORAL_ADDRESS: _t, ...env } = process.env;
  const { natsUsers } = dataLayout(dataDir);
  // What the tests do to the streams no role of a running stack may.
  await keepCredentials({ folder: natsUsers, administrator: true, persons });
  const stack: RunningStack = await startStack({ dataDir, env, workers: false });
  const opened: NatsConnection[] = [];
  const stops: (() => Promise<void>)[] = [];
  const connectWith = async (options: NatsOptions) => {
    const nats = await connectNats(stack.connections.natsUrl, 'test', options);
    opened.push(nats);
    return nats;
  };
  const connect = (user = 'administrator') => connectWith({ seedFile: natsSeedFile(stack.connections, user) });
  const database = openDatabase(stack.connections.databaseUrl, 6);
  const keepStreams = async () => {
    const setup = await connect('setup');
    await ensureStreams(setup).finally(() => closeNats(setup));
  };
  const stopNotifiers = async () => {
    for (const stop of stops.splice(0)) await stop();
  };
  const end = async () => {
    await stopNotifiers();
    for (const connection of opened) await closeNats(connection);
    await database.close();
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  let nats: NatsConnection;
  try {
    nats = await connect();
    await migrate(database);
    await ensureStreams(nats);
  } catch (error) {
    // Otherwise the servers would keep the test run alive.
    await end();
    throw error;
  }
  return {
    nats,
    database,
    databaseUrl: stack.connections.databaseUrl,
    natsUrl: stack.connections.natsUrl,
    connect,
    connectWith,
    async startNotifier(beyond) {
      const signal = new AbortController();
      const own = await connect('notifier');
      let running: Promise<void> | undefined;
      await new Promise<void>((onReady) => {
        running = runNotifier({
          nats: own,
          database,
          render,
          log,
          signal: signal.signal,
          ...(beyond === undefined ? {} : { beyond }),
          onReady,
          keepStreams,
        });
      });
      stops.push(async () => {
        signal.abort();
        await running;
        await closeNats(own);
      });
    },
    stopNotifiers,
    pid: (name) => stack.processes().find((process) => process.name === name)?.pid ?? 0,
    natsUsers,
    natsStore: join(dataDir, 'nats'),
    end,
  };
}

/** A report, appended to the log; the lead of its building and the resident have to be told. */
export async function report(
  database: Database,
  name: string,
  text = 'dark stairs',
  severity: Severity = 'normal',
): Promise<Outgoing> {
  const issue = name as IssueId;
  const step = reportStep(issue, Date.now(), text, severity);
  const appended = await append(database, issue, step);
  if (appended.outcome !== 'appended') throw new Error(`the log said ${appended.outcome}`);
  return { issue, step, recordedAtMs: appended.recordedAtMs };
}

function reportStep(issue: IssueId, nowMs: number, text: string, severity: Severity = 'normal'): Step {
  const matter = { unit: 'oleaster-1' as UnitId, category: 'lamps', severity };
  const opened = open({ ...matter, text, reporter: RESIDENT, channel: 'app' }, pin(policies, matter), nowMs);
  return record(issue, null, opened, { actor: RESIDENT, commandId: `open-${issue}` as CommandId, occurredAtMs: nowMs });
}

/** What an inbox holds now of the issues whose names begin like this, oldest first. */
export async function inboxOf(
  nats: NatsConnection,
  person: string,
  prefix: string,
  expected: number,
  withinMs = 10_000,
): Promise<readonly InboxMessage[]> {
  const found: InboxMessage[] = [];
  const done = new AbortController();
  const timer = setTimeout(() => done.abort(), withinMs);
  for await (const message of subscribeInbox(nats, person, { since: 'all', signal: done.signal })) {
    if (!message.issue.startsWith(prefix)) continue;
    found.push(message);
    // A little longer than needed: what must not come would come now.
    if (found.length === expected) setTimeout(() => done.abort(), 300);
  }
  clearTimeout(timer);
  return found;
}

export async function until(holds: () => Promise<boolean> | boolean, withinMs = 20_000): Promise<void> {
  for (const began = performance.now(); !(await holds());) {
    const waitedMs = performance.now() - began;
    if (waitedMs > withinMs) throw new Error('the condition never held');
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs(waitedMs)));
  }
}
