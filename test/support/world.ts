/**
 * A whole Doorstep for the tests of one file: the stack with workers, a client, and a harness that fails the test when
 * anybody was told something that nobody expected, or was told it twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { connectDoorstep, masterKeysOf, type Doorstep, type IssueId } from '../../clients/sdk';
import { natsSeedFile } from '../../contracts/connections';
import { closeNats, connectNats, type NatsConnection } from '../../messaging';
import { startStack, type RunningStack } from '../../stack';
import { openDatabase, type Database, type MasterKeys } from '../../store';
import { buildWhenStale } from './build';
import { Caller } from './caller';
import { Inbox } from './inbox';
import { layOutPolicies } from './policies';
import { layOutFirstStart } from './run/first-start';

export interface WorldOptions {
  /** More of the environment of servers and workers; `folder` is the data folder, which exists already. */
  readonly env?: (folder: string) => Promise<NodeJS.ProcessEnv>;
  /** How much faster than life clocks run; 1 when left out. */
  readonly timeScale?: number;
}

export class World {
  readonly caller: Caller;
  readonly inbox: Inbox;

  /** What its processes seal and open with. */
  readonly masterKeys: () => MasterKeys | undefined;

  constructor(
    readonly folder: string,
    readonly stack: RunningStack,
    readonly doorstep: Doorstep,
    /** Somebody with nothing but a Temporal client. */
    readonly temporal: Client,
    readonly database: Database,
    readonly nats: NatsConnection,
  ) {
    this.masterKeys = masterKeysOf(stack.env);
    this.caller = new Caller(doorstep);
    this.inbox = new Inbox(this);
  }

  /** Exactly these notices, as `person template`, go out for the issue until the end of the test. */
  expectNotices = (issue: IssueId, ...notices: readonly string[]): void => this.inbox.expect(issue, notices);

  async close(): Promise<void> {
    await Promise.allSettled([
      this.doorstep.close(),
      this.temporal.connection.close(),
      this.database.close(),
      closeNats(this.nats),
    ]);
    await this.stack.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// A server named in the environment of whoever runs the tests must not be the one that is killed.
const { DATABASE_URL: _d, NATS_URL: _n, TEMPORAL_ADDRESS: _t, ...ownEnv } = process.env;

export async function startWorld({ env = async () => ({}), timeScale = 1 }: WorldOptions = {}): Promise<World> {
  buildWhenStale();
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-world-'));
  await layOutFirstStart(folder);
  const policies = layOutPolicies(join(folder, 'policies'));
  const stack = await startStack({
    dataDir: folder,
    timeScale,
    env: { ...ownEnv, DOORSTEP_POLICIES: policies, ...(await env(folder)) },
  });
  try {
    return await enter(folder, stack);
  } catch (error) {
    // Otherwise the servers would outlive the run.
    await stack.stop();
    throw error;
  }
}

async function enter(folder: string, stack: RunningStack): Promise<World> {
  const { databaseUrl, natsUrl, temporalAddress } = stack.connections;
  const [doorstep, connection, nats] = await Promise.all([
    connectDoorstep({ ...stack.connections, masterKeys: masterKeysOf(stack.env), timeoutMs: 120_000 }),
    Connection.connect({ address: temporalAddress }),
    connectNats(natsUrl, 'test', { seedFile: natsSeedFile(stack.connections, 'gateway') }),
  ]);
  return new World(folder, stack, doorstep, new Client({ connection }), openDatabase(databaseUrl, 4), nats);
}

/** One world for all tests of a file. After each test the notices are checked; the tests read it as `world()`. */
export function worldForTests(options?: WorldOptions): () => World {
  let world: World | undefined;
  const running = (): World => {
    if (world === undefined) throw new Error('The stack did not start.');
    return world;
  };
  // A stack that has to build its servers first takes minutes, once.
  jest.setTimeout(300_000);
  beforeAll(async () => {
    world = await startWorld(options);
  }, 900_000);
  afterEach(() => world?.inbox.check());
  afterAll(() => world?.close());
  return running;
}
