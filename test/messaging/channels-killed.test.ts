/** The notifier, as a process of its own, is killed at random instants: nobody misses a notice, and each is visible once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { buildNotice, openPipe, sendAll } from '../../messaging';
import { INBOX_CHANNEL, deliveryCounts, makeMasterKeys, noticeCounts, parseAddress, setContacts } from '../../store';
import { buildWhenStale } from '../support/build';
import { inboxOf, LEAD, report, startWorld, until, type World } from './harness';
import { startMailServer, type MailServer } from './mail-server';
import { startReceiver, well, type Receiver } from './receiver';

jest.setTimeout(300_000);
const KILLS = 20;
const EACH = 5;

let world: World;
let receiver: Receiver;
let mail: MailServer;
let folder = '';
let running: ChildProcess | undefined;
beforeAll(async () => {
  buildWhenStale();
  folder = mkdtempSync(join(tmpdir(), 'doorstep-killed-'));
  world = await startWorld();
  [receiver, mail] = await Promise.all([
    startReceiver(),
    // Time in which it can be killed between the sending and the answer.
    startMailServer({ onMailFrom: (_, __, done) => void setTimeout(done, 30) }),
  ]);
  receiver.behave((...all) => void setTimeout(() => well(...all), 60));
});
afterAll(async () => {
  running?.kill('SIGKILL');
  await (receiver as Receiver | undefined)?.end();
  await (mail as MailServer | undefined)?.end();
  await (world as World | undefined)?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function startNotifier(): Promise<ChildProcess> {
  running = spawn(process.execPath, [join(packageRoot(), 'dist', 'workers', 'notifier.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: world.databaseUrl,
      NATS_URL: world.natsUrl,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      DOORSTEP_DATA: folder,
      DOORSTEP_LOG_LEVEL: 'silent',
      DOORSTEP_NATS_CREDENTIALS: world.natsUsers,
      DOORSTEP_WEBHOOK_ALLOW: '127.0.0.1',
      DOORSTEP_SMTP_URL: mail.url,
      DOORSTEP_MAIL_FROM: 'doorstep@example.org',
    },
  });
  // It says that it is ready.
  await once(running, 'message');
  return running;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** What a killed notifier had in hand is due at once; its lease is longer than a test. */
const endLeases = () =>
  world.database.pool.query('update doorstep.delivery set next_at = now() where next_at is not null');

const waiting = async (): Promise<number> =>
  (await deliveryCounts(world.database)).reduce((sum, { state, count }) => sum + (state === 'queued' ? count : 0), 0);

const queue = async (names: readonly string[]) =>
  (await Promise.all(names.map((name) => report(world.database, name)))).flatMap(({ issue, step, recordedAtMs }) =>
    step.notices.map((notice) =>
      buildNotice({ issue, report: step.after.report, rules: step.after.rules }, notice, INBOX_CHANNEL, recordedAtMs),
    ),
  );

it.each(['webhook', 'email'] as const)(
  'killed again and again: nothing on %s is lost, and nothing has two ids',
  async (channel) => {
    const address = channel === 'webhook' ? `${receiver.url}/hook` : 'lead@example.net';
    await world.database.pool.query('delete from doorstep.contact');
    await setContacts(world.database, makeMasterKeys({}, folder), [
      { person: LEAD, address: parseAddress(channel, address) },
    ]);
    const pipe = openPipe(world.nats);
    const names: string[] = [];
    let busy = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const child = await startNotifier();
      const fresh = Array.from({ length: EACH }, (_, n) => `${channel}-${round}-${n}`);
      names.push(...fresh);
      await endLeases();
      await sendAll(pipe, await queue(fresh));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
      await kill(child);
      if ((await waiting()) > 0) busy += 1;
    }
    const last = await startNotifier();
    await until(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      if ((await noticeCounts(world.database)).owed === 0 && (await waiting()) === 0) return true;
      await endLeases();
      return false;
    }, 120_000);
    await kill(last);
    // Otherwise the kills came when there was nothing to lose.
    expect(busy).toBeGreaterThan(KILLS / 4);
    const seen =
      channel === 'webhook'
        ? receiver.heard.map(({ id }) => id)
        : mail.mails.map(({ headers }) => headers.get('message-id') ?? '');
    expect(new Set(seen).size).toBe(names.length);
    if (channel === 'webhook')
      expect([...new Set(seen)].sort()).toEqual(names.map((name) => `${name}:1:${LEAD}:webhook`).sort());
    expect((await deliveryCounts(world.database)).filter((one) => one.channel === channel)).toEqual([
      { channel, state: channel === 'webhook' ? 'delivered' : 'sent', count: names.length },
    ]);
    const inbox = await inboxOf(world.nats, LEAD, `${channel}-`, names.length);
    expect(inbox.map(({ issue }) => issue).sort()).toEqual([...names].sort());
    console.info(
      `${channel}: ${names.length} notices, ${busy} of ${KILLS} kills with work in hand, ${seen.length - names.length} repeats under an id that was known`,
    );
  },
);
