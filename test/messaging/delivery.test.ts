/** G5: at most one visible notice per issue, event, recipient and channel, and at least one. */
import { jetstreamManager } from '@nats-io/jetstream';
import {
  buildNotice,
  createPublisher,
  noticeId,
  openPipe,
  sendAll,
  sendReceipt,
  STREAM,
  subjects,
  subscribeEvents,
  subscribeInbox,
  type Outbound,
  type Outgoing,
  type Pipe,
} from '../../messaging';
import { noticesOf, recordReceipts, outboxBacklog, noticeCounts, INBOX_CHANNEL, type NoticeRecord } from '../../store';
import { createDelivery } from '../../workers/notifier/deliver';
import { inboxOf, LEAD, render, report, RESIDENT, startWorld, until, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
let pipe: Pipe;
beforeAll(async () => {
  world = await startWorld();
  pipe = openPipe(world.nats);
});
afterEach(() => (world as World | undefined)?.stopNotifiers());
afterAll(() => (world as World | undefined)?.end());

const noticesFor = ({ issue, step, recordedAtMs }: Outgoing, queuedAtMs = recordedAtMs): readonly Outbound[] =>
  step.notices.map((notice) =>
    buildNotice({ issue, report: step.after.report, rules: step.after.rules }, notice, INBOX_CHANNEL, queuedAtMs),
  );
const allTold = async () => (await noticeCounts(world.database)).owed === 0;
const settled = async () => (await allTold()) && (await outboxBacklog(world.database)).count === 0;
const asWork = ({ subject, id, payload }: Outbound) => ({ subject, id, deliveries: 1, string: () => payload });

it('an append reaches the services and the people, each once, and leaves the outbox empty', async () => {
  const watched = new AbortController();
  const events = subscribeEvents(world.nats, { unit: 'oleaster-1', signal: watched.signal });
  const inbox = subscribeInbox(world.nats, LEAD, { signal: watched.signal });
  await Promise.all([events.ready, inbox.ready, world.startNotifier()]);
  const publisher = createPublisher({ nats: world.nats, database: world.database });
  const outgoing = await report(world.database, 'k1');
  publisher.enqueue(outgoing);
  const [event, notice] = await Promise.all([first(events), first(inbox)]);
  watched.abort();
  expect(event).toMatchObject({
    specversion: '1.0',
    id: 'k1:1',
    source: '/doorstep',
    type: 'issue.opened.v1',
    subject: 'k1',
    seq: 1,
    actor: RESIDENT,
    commandid: 'open-k1',
    procedureversion: 'default@2',
    recordedat: new Date(outgoing.recordedAtMs).toISOString(),
  });
  expect(notice).toMatchObject({
    id: `k1:1:${LEAD}:inbox`,
    issue: 'k1',
    template: 'tier-called',
    tier: 1,
    lang: 'zh',
    unit: 'oleaster-1',
  });
  expect(notice?.body).toContain('k1');
  await publisher.drain(5_000);
  await until(settled);
  expect(
    (await noticesOf(world.database, outgoing.issue)).map(({ recipient, readAtMs }) => [recipient, readAtMs]),
  ).toEqual([
    [LEAD, null],
    [RESIDENT, null],
  ]);
});

it('who comes later finds what came meanwhile, and who wants only news does not', async () => {
  await world.startNotifier();
  await sendAll(pipe, noticesFor(await report(world.database, 'came-early')));
  await until(allTold);
  const news = new AbortController();
  const subscription = subscribeInbox(world.nats, LEAD, { since: 'new', signal: news.signal });
  await subscription.ready;
  await sendAll(pipe, noticesFor(await report(world.database, 'came-late')));
  expect((await first(subscription))?.issue).toBe('came-late');
  news.abort();
  expect((await inboxOf(world.nats, LEAD, 'came-', 2)).map(({ issue }) => issue)).toEqual(['came-early', 'came-late']);
});

it('a notice that is queued three times, once under another id, is visible once', async () => {
  await world.startNotifier();
  const notices = noticesFor(await report(world.database, 'k2'));
  await sendAll(pipe, [...notices, ...notices, ...notices.map((notice) => ({ ...notice, id: `other-${notice.id}` }))]);
  await until(allTold);
  await sendAll(
    pipe,
    notices.map((notice) => ({ ...notice, id: `third-${notice.id}` })),
  );
  expect(await inboxOf(world.nats, LEAD, 'k2', 1, 3_000)).toHaveLength(1);
  expect(await inboxOf(world.nats, RESIDENT, 'k2', 1, 3_000)).toHaveLength(1);
});

it('killed between inbox and mark: the repeat is invisible and the mark is made up for', async () => {
  const outgoing = await report(world.database, 'k3');
  const notices = noticesFor(outgoing);
  const dying = createDelivery({ nats: world.nats, pipe, render, database: brokenAtMark() });
  await expect(dying(notices.map(asWork))).rejects.toThrow('killed here');
  expect((await noticeCounts(world.database)).owed).toBe(2);
  await sendAll(pipe, notices);
  await world.startNotifier();
  await until(allTold);
  expect(await inboxOf(world.nats, LEAD, 'k3', 1, 3_000)).toHaveLength(1);
});

it('the same, with the repeat later than the stream remembers ids: still once', async () => {
  const threeHoursAgo = Date.now() - 3 * 3_600_000;
  const outgoing = await report(world.database, 'k4');
  const notices = noticesFor(outgoing, threeHoursAgo);
  const dying = createDelivery({ nats: world.nats, pipe, render, database: brokenAtMark() });
  await expect(dying(notices.map(asWork))).rejects.toThrow('killed here');
  const manager = await jetstreamManager(world.nats);
  await manager.streams.update(STREAM.inbox, { duplicate_window: 100e6 });
  const probe: Outbound = { subject: subjects.inbox('nobody'), id: 'probe', payload: '{}' };
  await until(async () => (await sendAll(pipe, [probe, probe])).every((ack) => ack.stored) && (await forgotten(probe)));
  const delivery = createDelivery({ nats: world.nats, pipe, render, database: world.database });
  expect(await delivery(notices.map(asWork))).toEqual(['done', 'done']);
  expect(await inboxOf(world.nats, LEAD, 'k4', 1, 3_000)).toHaveLength(1);
  expect((await noticeCounts(world.database)).owed).toBe(0);
});

it('what can’t be read, or was never said by the log, is put aside and holds nobody up', async () => {
  await world.startNotifier();
  const [good, ...rest] = noticesFor(await report(world.database, 'k5'));
  if (good === undefined) throw new Error('a report tells somebody');
  const unknown = { ...good, id: 'never:1:x:inbox', payload: good.payload.replaceAll('k5', 'never') };
  await sendAll(pipe, [
    { subject: good.subject, id: 'm1', payload: 'not json' },
    { subject: good.subject, id: 'm2', payload: '{"id":1}' },
    unknown,
    good,
    ...rest,
    {
      subject: subjects.receipt('nobody', 'nonsense'),
      id: 'm3',
      payload: '{"notice":"nonsense","state":"read","atMs":1}',
    },
  ]);
  await until(allTold);
  const manager = await jetstreamManager(world.nats);
  await until(async () => (await manager.streams.info(STREAM.dead)).state.messages === 4);
  await until(async () => (await manager.streams.info(STREAM.notices)).state.messages === 0);
});

it('the first receipt of a notice is kept', async () => {
  await world.startNotifier();
  const outgoing = await report(world.database, 'k6');
  const id = noticeId({ issue: outgoing.issue, seq: 1, recipient: LEAD, channel: INBOX_CHANNEL });
  const readAt = async () =>
    (await noticesOf(world.database, outgoing.issue)).find(({ recipient }: NoticeRecord) => recipient === LEAD)
      ?.readAtMs;
  await sendReceipt(world.nats, { notice: id, state: 'read', atMs: 1_700_000_000_000 });
  await until(async () => (await readAt()) !== null);
  await sendReceipt(world.nats, { notice: id, state: 'acted', atMs: 1_800_000_000_000 });
  const manager = await jetstreamManager(world.nats);
  await until(async () => (await manager.streams.info(STREAM.receipts)).state.messages === 0);
  await recordReceipts(world.database, [
    { issue: outgoing.issue, seq: 1, recipient: LEAD, channel: INBOX_CHANNEL, state: 'read', atMs: 1_900_000_000_000 },
  ]);
  expect(await readAt()).toBe(1_700_000_000_000);
  await expect(sendReceipt(world.nats, { notice: 'nonsense', state: 'read', atMs: 1 })).rejects.toMatchObject({
    code: 'NATS_MESSAGE_UNFIT',
  });
});

async function first<T>(all: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of all) return one;
  return undefined;
}

/** The process ends when it is about to mark: everything before has happened. */
function brokenAtMark(): World['database'] {
  const query = (asked: { text?: string }) =>
    asked.text?.startsWith('update doorstep.notice') === true
      ? Promise.reject(new Error('killed here'))
      : world.database.pool.query(asked as never);
  return { ...world.database, pool: { query } as unknown as World['database']['pool'] };
}

const forgotten = async (message: Outbound): Promise<boolean> => {
  await new Promise((resolve) => setTimeout(resolve, 150));
  const [ack] = await sendAll(pipe, [message]);
  return ack?.stored === true && !ack.duplicate;
};
