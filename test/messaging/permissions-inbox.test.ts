/** A person reads their own inbox and answers for their own notices; every other way that the server knows leads nowhere. */
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import {
  noticeId,
  openPipe,
  sendAll,
  sendReceipt,
  STREAM,
  subjects,
  subscribeEvents,
  subscribeInbox,
  type InboxMessage,
  type NatsConnection,
} from '../../messaging';
import { inboxPrefix } from '../../messaging/permissions';
import { INBOX_CHANNEL, noticesOf } from '../../store';
import { LEAD, report, RESIDENT, startWorld, until, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
let lead: NatsConnection;
const theirs = subjects.inbox(RESIDENT);
const mine = subjects.inbox(LEAD);

beforeAll(async () => {
  world = await startWorld([LEAD, RESIDENT]);
  lead = await world.connect(`participant.${LEAD}`);
  await world.startNotifier();
  await report(world.database, 'p1');
  await until(async () => (await inboxState()).messages === 2);
});
afterAll(() => (world as World | undefined)?.end());

const inboxState = async () => (await (await jetstreamManager(world.nats)).streams.info(STREAM.inbox)).state;

it('own notices: those that are there, then new ones as they come', async () => {
  const found: InboxMessage[] = [];
  const done = new AbortController();
  const subscription = subscribeInbox(lead, LEAD, { since: 'all', signal: done.signal });
  await subscription.ready;
  for await (const message of subscription) {
    found.push(message);
    if (found.length === 1) await report(world.database, 'p2');
    else done.abort();
  }
  expect(found.map(({ issue }) => issue)).toEqual(['p1', 'p2']);
});

it('news only: what was there before stays where it is', async () => {
  const done = new AbortController();
  const subscription = subscribeInbox(lead, LEAD, { since: 'new', signal: done.signal });
  await subscription.ready;
  await report(world.database, 'p3');
  for await (const { issue } of subscription) {
    expect(issue).toBe('p3');
    done.abort();
  }
});

it('the server dies while a person reads: what comes later is heard, each once', async () => {
  const done = new AbortController();
  const heard: string[] = [];
  const subscription = subscribeInbox(lead, LEAD, { since: 'new', signal: done.signal });
  const reading = (async () => {
    for await (const { issue } of subscription) heard.push(issue);
  })();
  await subscription.ready;
  for (const round of [1, 2]) {
    for (let n = 0; n < 5; n += 1) {
      await report(world.database, `k-${round}-${n}`);
      if (n === 2) process.kill(world.pid('nats'), 'SIGKILL');
    }
    await until(() => heard.length >= round * 5, 30_000);
  }
  done.abort();
  await reading;
  expect(heard.sort()).toEqual([1, 2].flatMap((round) => [0, 1, 2, 3, 4].map((n) => `k-${round}-${n}`)));
});

it('the line is cut again and again while a person reads: nothing is missing, nothing comes twice', async () => {
  const reader = await world.connect(`participant.${LEAD}`);
  const pipe = openPipe(world.nats);
  const done = new AbortController();
  const heard: string[] = [];
  const subscription = subscribeInbox(reader, LEAD, { since: 'new', signal: done.signal });
  const reading = (async () => {
    for await (const { id } of subscription) heard.push(id);
  })();
  await subscription.ready;
  const sent = Array.from({ length: 300 }, (_, n) => `cut:${n + 1}:${LEAD}:inbox`);
  for (let n = 0; n < sent.length; n += 30) {
    const batch = sent.slice(n, n + 30).map((id) => ({ subject: mine, id, payload: JSON.stringify(inboxMessage(id)) }));
    const stored = sendAll(pipe, batch);
    // With some of the batch read and the rest on its way.
    await until(() => heard.length > n);
    await reader.reconnect();
    await stored;
  }
  await until(() => heard.length >= sent.length, 30_000);
  done.abort();
  await reading;
  expect(heard).toEqual(sent);
});

it('asked for somebody else’s, the client says that NATS refuses this user', async () => {
  await expect(subscribeInbox(lead, RESIDENT).ready).rejects.toMatchObject({ code: 'NATS_REFUSED' });
});

describe('somebody else’s inbox', () => {
  const create = (filter: string, config: object) =>
    [
      `$JS.API.CONSUMER.CREATE.INBOX.spy.${filter}`,
      { stream_name: 'INBOX', config: { name: 'spy', ...config } },
    ] as const;
  const plain = { ack_policy: 'none', deliver_policy: 'all' };

  it.each<readonly [string, string, object | undefined]>([
    ['a consumer of that inbox', ...create(theirs, { ...plain, filter_subject: theirs })],
    ['one whose request says another filter than its subject', ...create(mine, { ...plain, filter_subject: theirs })],
    ['one with several filters', ...create(mine, { ...plain, filter_subjects: [mine, theirs] })],
    [
      'one with a filter of its own and several more',
      ...create(mine, { ...plain, filter_subject: mine, filter_subjects: [mine, theirs] }),
    ],
    ['one of every inbox', ...create('doorstep.inbox.*', { ...plain, filter_subject: 'doorstep.inbox.*' })],
    [
      'one of another stream',
      '$JS.API.CONSUMER.CREATE.INBOX.spy.' + mine,
      { stream_name: 'EVENTS', config: { name: 'spy', ...plain, filter_subject: mine } },
    ],
    [
      'one without a filter',
      '$JS.API.CONSUMER.CREATE.INBOX.spy',
      { stream_name: 'INBOX', config: { name: 'spy', ...plain } },
    ],
    ['one in the old way', '$JS.API.CONSUMER.CREATE.INBOX', { stream_name: 'INBOX', config: plain }],
    [
      'a durable one in the old way',
      '$JS.API.CONSUMER.DURABLE.CREATE.INBOX.spy',
      { stream_name: 'INBOX', config: { durable_name: 'spy', ...plain } },
    ],
    ['the last message of a subject', `$JS.API.DIRECT.GET.INBOX.${theirs}`, undefined],
    ['a message by number', '$JS.API.DIRECT.GET.INBOX', { seq: 1 }],
    ['a message by number, on the own subject', `$JS.API.DIRECT.GET.INBOX.${mine}`, { seq: 1 }],
    ['another subject, on the own one', `$JS.API.DIRECT.GET.INBOX.${mine}`, { last_by_subj: theirs }],
    ['many subjects, on the own one', `$JS.API.DIRECT.GET.INBOX.${mine}`, { multi_last: [theirs] }],
    ['a batch, on the own subject', `$JS.API.DIRECT.GET.INBOX.${mine}`, { next_by_subj: theirs, batch: 10 }],
    ['a message by the manager', '$JS.API.STREAM.MSG.GET.INBOX', { last_by_subj: theirs }],
    ['a mirror', '$JS.API.STREAM.CREATE.COPY', { name: 'COPY', mirror: { name: 'INBOX' } }],
    ['a source', '$JS.API.STREAM.CREATE.COPY', { name: 'COPY', sources: [{ name: 'INBOX', filter_subject: theirs }] }],
    [
      'a copy under the own subject',
      '$JS.API.STREAM.UPDATE.INBOX',
      { name: 'INBOX', republish: { src: '>', dest: `${mine}.>` } },
    ],
    [
      'a snapshot',
      '$JS.API.STREAM.SNAPSHOT.INBOX',
      { deliver_subject: `${inboxPrefix({ role: 'participant', person: LEAD })}.s` },
    ],
    ['who has how many', '$JS.API.STREAM.INFO.INBOX', { subjects_filter: '>' }],
    ['which consumers there are', '$JS.API.CONSUMER.LIST.INBOX', {}],
  ])('%s', async (_, subject, body) => {
    const answer = await ask(lead, subject, body);
    expect(answer).toMatch(/^(denied|refused)$/);
  });

  it('listening, in any way, hears nothing', async () => {
    const spy = await world.connect(`participant.${LEAD}`);
    const heard: string[] = [];
    for (const subject of [
      theirs,
      'doorstep.inbox.*',
      'doorstep.>',
      '>',
      '_INBOX.>',
      '*.*.*',
      `_INBOX_participant_${RESIDENT}.>`,
    ])
      spy.subscribe(subject, { callback: (error, msg) => void (error === null && heard.push(msg.subject)) });
    await spy.flush();
    const before = (await inboxState()).messages;
    await report(world.database, 'p4');
    await until(async () => (await inboxState()).messages === before + 2);
    await spy.flush();
    expect(heard).toEqual([]);
  });
});

it('a backend service reads every event and nobody’s inbox', async () => {
  const service = await world.connect('service');
  const done = new AbortController();
  for await (const { type } of subscribeEvents(service, { issue: 'p1', since: 'all', signal: done.signal })) {
    expect(type).toBe('issue.opened.v1');
    done.abort();
  }
  await expect(subscribeInbox(service, LEAD).ready).rejects.toMatchObject({ code: 'NATS_REFUSED' });
});

describe('receipts', () => {
  const idFor = (issue: string, recipient: string) =>
    noticeId({ issue, seq: 1, recipient, channel: INBOX_CHANNEL } as Parameters<typeof noticeId>[0]);
  const readBy = async (issue: string) =>
    (await noticesOf(world.database, issue as never))
      .filter(({ readAtMs }) => readAtMs !== null)
      .map(({ recipient }) => recipient);

  it('for one’s own notice count; for another’s they do not arrive, and under one’s own name they do not count', async () => {
    const forged = JSON.stringify({ notice: idFor('p1', RESIDENT), state: 'read', atMs: 1 });
    await expect(sendReceipt(lead, { notice: idFor('p1', RESIDENT), state: 'read', atMs: 1 })).rejects.toMatchObject({
      code: 'NATS_REFUSED',
    });
    await jetstream(lead).publish(subjects.receipt(LEAD, idFor('p1', RESIDENT)), forged);
    await jetstream(lead).publish(subjects.receipt(LEAD, idFor('p1', LEAD)), forged);
    await sendReceipt(lead, { notice: idFor('p1', LEAD), state: 'read', atMs: 2 });
    await until(async () => (await readBy('p1')).length > 0);
    const manager = await jetstreamManager(world.nats);
    await until(async () => (await manager.streams.info(STREAM.receipts)).state.messages === 0);
    expect(await readBy('p1')).toEqual([LEAD]);
    expect((await manager.streams.info(STREAM.dead)).state.messages).toBe(2);
  });

  it('that somebody else already knew the words of can’t be silenced by sending them first', async () => {
    const resident = await world.connect(`participant.${RESIDENT}`);
    await jetstream(lead).publish(subjects.receipt(LEAD, 'x'), 'x', { msgID: `${idFor('p2', RESIDENT)}:read` });
    await sendReceipt(resident, { notice: idFor('p2', RESIDENT), state: 'read', atMs: 3 });
    await until(async () => (await readBy('p2')).includes(RESIDENT));
  });
});

describe('answers that are steered to where the sender may not go', () => {
  it.each([
    ['STREAM.PURGE.INBOX'],
    ['STREAM.MSG.DELETE.INBOX'],
    ['STREAM.DELETE.INBOX'],
    ['STREAM.UPDATE.INBOX'],
    ['CONSUMER.DELETE.NOTICES.notifier'],
  ])('%s does nothing', async (verb) => {
    const before = await inboxState();
    const subject = subjects.receipt(LEAD, 'steered');
    // The server answers a receipt, and a request for the next message, wherever the sender says.
    lead.publish(subject, 'x', { reply: `$JS.API.${verb}` });
    lead.publish(`$JS.API.DIRECT.GET.INBOX.${mine}`, '', { reply: `$JS.API.${verb}` });
    const pushed = `steered-${verb.replaceAll('.', '-')}`;
    const made = await ask(lead, `$JS.API.CONSUMER.CREATE.INBOX.${pushed}.${mine}`, {
      stream_name: 'INBOX',
      config: {
        name: pushed,
        filter_subject: mine,
        ack_policy: 'none',
        deliver_policy: 'all',
        deliver_subject: `$JS.API.${verb}`,
      },
    });
    expect(['answered', 'refused']).toContain(made);
    await lead.flush();
    await ask(lead, `$JS.API.DIRECT.GET.INBOX.${mine}`, undefined);
    const manager = await jetstreamManager(world.nats);
    await manager.consumers.info(STREAM.notices, 'notifier');
    expect(await inboxState()).toMatchObject({ messages: before.messages, first_seq: before.first_seq });
  });
});

it('the operator takes one person’s texts away, and nothing else', async () => {
  const operator = await world.connect('operator');
  const manager = await jetstreamManager(operator);
  await manager.streams.purge(STREAM.inbox, { filter: theirs });
  const { subjects: left } = (await manager.streams.info(STREAM.inbox, { subjects_filter: '>' })).state;
  expect(Object.keys(left ?? {})).toEqual([mine]);
  for (const stream of [STREAM.events, STREAM.notices, STREAM.receipts, STREAM.dead]) {
    await expect(manager.streams.purge(stream)).rejects.toThrow(/permissions/i);
    await expect(manager.streams.delete(stream)).rejects.toThrow(/permissions/i);
  }
});

const inboxMessage = (id: string): InboxMessage => ({
  ...{ id, issue: 'cut', seq: 1, template: 'tier-called', tier: 1, round: 1, facts: {}, category: 'lamps', unit: 'u' },
  ...{ queuedAtMs: 1, lang: 'en', subject: 's', body: 'b'.repeat(50_000), deliveredAtMs: 2 },
});

/** What became of a request: forbidden by the permissions, refused by JetStream, or answered. */
async function ask(nats: NatsConnection, subject: string, body: object | undefined): Promise<string> {
  try {
    const answer = await nats.request(subject, body === undefined ? '' : JSON.stringify(body), { timeout: 2_000 });
    const isStatus = (answer.headers?.code ?? 0) >= 400;
    if (isStatus) return 'refused';
    const text = answer.string();
    return text.includes('"error"') ? 'refused' : 'answered';
  } catch (error) {
    if (/permissions violation/i.test(String((error as Error).cause ?? error))) return 'denied';
    throw error;
  }
}
