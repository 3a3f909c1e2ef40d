/** `doorstep contact`, `notices` and `dead-letters` beside real servers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../clients/cli/main';
import { buildNotice, openPipe, sendAll } from '../../messaging';
import { findMasterKeys, INBOX_CHANNEL } from '../../store';
import { beyond, statesOf } from './beyond';
import { LEAD, report, startWorld, until, type World } from './harness';
import { mannersFor } from './manners';
import { answering, startReceiver, type Receiver } from './receiver';

jest.setTimeout(120_000);
let world: World;
let receiver: Receiver;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-channels-'));
  [world, receiver] = await Promise.all([startWorld(), startReceiver()]);
});
afterAll(async () => {
  await (receiver as Receiver | undefined)?.end();
  await (world as World | undefined)?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function doorstep(argv: readonly string[], stdin = '', env: NodeJS.ProcessEnv = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    env: {
      DATABASE_URL: world.databaseUrl,
      NATS_URL: world.natsUrl,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      DOORSTEP_DATA: folder,
      ...env,
    },
    stopped: new AbortController().signal,
    stdin: async () => stdin,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const json = async (...argv: readonly string[]) => {
  const { out, code, err } = await doorstep([...argv, '--json']);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Record<string, never>;
};

it('sets, lists masked, removes and erases', async () => {
  expect((await doorstep(['contact', 'list'])).out).toContain('inbox only');
  const set = await doorstep(['contact', 'set', LEAD, 'email'], 'wu.rina@mail.example.org\n');
  expect(set).toMatchObject({ code: 0, out: expect.stringContaining('w…@mail.example.org') as string });
  const file = join(folder, 'number');
  writeFileSync(file, '+8613800000000\n');
  expect(await doorstep(['contact', 'set', LEAD, 'sms', '--file', file, '--lang', 'zh'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/可由短信通知：\+86…00/) as string,
  });
  expect(await json('contact', 'list')).toMatchObject({
    contacts: [
      { person: LEAD, channel: 'email', address: 'w…@mail.example.org', disabledAt: null },
      { person: LEAD, channel: 'sms', address: '+86…00' },
    ],
  });
  expect((await doorstep(['contact', 'remove', LEAD, 'sms'])).code).toBe(0);
  expect(await doorstep(['contact', 'remove', LEAD, 'sms'])).toMatchObject({
    code: 4,
    err: expect.stringContaining('CONTACT_UNKNOWN') as string,
  });
  expect((await doorstep(['contact', 'erase', LEAD])).code).toBe(0);
  expect(await json('contact', 'list', LEAD)).toEqual({ contacts: [] });
});

it('refuses strangers, wrong channels and wrong addresses, and repeats none', async () => {
  const wrong: readonly [readonly string[], string, string][] = [
    [['contact', 'set', 'nobody-1', 'email'], 'secret@example.org', 'PERSON_UNKNOWN'],
    [['contact', 'set', LEAD, 'pigeon'], 'secret@example.org', 'ARGUMENT_INVALID'],
    [['contact', 'set', LEAD, 'email'], 'secret', 'CONTACT_INVALID'],
    [['contact', 'set', LEAD, 'email'], '', 'CONTACT_INVALID'],
  ];
  for (const [argv, stdin, code] of wrong) {
    const answer = await doorstep(argv, stdin);
    expect(answer.err).toContain(code);
    expect(answer.err + answer.out).not.toContain('secret');
  }
  expect(await json('contact', 'list')).toEqual({ contacts: [] });
});

it('a webhook’s secret is made where none is given, and shown once', async () => {
  const { out } = await doorstep(['contact', 'set', LEAD, 'webhook'], 'https://hooks.example.org/x');
  expect(out).toMatch(/whsec_[\w+/]{32}/);
  expect((await doorstep(['contact', 'list'])).out).not.toContain('whsec_');
  await doorstep(['contact', 'erase', LEAD]);
});

it('imports a whole file or nothing of it, and names a bad row by its line', async () => {
  const file = join(folder, 'contacts.csv');
  const good = `﻿person,channel,address\r\n${LEAD},email,a@example.org\r\nresident-01,phone,+8613800000001\r\n`;
  writeFileSync(
    file,
    `${good}resident-02,email,secret\r\nresident-01,phone,+8613800000002\r\nnobody-9,sms,+8613800000003\r\n`,
  );
  const refused = await doorstep(['contact', 'import', file]);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain(`${file}:4`);
  expect(refused.err).toContain(`${file}:5 (person): has a contact for phone in line 3 already`);
  expect(refused.err).toContain(`${file}:6`);
  expect(refused.err).not.toContain('secret');
  expect(await json('contact', 'list')).toEqual({ contacts: [] });
  writeFileSync(file, 'person;channel;address\nsecret');
  expect((await doorstep(['contact', 'import', file])).err).toMatch(/CONTACTS_UNREADABLE(?!.*secret)/s);
  writeFileSync(file, good);
  expect(await json('contact', 'import', file)).toEqual({ contacts: 2, people: 2 });
  expect((await json('contact', 'list'))['contacts']).toHaveLength(2);
});

it('without the key, or with another, nothing is shown and nothing new is sealed', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'doorstep-elsewhere-'));
  try {
    const lost = await doorstep(['contact', 'set', 'resident-02', 'email'], 'b@example.org', {
      DOORSTEP_DATA: elsewhere,
    });
    expect(lost.err).toContain('CONTACT_KEY_UNFIT');
    const other = { DOORSTEP_MASTER_KEY: Buffer.alloc(32, 9).toString('base64') };
    expect((await doorstep(['contact', 'list'], '', other)).out).toContain('does not open');
    const kept = readFileSync(join(folder, 'contacts.key'), 'utf8').trim();
    // The new key first: whoever is set again is under the new one alone.
    const both = { DOORSTEP_MASTER_KEY: `${other.DOORSTEP_MASTER_KEY},${kept}` };
    expect((await doorstep(['contact', 'set', LEAD, 'email'], 'c@example.org', both)).code).toBe(0);
    expect((await doorstep(['contact', 'list', LEAD], '', other)).out).toContain('c…@example.org');
  } finally {
    rmSync(elsewhere, { recursive: true });
    await world.database.pool.query('delete from doorstep.contact_key');
  }
});

it('the proof: what became of each notice, by channel, with its times; dead letters and their replay', async () => {
  await doorstep(['contact', 'set', LEAD, 'webhook'], `${receiver.url}/proof`);
  receiver.behave(answering(410));
  const channels = beyond({}, { masterKeys: () => findMasterKeys({}, folder) });
  await world.startNotifier(channels);
  const { issue, step, recordedAtMs } = await report(world.database, 'proof');
  await sendAll(
    openPipe(world.nats),
    step.notices.map((notice) =>
      buildNotice({ issue, report: step.after.report, rules: step.after.rules }, notice, INBOX_CHANNEL, recordedAtMs),
    ),
  );
  await until(async () => (await statesOf(world.database, 'proof')).includes('webhook failed'));
  await until(async () => (await json('notices', '--issue', 'proof'))['notices'] !== undefined);
  const said = await doorstep(['notices', '--issue', 'proof']);
  expect(said.out).toMatch(/#1 tier-called → .*lead-oleaster-1\) · tier 1, round/);
  expect(said.out).toMatch(
    /webhook +failed +queued 20\d\d-.* · failed 20\d\d-.* · 1 attempt · the receiver says the address is gone/,
  );
  expect((await doorstep(['notices', '--issue', 'proof', '--lang', 'zh'])).out).toMatch(
    /webhook +失败 .*接收方表示地址已失效/,
  );
  expect((await doorstep(['contact', 'list'])).out).toMatch(/disabled 20\d\d-.*gone/);
  expect(await json('dead-letters', 'list')).toMatchObject({
    deadLetters: [{ issue: 'proof', seq: 1, recipient: LEAD, channels: [{ channel: 'webhook', reason: 'gone' }] }],
  });
  expect((await doorstep(['dead-letters', 'list'])).out).toContain('the receiver says the address is gone');
  expect(await json('notices')).toMatchObject({ deadLetters: 1 });
  expect((await doorstep(['dead-letters', 'replay'])).err).toContain('ARGUMENT_INVALID');
  receiver.behave();
  await doorstep(['contact', 'set', LEAD, 'webhook'], `${receiver.url}/proof`);
  expect((await doorstep(['dead-letters', 'replay', 'proof'])).out).toBe('1 notice goes out again.');
  await until(async () => (await statesOf(world.database, 'proof')).includes('webhook delivered'));
  expect((await doorstep(['dead-letters', 'replay', 'proof'])).err).toContain('DEAD_LETTER_UNKNOWN');
  expect((await doorstep(['dead-letters', 'list'])).out).toBe('No dead letters.');
  const shown = await json('notices', '--issue', 'proof');
  expect(shown['notices']).toMatchObject([
    {
      seq: 1,
      template: 'tier-called',
      recipient: LEAD,
      channels: [
        { channel: 'inbox', state: 'delivered', attempts: null },
        { channel: 'webhook', state: 'delivered', attempts: 1, receipt: 'HTTP 200', reason: null },
      ],
    },
    { seq: 1, template: 'report-received', channels: [{ channel: 'inbox' }] },
  ]);
  expect((await doorstep(['notices', '--issue', 'nothing'])).err).toContain('ISSUE_UNKNOWN');
  expect((await doorstep(['notices'])).out).toMatch(/webhook +delivered +1/);
  await world.stopNotifiers();
  await channels.close();
});

it('the proof says with whom a notice went and what it waited for; the counts say why; a text is shown with real facts', async () => {
  await doorstep(['contact', 'set', LEAD, 'webhook'], `${receiver.url}/gathered`);
  receiver.behave();
  const manners = mannersFor({
    bundle: { from: 3, withinMs: 1_000 },
    // What was proven above went out within the hour.
    throttle: { webhook: { atMost: 2, spanMs: 3_600_000, urgent: 2 } },
  });
  await world.startNotifier(beyond({}, { masterKeys: () => findMasterKeys({}, folder), manners }));
  const call = async (name: string) => {
    const { issue, step, recordedAtMs } = await report(world.database, name);
    const about = { issue, report: step.after.report, rules: step.after.rules };
    await sendAll(
      openPipe(world.nats),
      step.notices.map((notice) => buildNotice(about, notice, INBOX_CHANNEL, recordedAtMs)),
    );
  };
  for (const name of ['g-1', 'g-2', 'g-3']) await call(name);
  await until(async () => (await statesOf(world.database, 'g-3')).includes('webhook delivered'));
  await call('g-4');
  await until(async () => (await doorstep(['notices', '--issue', 'g-4'])).out.includes('too many messages'));
  const bundled = await doorstep(['notices', '--issue', 'g-2']);
  expect(bundled.out).toMatch(/webhook +delivered .* · in the bundle bundle-[\w-]{16} with 2 others/);
  expect((await doorstep(['notices', '--issue', 'g-2', '--lang', 'zh'])).out).toMatch(
    /在合并消息 .* 中，同有 2 个其他通知/,
  );
  expect((await doorstep(['notices'])).out).toMatch(/queued +waits because of too many messages lately +1/);
  expect((await json('notices'))['reasons']).toContainEqual({ state: 'queued', reason: 'throttled', count: 1 });
  const shown = await doorstep(['notice', 'preview', 'tier-called', '--issue', 'g-2', '--on', 'inbox', '--in', 'en']);
  expect(shown.out).toContain('please acknowledge (g-2)');
  const none = await doorstep(['notice', 'preview', 'closed', '--issue', 'g-2']);
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('ARGUMENT_INVALID') as string });
  await world.stopNotifiers();
  await doorstep(['contact', 'erase', LEAD]);
});
