/** What the publisher could not send, the relay sends; servers may die at any point. */
import { buildStep, createPublisher, openPipe, subscribeEvents, type Outgoing } from '../../messaging';
import { deletePublished, INBOX_CHANNEL, noticeCounts, openDatabase, outboxBacklog, sweepOutbox } from '../../store';
import { messagesOf, publish } from '../../workers/notifier/relay';
import type { IssueId } from '../../domain';
import { freeze } from '../support/faults';
import { inboxOf, LEAD, report, RESIDENT, startWorld, until, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
beforeAll(async () => (world = await startWorld()));
afterEach(() => (world as World | undefined)?.stopNotifiers());
afterAll(() => (world as World | undefined)?.end());

const quiet = async () =>
  (await noticeCounts(world.database)).owed === 0 && (await outboxBacklog(world.database)).count === 0;

it('the relay builds the same messages as the publisher, byte for byte', async () => {
  const outgoing = await report(world.database, 'same');
  await sweepOutbox(world.database, { olderThanMs: -60_000, limit: 10 }, async (entries) => {
    expect(entries.flatMap(messagesOf)).toEqual(buildStep(outgoing, INBOX_CHANNEL));
    return [];
  });
  expect((await outboxBacklog(world.database)).count).toBe(1);
});

it('two sweepers share the outbox: nothing is left and nothing comes twice', async () => {
  for (let n = 0; n < 40; n += 1) await report(world.database, `shared-${n}`);
  const pipe = openPipe(world.nats);
  const seen: string[] = [];
  const sweep = () =>
    sweepOutbox(world.database, { olderThanMs: -60_000, limit: 10 }, (entries) => {
      seen.push(...entries.map(({ issue }) => issue).filter((issue) => issue.startsWith('shared-')));
      return publish(pipe, entries);
    });
  for (let round = 0; round < 5; round += 1) await Promise.all([sweep(), sweep()]);
  expect(seen.length).toBe(40);
  expect(new Set(seen).size).toBe(40);
  expect((await outboxBacklog(world.database)).count).toBe(0);
});

it('appended while nobody published: the relay brings everything once', async () => {
  await world.startNotifier();
  for (let n = 0; n < 20; n += 1) await report(world.database, `relayed-${n}`);
  await until(quiet);
  expect(ids(await inboxOf(world.nats, LEAD, 'relayed-', 20))).toEqual(expected(20, 'relayed-'));
});

it.each(['nats', 'postgres'] as const)('%s dies with notices under way: everything arrives once', async (server) => {
  await world.startNotifier();
  const publisher = createPublisher({ nats: await world.connect(), database: world.database });
  for (let n = 0; n < 300; n += 1) {
    const outgoing = await appended(`${server}-${n}`);
    if (outgoing !== undefined) publisher.enqueue(outgoing);
    if (n === 150) process.kill(world.pid(server), 'SIGKILL');
  }
  await until(quiet, 60_000);
  for (const person of [LEAD, RESIDENT])
    expect(ids(await inboxOf(world.nats, person, `${server}-`, 300))).toEqual(expected(300, `${server}-`));
  const events = new Set<string>();
  const done = new AbortController();
  for await (const event of subscribeEvents(world.nats, { since: 'all', signal: done.signal })) {
    if (event.subject.startsWith(`${server}-`)) events.add(event.id);
    if (events.size === 300) done.abort();
  }
  expect(events.size).toBe(300);
});

it('a sweep that a stalled database cut short leaves no transaction open behind it', async () => {
  await report(world.database, 'stalled');
  // One connection, so that whoever comes next is given the one on which the sweep gave up.
  const impatient = openDatabase(world.databaseUrl, 1, { answerWithinMs: 300 });
  const all = { olderThanMs: -60_000, limit: 10 };
  expect(await sweepOutbox(impatient, all, async () => [])).toEqual({ found: 1, published: 0 });
  const frozen = freeze(world.pid('postgres'));
  const sweep = sweepOutbox(impatient, all, async () => []);
  await expect(sweep)
    .rejects.toThrow('timeout')
    .finally(() => frozen.thaw());
  await deletePublished(impatient, [{ issue: 'stalled' as IssueId, firstSeq: 1 }]);
  // Gone for everybody, not only inside a transaction that the sweep began and nobody ends.
  expect((await outboxBacklog(world.database)).count).toBe(0);
  await impatient.close();
});

/** Like the engine, which tries again until the log answers. */
async function appended(name: string): Promise<Outgoing | undefined> {
  for (;;) {
    try {
      return await report(world.database, name);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const found = await world.database.db
        .selectFrom('doorstep.issue')
        .select('id')
        .where('id', '=', name)
        .executeTakeFirst()
        .catch(() => undefined);
      // Committed, but the answer was lost: nobody publishes it, so the relay has to.
      if (found !== undefined) return undefined;
    }
  }
}

const ids = (messages: readonly { readonly issue: string }[]) => messages.map(({ issue }) => issue).sort();
const expected = (count: number, prefix: string) => Array.from({ length: count }, (_, n) => `${prefix}${n}`).sort();
