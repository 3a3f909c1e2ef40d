/** Notices beyond the inbox, to a real SMTP server and to receivers that are slow, lie, or are down. */
import { jetstreamManager } from '@nats-io/jetstream';
import { Webhook } from 'standardwebhooks';
import {
  buildNotice,
  noticeId,
  openPipe,
  sendAll,
  sendReceipt,
  STREAM,
  type Outgoing,
  type Pipe,
} from '../../messaging';
import {
  deadLetterCount,
  deadLetters,
  eraseContacts,
  INBOX_CHANNEL,
  listContacts,
  noticeCounts,
  replayDeadLetters,
} from '../../store';
import { emailSender } from '../../workers/channels/email/send';
import { freeze } from '../support/faults';
import { letter } from '../workers/channels/letter';
import { beyond, beyondOf, act, keys, reach, SECRET, statesOf, type OpenBeyond } from './beyond';
import { LEAD, report, RESIDENT, startWorld, until, type World } from './harness';
import { startMailServer, type MailServer } from './mail-server';
import { answering, endless, resetting, silent, startReceiver, well, type Receiver } from './receiver';

jest.setTimeout(120_000);
let world: World;
let pipe: Pipe;
let receiver: Receiver;
let mail: MailServer;
let open: OpenBeyond[] = [];
beforeAll(async () => {
  world = await startWorld();
  pipe = openPipe(world.nats);
  [receiver, mail] = await Promise.all([startReceiver(), startMailServer()]);
});
beforeEach(async () => {
  receiver.behave();
  mail.refuse(undefined);
  await world.database.pool.query('delete from doorstep.contact_key');
});
afterEach(async () => {
  await (world as World | undefined)?.stopNotifiers();
  for (const channels of open.splice(0)) await channels.close();
});
afterAll(async () => {
  await (receiver as Receiver | undefined)?.end();
  await (mail as MailServer | undefined)?.end();
  await (world as World | undefined)?.end();
});

const noticesFor = ({ issue, step, recordedAtMs }: Outgoing) =>
  step.notices.map((notice) =>
    buildNotice({ issue, report: step.after.report, rules: step.after.rules }, notice, INBOX_CHANNEL, recordedAtMs),
  );
const mailEnv = () => ({ DOORSTEP_SMTP_URL: mail.url, DOORSTEP_MAIL_FROM: 'Doorstep <doorstep@example.org>' });
async function start(env: NodeJS.ProcessEnv = mailEnv(), more: Parameters<typeof beyond>[1] = {}): Promise<void> {
  const channels = beyond(env, more);
  open = [...open, channels];
  await world.startNotifier(channels);
}
const webhook = (path: string) => reach(world.database, 'webhook', `${receiver.url}/${path} ${SECRET}`);
const heardOn = (path: string) => receiver.heard.filter((heard) => heard.path === `/${path}`);
const settles = (issue: string, ...states: readonly string[]) =>
  until(async () => {
    const now = await statesOf(world.database, issue);
    return JSON.stringify(now) === JSON.stringify(states);
  }, 40_000).catch(async (error: unknown) => {
    expect(await beyondOf(world.database, issue)).toBe(`${states.join(', ')} (${String(error)})`);
  });
/** What waits for its time is due now. */
const hurry = () => world.database.pool.query('update doorstep.delivery set next_at = now() where next_at is not null');
const only = async (issue: string) => (await beyondOf(world.database, issue))[0];

it('a webhook hears of what asks its owner to act, signed, once, and of nothing else', async () => {
  await webhook('c1');
  await reach(world.database, 'webhook', `${receiver.url}/resident ${SECRET}`, RESIDENT);
  await start();
  await sendAll(pipe, noticesFor(await report(world.database, 'c1')));
  await settles('c1', 'webhook delivered');
  const [heard] = heardOn('c1');
  expect(heardOn('c1')).toHaveLength(1);
  expect(heard?.id).toBe(`c1:1:${LEAD}:webhook`);
  const verified = new Webhook(SECRET).verify(heard?.body ?? '', heard?.headers as Record<string, string>);
  expect(verified).toMatchObject({ type: 'notice.tier-called', data: { issue: 'c1', recipient: LEAD, lang: 'zh' } });
  expect(await only('c1')).toMatchObject({ attempts: 1, receipt: 'HTTP 200', reason: null });
  // "We have your report" asks for nothing.
  expect(heardOn('resident')).toEqual([]);
  expect(JSON.stringify(await beyondOf(world.database, 'c1'))).not.toContain(receiver.url);
});

