/** Receivers that are slow, lie or are down, a queue that delivers again, and a NATS that forgets. */
import { jetstreamManager } from '@nats-io/jetstream';
import { sendAll, STREAM } from '../../messaging';
import { noticeCounts } from '../../store';
import { freeze } from '../support/faults';
import { beyondOf, channelsForTests, noticesFor, reach } from './beyond';
import { LEAD, report, until } from './harness';
import { answering, endless, resetting, silent, well } from './receiver';

jest.setTimeout(120_000);
const { world, pipe, receiver, start, webhook, heardOn, settles, only, hurry } = channelsForTests();

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
    receiver().behave(behaviour);
    await start();
    await sendAll(pipe(), noticesFor(await report(world().database, issue)));
    await until(async () => (await only(issue))?.reason === reason);
    expect(await only(issue)).toMatchObject({ state: 'queued', attempts: 1 });
    receiver().behave(well);
    await hurry();
    await settles(issue, 'webhook delivered');
    expect(new Set(heardOn(issue).map(({ id }) => id)).size).toBe(1);
    expect(name).toBeTruthy();
  },
);

it('a receiver that never answers costs a bounded time, and holds up nobody else', async () => {
  await webhook('c6-slow');
  receiver().behave((response, heard, request) =>
    heard.path === '/c6-slow' ? silent(response, heard, request) : well(response, heard, request),
  );
  await start();
  const outgoing = await report(world().database, 'c6-slow');
  await sendAll(pipe(), noticesFor(outgoing));
  await until(() => heardOn('c6-slow').length === 1);
  await webhook('c6-well');
  const beganMs = Date.now();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c6-well')));
  await settles('c6-well', 'webhook delivered');
  expect(Date.now() - beganMs).toBeLessThan(5_000);
  await until(async () => (await only('c6-slow'))?.reason === 'timed-out', 40_000).catch(async (error: unknown) => {
    throw new Error(JSON.stringify(await only('c6-slow')), { cause: error });
  });
});

it('a head of success is success, whatever is said without end after it', async () => {
  await webhook('c7');
  receiver().behave(endless);
  await start();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c7')));
  await settles('c7', 'webhook delivered');
  expect(heardOn('c7')).toHaveLength(1);
});

it('a robot’s status 200 with an error in its body is no success', async () => {
  await reach(world().database, 'robot', `wecom ${receiver().url}/c8?key=secret`);
  receiver().behave(answering(200, '{"errcode":40001,"errmsg":"?"}'));
  await start();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c8')));
  await until(async () => (await only('c8'))?.reason === 'answer-unfit');
  receiver().behave(answering(200, '{"errcode":0,"errmsg":"ok"}'));
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
  receiver().behave(answering(429, '', { 'retry-after': '7' }));
  await start();
  const beganMs = Date.now();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c9')));
  await until(async () => (await only('c9'))?.reason === 'busy');
  const waiting = await only('c9');
  expect(waiting?.attempts).toBe(0);
  expect((waiting?.nextAtMs ?? 0) - beganMs).toBeGreaterThan(6_500);
  receiver().behave(well);
  await settles('c9', 'webhook delivered');
  expect(Date.now() - beganMs).toBeGreaterThan(6_500);
});

it('a receiver that is down for a while rests instead of being hammered, and hears everything once', async () => {
  await webhook('c10');
  await receiver().down();
  await start();
  const outgoing = await Promise.all(Array.from({ length: 80 }, (_, n) => report(world().database, `c10-${n}`)));
  await sendAll(pipe(), outgoing.flatMap(noticesFor));
  const rows = async () => (await Promise.all(outgoing.map(({ issue }) => beyondOf(world().database, issue)))).flat();
  await until(async () => (await rows()).filter(({ reason }) => reason !== null).length === 80);
  // Those that came later found the circuit open.
  expect((await rows()).some(({ reason, attempts }) => reason === 'resting' && attempts === 0)).toBe(true);
  await receiver().up();
  await until(async () => {
    await hurry();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await rows()).every(({ state }) => state === 'delivered');
  }, 60_000);
  expect(heardOn('c10')).toHaveLength(80);
});

it('everything that is delivered again by the queue is sent once', async () => {
  await webhook('c14');
  await start();
  await start();
  const outgoing = await Promise.all(Array.from({ length: 40 }, (_, n) => report(world().database, `c14-${n}`)));
  const messages = outgoing.flatMap(noticesFor);
  const others = messages.map((message) => ({ ...message, id: `again-${message.id}` }));
  await sendAll(pipe(), [...messages, ...others]);
  await until(async () => (await noticeCounts(world().database)).owed === 0);
  await sendAll(
    pipe(),
    messages.map((message) => ({ ...message, id: `third-${message.id}` })),
  );
  for (const { issue } of outgoing) await settles(issue, 'webhook delivered');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(heardOn('c14')).toHaveLength(40);
});

it('NATS stands still for longer than it remembers ids, and everything is queued again: still once', async () => {
  await webhook('c16');
  const manager = await jetstreamManager(world().nats);
  for (const stream of [STREAM.notices, STREAM.inbox])
    await manager.streams.update(stream, { duplicate_window: 100e6 });
  await start();
  const messages = (
    await Promise.all(Array.from({ length: 25 }, (_, n) => report(world().database, `c16-${n}`)))
  ).flatMap(noticesFor);
  const sending = sendAll(pipe(), messages);
  const frozen = freeze(world().pid('nats'));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  frozen.thaw();
  await sending;
  await until(async () => (await sendAll(pipe(), messages)).every(({ stored }) => stored));
  await until(async () => (await noticeCounts(world().database)).owed === 0, 60_000);
  await until(async () => (await sendAll(pipe(), messages)).every(({ stored }) => stored));
  for (let n = 0; n < 25; n += 1) await settles(`c16-${n}`, 'webhook delivered');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(
    heardOn('c16')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(Array.from({ length: 25 }, (_, n) => `c16-${n}:1:${LEAD}:webhook`).sort());
});
