/** G10: the counts follow the log, miss nothing, and come out the same when they are made anew. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  decide,
  decideWake,
  dueWake,
  nextWake,
  open,
  record,
  wakeKey,
  type Command,
  type CommandId,
  type IssueEvent,
  type IssueId,
  type IssueState,
  type PersonId,
  type UnitId,
} from '../../domain';
import { pin } from '../../domain/directory/pin';
import { historyOf, rulesBook } from '../../clients/import/history';
import {
  append,
  appendHistories,
  countsByProcedure,
  followStatistics,
  outcomeStatistics,
  rateOf,
  rebuildStatistics,
  statisticsLag,
  tierStatistics,
} from '../../store';
import { policies, RESIDENT, startWorld, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => (world as World | undefined)?.end());

const MATTER = { unit: 'oleaster-1' as UnitId, category: 'lamps', severity: 'normal' as const };
const LEAD = 'lead-oleaster-1' as PersonId;

/** An issue whose steps go into the log as they are decided. */
class Story {
  state: IssueState | null = null;
  private steps = 0;

  constructor(
    private readonly id: string,
    private nowMs = Date.parse('2026-03-02T08:00:00Z'),
  ) {}

  async open(): Promise<this> {
    const rules = pin(policies, MATTER);
    await this.keep(open({ ...MATTER, text: 'dark', reporter: RESIDENT, channel: 'app' }, rules, this.nowMs), RESIDENT);
    return this;
  }

  async say(command: Command): Promise<this> {
    const decision = decide(this.now(), command, this.nowMs);
    if (!decision.ok) throw new Error(decision.refusal.message);
    await this.keep(decision.events, command.by);
    return this;
  }

  /** Lets the next deadline pass. */
  async wait(): Promise<this> {
    const wake = nextWake(this.now());
    if (wake === undefined) throw new Error('nothing is due');
    this.nowMs = wake.atMs;
    const due = dueWake(this.now(), this.nowMs);
    const decision = decideWake(this.now(), due?.wake ?? wake, this.nowMs);
    if (!decision.ok) throw new Error(decision.refusal.message);
    await this.keep(decision.events, 'ladder', wakeKey(wake));
    return this;
  }

  private now(): IssueState {
    if (this.state === null) throw new Error('not opened');
    return this.state;
  }

  private async keep(events: readonly IssueEvent[], actor: string, command = `c${(this.steps += 1)}`): Promise<void> {
    const id = this.id as IssueId;
    const step = record(id, this.state, events, { actor, commandId: command as CommandId, occurredAtMs: this.nowMs });
    await append(world.database, id, step);
    this.state = step.after;
  }
}

const counts = async () => ({
  tiers: await tierStatistics(world.database),
  outcomes: await outcomeStatistics(world.database),
});
const everything = async () => {
  const { rows } = await world.database.pool.query<{ text: string }>(`
    select string_agg(t, E'\\n') as text from (
      select s::text as t from doorstep.statistic s union all select i::text from doorstep.statistics_issue i
      union all select p::text from doorstep.statistics_place p order by 1) all_rows`);
  return rows[0]?.text ?? '';
};
const followAll = async (limit = 3) => {
  while ((await followStatistics(world.database, limit)) > 0);
};

it('each measure is counted where it belongs', async () => {
  const climbed = await new Story('climbed').open();
  while (climbed.state?.tier === 1) await climbed.wait();
  const tier2 = climbed.state?.rules.tiers[1]?.people[0] as PersonId;
  await climbed.say({ type: 'acknowledge', by: tier2 });
  await climbed.say({ type: 'handle', by: tier2, note: 'done', evidence: [{ kind: 'photo', ref: 'p' }] });
  await climbed.say({ type: 'dispute', by: RESIDENT, reason: 'still dark' });
  const quick = await new Story('quick').open();
  await quick.say({ type: 'acknowledge', by: LEAD });
  await quick.say({ type: 'handle', by: LEAD, note: 'done', evidence: [{ kind: 'photo', ref: 'p' }] });
  await quick.say({ type: 'confirm', by: RESIDENT });
  await followAll();
  expect(await statisticsLag(world.database)).toEqual({ events: 0 });
  const { tiers, outcomes } = await counts();
  const reminded = tiers[0]?.reminded ?? 0;
  expect(tiers).toMatchObject([
    {
      tier: 1,
      reached: 2,
      acknowledgedInTime: 1,
      acknowledgedLate: 0,
      climbedNotAcknowledged: 1,
      handledInTime: 1,
      reminded,
    },
    { tier: 2, reached: 1, acknowledgedInTime: 1, climbedDisputed: 1, handledInTime: 1 },
    { tier: 3, reached: 1, acknowledgedInTime: 0 },
  ]);
  expect(outcomes).toMatchObject([{ opened: 2, confirmed: 1, disputed: 1, unconfirmed: 0, declined: 0 }]);
  const { rows } = await world.database.pool.query(
    'select handled, rework, dispatched from doorstep.practice_statistics',
  );
  expect(rows).toEqual([{ handled: 2, rework: 1, dispatched: 0 }]);
  const [all] = (await countsByProcedure(world.database)).values();
  expect(rateOf(all ?? {}, 'rework')).toBe(0.5);
  expect(rateOf(all ?? {}, 'dispatched-right-first-time')).toBeNull();
});