it('a mail is threaded, encrypted, marked as a machine’s, and has the server’s word as its receipt', async () => {
  await reach(world.database, 'email', 'lead@example.net');
  await start();
  await sendAll(pipe, noticesFor(await report(world.database, 'c2')));
  await settles('c2', 'email sent');
  const [sent] = mail.mails.filter(({ headers }) => headers.get('subject') !== undefined).slice(-1);
  expect(sent).toMatchObject({ from: 'doorstep@example.org', to: ['lead@example.net'], secure: true });
  expect(sent?.headers.get('references')).toMatch(/^<issue\.\w+@example\.org>$/);
  expect(sent?.headers.get('in-reply-to')).toBe(sent?.headers.get('references'));
  expect(sent?.headers.get('message-id')).toMatch(/^<notice\.\w+@example\.org>$/);
  expect(sent?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(sent?.headers.get('list-id')).toContain('example.org');
  expect((await only('c2'))?.receipt).toMatch(/^250 2\.0\.0 Ok: queued as \d+$/);
});

it('outside this machine nothing is sent to a server that does not encrypt', async () => {
  const plain = await startMailServer({ disabledCommands: ['AUTH', 'STARTTLS'] });
  const { hostname, port } = new URL(plain.url);
  const from = { name: '', address: 'doorstep@example.org' };
  const settings = { host: hostname, port: Number(port), secure: false, login: undefined, from, bounce: from.address };
  const to = { channel: 'email', address: 'lead@example.net' } as const;
  const [strict, local] = [false, true].map((isLocal) => emailSender({ ...settings, isLocal }));
  const signal = new AbortController().signal;
  expect(await strict?.send(letter, to, signal)).toMatchObject({ outcome: 'failed', reason: 'tls-failed' });
  expect(plain.mails).toEqual([]);
  expect(await local?.send(letter, to, signal)).toMatchObject({ outcome: 'sent' });
  await Promise.all([strict?.close(), local?.close()]);
  await plain.end();
});

it('a refused mail moves to the next channel, whose order is the person’s', async () => {
  await reach(world.database, 'email', 'nobody@example.net');
  await webhook('c3');
  mail.refuse({ code: 550, text: '5.1.1 nobody@example.net: no such user' });
  const order = { channelsOf: async () => ['email', 'webhook'] as const };
  await start(mailEnv(), order);
  await sendAll(pipe, noticesFor(await report(world.database, 'c3')));
  await settles('c3', 'email failed', 'webhook delivered');
  expect(await only('c3')).toMatchObject({ reason: 'refused', attempts: 1 });
  expect(await deadLetterCount(world.database)).toBe(0);
});

it('when every channel failed it is a dead letter, said once, and a replay brings it', async () => {
  await reach(world.database, 'email', 'nobody@example.net');
  await webhook('c4');
  mail.refuse({ code: 550, text: 'no such user' });
  receiver.behave(answering(410));
  const told: string[] = [];
  const notTold = async (issue: string, seq: number, recipient: string) =>
    void told.push(`${issue}:${seq}:${recipient}`);
  await start(mailEnv(), { notTold });
  await sendAll(pipe, noticesFor(await report(world.database, 'c4')));
  await settles('c4', 'webhook failed', 'email failed');
  await until(() => told.length > 0);
  expect(told).toEqual([`c4:1:${LEAD}`]);
  const [dead] = await deadLetters(world.database, { issue: 'c4' as never });
  expect(dead?.channels).toEqual([
    { channel: 'webhook', reason: 'gone', attempts: 1 },
    { channel: 'email', reason: 'refused', attempts: 1 },
  ]);
  const [contact] = (await listContacts(world.database, keys)).filter(({ channel }) => channel === 'webhook');
  expect(contact).toMatchObject({ disabledReason: 'gone' });
  mail.refuse(undefined);
  expect(await replayDeadLetters(world.database, dead === undefined ? [] : [dead])).toHaveLength(1);
  // The webhook stays disabled, so the mail follows at once.
  await settles('c4', 'webhook failed', 'email sent');
  expect(await replayDeadLetters(world.database, dead === undefined ? [] : [dead])).toEqual([]);
  expect(await deadLetterCount(world.database)).toBe(0);
  expect(told).toHaveLength(1);
});

it.each([
  ['resets', resetting, 'unreachable'],
  ['sends elsewhere', answering(302, '', { location: 'http://127.0.0.1:1/' }), 'redirected'],
  ['is broken', answering(500, 'x'.repeat(200_000)), 'server-failed'],
  ['knows nothing', answering(404), 'refused'],
] as const)(
  'a receiver that %s is tried again under the same id, and then hears it',
  async (name, behaviour, reason) => {
    const issue = `c5-${reason}`;
    await webhook(issue);
    receiver.behave(behaviour);
    await start();
    await sendAll(pipe, noticesFor(await report(world.database, issue)));
    await until(async () => (await only(issue))?.reason === reason);
    expect(await only(issue)).toMatchObject({ state: 'queued', attempts: 1 });
    receiver.behave(well);
    await hurry();
    await settles(issue, 'webhook delivered');
    expect(new Set(heardOn(issue).map(({ id }) => id)).size).toBe(1);
    expect(name).toBeTruthy();
  },
);

it('a receiver that never answers costs a bounded time, and holds up nobody else', async () => {
  await webhook('c6-slow');
  receiver.behave((response, heard, request) =>
    heard.path === '/c6-slow' ? silent(response, heard, request) : well(response, heard, request),
  );
  await start();
  const outgoing = await report(world.database, 'c6-slow');
  await sendAll(pipe, noticesFor(outgoing));
  await until(() => heardOn('c6-slow').length === 1);
  await webhook('c6-well');
  const beganMs = Date.now();
  await sendAll(pipe, noticesFor(await report(world.database, 'c6-well')));
  await settles('c6-well', 'webhook delivered');
  expect(Date.now() - beganMs).toBeLessThan(5_000);
  await until(async () => (await only('c6-slow'))?.reason === 'timed-out');
});

it('a head of success is success, whatever is said without end after it', async () => {
  await webhook('c7');
  receiver.behave(endless);
  await start();
  await sendAll(pipe, noticesFor(await report(world.database, 'c7')));
  await settles('c7', 'webhook delivered');
  expect(heardOn('c7')).toHaveLength(1);
});

it('a robot’s status 200 with an error in its body is no success', async () => {
  await reach(world.database, 'robot', `wecom ${receiver.url}/c8?key=secret`);
  receiver.behave(answering(200, '{"errcode":40001,"errmsg":"?"}'));
  await start();
  await sendAll(pipe, noticesFor(await report(world.database, 'c8')));
  await until(async () => (await only('c8'))?.reason === 'answer-unfit');
  receiver.behave(answering(200, '{"errcode":0,"errmsg":"ok"}'));
  await hurry();
  await settles('c8', 'robot delivered');
  const said = heardOn('c8?key=secret').find(({ body }) => body.includes('（c8）'));
  expect(JSON.parse(said?.body ?? '{}')).toMatchObject({
    msgtype: 'text',
    text: { content: expect.any(String) as string },
  });
});

it('who asks for patience gets it, without an attempt being spent', async () => {
  await webhook('c9');
  receiver.behave(answering(429, '', { 'retry-after': '7' }));
  await start();
  const beganMs = Date.now();
  await sendAll(pipe, noticesFor(await report(world.database, 'c9')));
  await until(async () => (await only('c9'))?.reason === 'busy');
  const waiting = await only('c9');
  expect(waiting?.attempts).toBe(0);
  expect((waiting?.nextAtMs ?? 0) - beganMs).toBeGreaterThan(6_500);
  receiver.behave(well);
  await settles('c9', 'webhook delivered');
  expect(Date.now() - beganMs).toBeGreaterThan(6_500);
});

it('a receiver that is down for a while rests instead of being hammered, and hears everything once', async () => {
  await webhook('c10');
  await receiver.down();
  await start();
  const outgoing = await Promise.all(Array.from({ length: 80 }, (_, n) => report(world.database, `c10-${n}`)));
  await sendAll(pipe, outgoing.flatMap(noticesFor));
  const rows = async () => (await Promise.all(outgoing.map(({ issue }) => beyondOf(world.database, issue)))).flat();
  await until(async () => (await rows()).filter(({ reason }) => reason !== null).length === 80);
  // Those that came later found the circuit open.
  expect((await rows()).some(({ reason, attempts }) => reason === 'resting' && attempts === 0)).toBe(true);
  await receiver.up();
  await until(async () => {
    await hurry();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await rows()).every(({ state }) => state === 'delivered');
  }, 60_000);
  expect(heardOn('c10')).toHaveLength(80);
});

