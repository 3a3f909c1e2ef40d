/** The notifier, as a process of its own, is killed at random instants: nobody misses a notice, and each is visible once. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNotice, openPipe, sendAll } from '../../messaging';
import { INBOX_CHANNEL, deliveryCounts, makeMasterKeys, noticeCounts, parseAddress, setContacts } from '../../store';
import { buildWhenStale } from '../support/build';
import { inboxOf, LEAD, report, startWorld, until, type World } from './harness';
import { startMailServer, textOf, type Mail, type MailServer } from './mail-server';
import { kill, spawnNotifier } from './killed';
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
  running = spawnNotifier(world, folder, { DOORSTEP_SMTP_URL: mail.url, DOORSTEP_MAIL_FROM: 'doorstep@example.org' });
  await once(running, 'message');
  return running;
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

interface Told {
  readonly id: string;
  readonly issues: readonly string[];
}

function toldByHook({ id = '', body }: { readonly id?: string | undefined; readonly body: string }): Told {
  const { data } = JSON.parse(body) as {
    readonly data: { readonly issue?: string; readonly items?: readonly { readonly issue: string }[] };
  };
  return { id, issues: data.items?.map(({ issue }) => issue) ?? [String(data.issue)] };
}

function toldByMail({ headers, text }: Mail): Told {
  return { id: headers.get('message-id') ?? '', issues: [...new Set(textOf(text).match(/email-\d+-\d+/g))] };
}

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
    const seen = channel === 'webhook' ? receiver.heard.map(toldByHook) : mail.mails.map(toldByMail);
    const idsOf = new Map<string, Set<string>>();
    for (const { id, issues } of seen)
      for (const issue of issues) idsOf.set(issue, (idsOf.get(issue) ?? new Set()).add(id));
    expect([...idsOf.keys()].sort()).toEqual([...names].sort());
    // A repeat comes under the id by which it came first, alone or with the same others.
    for (const ids of idsOf.values()) expect(ids.size).toBe(1);
    expect((await deliveryCounts(world.database)).filter((one) => one.channel === channel)).toEqual([
      { channel, state: channel === 'webhook' ? 'delivered' : 'sent', count: names.length },
    ]);
    const inbox = await inboxOf(world.nats, LEAD, `${channel}-`, names.length);
    expect(inbox.map(({ issue }) => issue).sort()).toEqual([...names].sort());
    console.info(
      `${channel}: ${names.length} notices, ${busy} of ${KILLS} kills with work in hand, ${new Set(seen.map(({ id }) => id)).size} messages, ${seen.length - new Set(seen.map(({ id }) => id)).size} repeats under an id that was known`,
    );
  },
);

it.each(['webhook', 'email'] as const)(
  'killed when %s has it and before that is recorded: the same message again, and nothing beside it',
  async (channel) => {
    await world.database.pool.query('delete from doorstep.contact');
    const address = channel === 'webhook' ? `${receiver.url}/once` : 'lead@example.net';
    await setContacts(world.database, makeMasterKeys({}, folder), [
      { person: LEAD, address: parseAddress(channel, address) },
    ]);
    const told = (): readonly Told[] =>
      channel === 'webhook'
        ? receiver.heard.filter(({ path }) => path === '/once').map(toldByHook)
        : mail.mails.slice(before).map(toldByMail);
    const before = mail.mails.length;
    const child = await startNotifier();
    // Before the answer can be read, whichever channel it is.
    const exit = once(child, 'exit');
    const strike = (): void => void child.kill('SIGKILL');
    receiver.behave(strike);
    mail.answers(strike);
    const names = Array.from({ length: 6 }, (_, n) => `${channel}-90-${n}`);
    await sendAll(openPipe(world.nats), await queue(names));
    await until(async () => (await waiting()) === names.length);
    await endLeases();
    await exit;
    receiver.behave();
    mail.answers();
    expect(told()).toHaveLength(1);
    // One that comes afterwards travels by itself.
    await sendAll(openPipe(world.nats), await queue([`${channel}-91-0`]));
    const next = await startNotifier();
    await until(async () => (await noticeCounts(world.database)).owed === 0);
    await endLeases();
    await until(async () => (await waiting()) === 0, 40_000);
    await kill(next);
    const [first, second, third, ...more] = [...told()].sort((a, b) => b.issues.length - a.issues.length);
    expect(more).toStrictEqual([]);
    expect(first?.issues.slice().sort()).toStrictEqual(names);
    expect(second).toStrictEqual(first);
    expect(third?.issues).toStrictEqual([`${channel}-91-0`]);
  },
);