it('made anew from the log they are the same, byte for byte', async () => {
  const stories = await Promise.all(Array.from({ length: 30 }, (_, n) => new Story(`many-${n}`).open()));
  const following = new AbortController();
  const follower = (async () => {
    for (; !following.signal.aborted; await sleep(1)) await followStatistics(world.database, 7);
  })();
  await Promise.all(
    stories.map(async (story, n) => {
      for (let step = 0; step < n % 9; step += 1) await story.wait();
    }),
  );
  following.abort();
  await follower;
  await followAll();
  const before = await everything();
  await rebuildStatistics(world.database, 11);
  expect(await everything()).toBe(before);
  expect(before.split('\n').length).toBeGreaterThan(40);
});

it('a transaction that commits an earlier position later is not missed', async () => {
  await followAll();
  const openedBefore = (await counts()).outcomes[0]?.opened ?? 0;
  const { pool } = world.database;
  const [older, newer] = await Promise.all([pool.connect(), pool.connect()]);
  try {
    for (const client of [older, newer]) {
      await client.query('begin');
      await client.query('select pg_current_xact_id()');
    }
    const within = (client: typeof older, id: string) =>
      append({ ...world.database, pool: client } as never, id as IssueId, openStep(id));
    await within(newer, 'position-first');
    await within(older, 'position-second');
    await older.query('commit');
    await followAll();
    await newer.query('commit');
  } finally {
    older.release();
    newer.release();
  }
  await followAll();
  expect((await counts()).outcomes[0]?.opened).toBe(openedBefore + 2);
});

const elsewhere = (id: string) => {
  const atMs = Date.parse('2026-03-02T08:00:00Z');
  const report = { ...MATTER, text: 'dark', reporter: RESIDENT, channel: 'app' };
  const row = { line: 1, id: id as IssueId, key: id, ref: id, report, openedAtMs: atMs, closedAtMs: atMs + 1 };
  return historyOf(row, atMs + 1, rulesBook(policies)(report), 'old');
};
const imported = async () => [...(await countsByProcedure(world.database)).values()][0]?.['imported'] ?? 0;

it('what comes from another system is counted as it is written, once, while others follow and count anew', async () => {
  await followAll();
  const writing = new AbortController();
  const others = [
    () => followStatistics(world.database, 5),
    () => rebuildStatistics(world.database, 9),
    () => sleep(1),
  ].map(async (work) => {
    while (!writing.signal.aborted) await work();
  });
  const write = async (from: number): Promise<void> => {
    for (let at = from; at < from + 60; at += 3)
      await appendHistories(
        world.database,
        [at, at + 1, at + 2].map((n) => elsewhere(`elsewhere-${n}`)),
      );
  };
  await Promise.all([write(0), write(60)]);
  expect(await appendHistories(world.database, [elsewhere('elsewhere-0')])).toStrictEqual(new Set());
  writing.abort();
  await Promise.all(others);
  expect(await imported()).toBe(120);
  await followAll();
  expect([await imported(), await statisticsLag(world.database)]).toStrictEqual([120, { events: 0 }]);
  const before = await everything();
  await rebuildStatistics(world.database, 11);
  expect(await everything()).toBe(before);
});

it('who counts anew waits for counts that are being written beside the log', async () => {
  const client = await world.database.pool.connect();
  try {
    await client.query('begin');
    await client.query("insert into doorstep.statistic values ('elsewhere@1', 0, 'imported', 1)");
    const anew = rebuildStatistics(world.database);
    const first = await Promise.race([anew.then(() => 'counted'), sleep(1_500, 'waits')]);
    await client.query('commit');
    await anew;
    expect(first).toBe('waits');
  } finally {
    client.release();
  }
  // Of what the log does not tell nothing is left.
  expect([...(await countsByProcedure(world.database)).keys()]).not.toContain('elsewhere@1');
});

it('what comes from another system is followed on from where it was written', async () => {
  const history = elsewhere('again');
  await appendHistories(world.database, [history]);
  const story = new Story('again', Date.parse('2026-03-02T09:00:00Z'));
  story.state = history.steps.at(-1)?.after ?? null;
  await story.say({ type: 'reopen', by: RESIDENT, reason: 'dark again' });
  await followAll();
  expect((await counts()).outcomes).toMatchObject([{ reopened: 1 }]);
  const before = await everything();
  await rebuildStatistics(world.database, 11);
  expect(await everything()).toBe(before);
});

function openStep(id: string) {
  const events = open({ ...MATTER, text: 'dark', reporter: RESIDENT, channel: 'app' }, pin(policies, MATTER), 0);
  return record(id as IssueId, null, events, {
    actor: RESIDENT,
    commandId: `open-${id}` as CommandId,
    occurredAtMs: 0,
  });
}