it('what was acknowledged before it could be sent is withheld, with the reason', async () => {
  await webhook('c11');
  receiver.behave(answering(503));
  await start();
  const outgoing = await report(world.database, 'c11');
  await sendAll(pipe, noticesFor(outgoing));
  await until(async () => (await only('c11'))?.reason === 'server-failed');
  await act(world.database, 'c11', { type: 'acknowledge', by: LEAD });
  receiver.behave(well);
  await hurry();
  await settles('c11', 'webhook withheld');
  expect(await only('c11')).toMatchObject({ reason: 'settled', sentAtMs: null });
  expect(heardOn('c11')).toHaveLength(1);
});

it('reading it in the inbox withholds what still waits, and marks what is out', async () => {
  await webhook('c12-out');
  await start();
  await sendAll(pipe, noticesFor(await report(world.database, 'c12-out')));
  await settles('c12-out', 'webhook delivered');
  receiver.behave(answering(503));
  await sendAll(pipe, noticesFor(await report(world.database, 'c12-waits')));
  await until(async () => (await only('c12-waits'))?.reason === 'server-failed');
  for (const issue of ['c12-out', 'c12-waits']) {
    const notice = noticeId({ issue: issue as never, seq: 1, recipient: LEAD, channel: INBOX_CHANNEL });
    await sendReceipt(world.nats, { notice, state: 'read', atMs: Date.now() });
  }
  await settles('c12-out', 'webhook read');
  await settles('c12-waits', 'webhook withheld');
  expect(await only('c12-waits')).toMatchObject({ reason: 'read-elsewhere' });
});

it('a private address that nobody allowed is never spoken to', async () => {
  await webhook('c13');
  await start({ DOORSTEP_WEBHOOK_ALLOW: '10.0.0.0/8' });
  await sendAll(pipe, noticesFor(await report(world.database, 'c13')));
  await settles('c13', 'webhook failed');
  expect(await only('c13')).toMatchObject({ reason: 'address-refused' });
  expect(heardOn('c13')).toEqual([]);
});

it('everything that is delivered again by the queue is sent once', async () => {
  await webhook('c14');
  await start();
  await start();
  const outgoing = await Promise.all(Array.from({ length: 40 }, (_, n) => report(world.database, `c14-${n}`)));
  const messages = outgoing.flatMap(noticesFor);
  const others = messages.map((message) => ({ ...message, id: `again-${message.id}` }));
  await sendAll(pipe, [...messages, ...others]);
  await until(async () => (await noticeCounts(world.database)).owed === 0);
  await sendAll(
    pipe,
    messages.map((message) => ({ ...message, id: `third-${message.id}` })),
  );
  for (const { issue } of outgoing) await settles(issue, 'webhook delivered');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(heardOn('c14')).toHaveLength(40);
});

it('NATS stands still for longer than it remembers ids, and everything is queued again: still once', async () => {
  await webhook('c16');
  const manager = await jetstreamManager(world.nats);
  for (const stream of [STREAM.notices, STREAM.inbox])
    await manager.streams.update(stream, { duplicate_window: 100e6 });
  await start();
  const messages = (
    await Promise.all(Array.from({ length: 25 }, (_, n) => report(world.database, `c16-${n}`)))
  ).flatMap(noticesFor);
  const sending = sendAll(pipe, messages);
  const frozen = freeze(world.pid('nats'));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  frozen.thaw();
  await sending;
  await until(async () => (await sendAll(pipe, messages)).every(({ stored }) => stored));
  await until(async () => (await noticeCounts(world.database)).owed === 0, 60_000);
  await until(async () => (await sendAll(pipe, messages)).every(({ stored }) => stored));
  for (let n = 0; n < 25; n += 1) await settles(`c16-${n}`, 'webhook delivered');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(
    heardOn('c16')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(Array.from({ length: 25 }, (_, n) => `c16-${n}:1:${LEAD}:webhook`).sort());
});

it('an erased person’s contacts are unreadable for good, and a replaced key does not open them', async () => {
  await webhook('c15');
  const wrong = [{ id: 'wrong', key: Buffer.alloc(32, 1) }] as const;
  expect((await listContacts(world.database, wrong))[0]?.address).toBeNull();
  const { rows } = await world.database.pool.query<{ sealed: Buffer }>('select sealed from doorstep.contact');
  expect(rows[0]?.sealed.includes(Buffer.from('127.0.0.1'))).toBe(false);
  expect(await eraseContacts(world.database, LEAD)).toBe(true);
  expect(await eraseContacts(world.database, LEAD)).toBe(false);
  expect(await listContacts(world.database, keys)).toEqual([]);
});
