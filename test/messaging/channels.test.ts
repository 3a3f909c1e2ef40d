/** Notices beyond the inbox, on real servers: who hears what, by which channel, and what became of it. */
import { Webhook } from 'standardwebhooks';
import { noticeId, sendAll, sendReceipt } from '../../messaging';
import {
  deadLetterCount,
  deadLetters,
  eraseContacts,
  INBOX_CHANNEL,
  listContacts,
  replayDeadLetters,
  untoldDeadLetters,
} from '../../store';
import { emailSender } from '../../workers/channels/email/send';
import { letter } from '../workers/channels/letter';
import { act, beyondOf, channelsForTests, keys, noticesFor, reach, SECRET } from './beyond';
import { LEAD, report, RESIDENT, until } from './harness';
import { startMailServer } from './mail-server';
import { answering, well } from './receiver';

jest.setTimeout(120_000);
const { world, pipe, receiver, mail, mailEnv, start, webhook, heardOn, settles, only, hurry } = channelsForTests();

it('a webhook hears of what asks its owner to act, signed, once, and of nothing else', async () => {
  await webhook('c1');
  await reach(world().database, 'webhook', `${receiver().url}/resident ${SECRET}`, RESIDENT);
  await start();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c1')));
  await settles('c1', 'webhook delivered');
  const [heard] = heardOn('c1');
  expect(heardOn('c1')).toHaveLength(1);
  expect(heard?.id).toBe(`c1:1:${LEAD}:webhook`);
  const verified = new Webhook(SECRET).verify(heard?.body ?? '', heard?.headers as Record<string, string>);
  expect(verified).toMatchObject({ type: 'notice.tier-called', data: { issue: 'c1', recipient: LEAD, lang: 'zh' } });
  expect(await only('c1')).toMatchObject({ attempts: 1, receipt: 'HTTP 200', reason: null });
  // "We have your report" asks for nothing.
  expect(heardOn('resident')).toEqual([]);
  expect(JSON.stringify(await beyondOf(world().database, 'c1'))).not.toContain(receiver().url);
});

it('a mail is threaded, encrypted, marked as a machine’s, and has the server’s word as its receipt', async () => {
  await reach(world().database, 'email', 'lead@example.net');
  await start();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c2')));
  await settles('c2', 'email sent');
  const [sent] = mail()
    .mails.filter(({ headers }) => headers.get('subject') !== undefined)
    .slice(-1);
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
  await reach(world().database, 'email', 'nobody@example.net');
  await webhook('c3');
  mail().refuse({ code: 550, text: '5.1.1 nobody@example.net: no such user' });
  const order = { channelsOf: async () => ['email', 'webhook'] as const };
  await start(mailEnv(), order);
  await sendAll(pipe(), noticesFor(await report(world().database, 'c3')));
  await settles('c3', 'email failed', 'webhook delivered');
  expect(await only('c3')).toMatchObject({ reason: 'refused', attempts: 1 });
  expect(await deadLetterCount(world().database)).toBe(0);
});

it('when every channel failed it is a dead letter, said once, and a replay brings it', async () => {
  await reach(world().database, 'email', 'nobody@example.net');
  await webhook('c4');
  mail().refuse({ code: 550, text: 'no such user' });
  receiver().behave(answering(410));
  await start(mailEnv());
  await sendAll(pipe(), noticesFor(await report(world().database, 'c4')));
  await settles('c4', 'webhook failed', 'email failed');
  await until(async () => (await untoldDeadLetters(world().database, 10)).length === 0);
  const [dead] = await deadLetters(world().database, { issue: 'c4' as never });
  expect(dead?.channels).toEqual([
    { channel: 'webhook', reason: 'gone', attempts: 1 },
    { channel: 'email', reason: 'refused', attempts: 1 },
  ]);
  const [contact] = (await listContacts(world().database, keys)).filter(({ channel }) => channel === 'webhook');
  expect(contact).toMatchObject({ disabledReason: 'gone' });
  mail().refuse(undefined);
  expect(await replayDeadLetters(world().database, dead === undefined ? [] : [dead])).toHaveLength(1);
  // The webhook stays disabled, so the mail follows at once.
  await settles('c4', 'webhook failed', 'email sent');
  expect(await replayDeadLetters(world().database, dead === undefined ? [] : [dead])).toEqual([]);
  expect(await deadLetterCount(world().database)).toBe(0);
});

it('what was acknowledged before it could be sent is withheld, with the reason', async () => {
  await webhook('c11');
  receiver().behave(answering(503));
  await start();
  const outgoing = await report(world().database, 'c11');
  await sendAll(pipe(), noticesFor(outgoing));
  await until(async () => (await only('c11'))?.reason === 'server-failed');
  await act(world().database, 'c11', { type: 'acknowledge', by: LEAD });
  receiver().behave(well);
  await hurry();
  await settles('c11', 'webhook withheld');
  expect(await only('c11')).toMatchObject({ reason: 'settled', sentAtMs: null });
  expect(heardOn('c11')).toHaveLength(1);
});

it('reading it in the inbox withholds what still waits, and marks what is out', async () => {
  await webhook('c12-out');
  await start();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c12-out')));
  await settles('c12-out', 'webhook delivered');
  receiver().behave(answering(503));
  await sendAll(pipe(), noticesFor(await report(world().database, 'c12-waits')));
  await until(async () => (await only('c12-waits'))?.reason === 'server-failed');
  for (const issue of ['c12-out', 'c12-waits']) {
    const notice = noticeId({ issue: issue as never, seq: 1, recipient: LEAD, channel: INBOX_CHANNEL });
    await sendReceipt(world().nats, { notice, state: 'read', atMs: Date.now() });
  }
  await settles('c12-out', 'webhook read');
  await settles('c12-waits', 'webhook withheld');
  expect(await only('c12-waits')).toMatchObject({ reason: 'read-elsewhere' });
});

it('what keeps failing is not waited for alone: the next channel begins beside it, and the first to arrive is enough', async () => {
  await webhook('c17');
  await reach(world().database, 'email', 'lead@example.net');
  receiver().behave(answering(500));
  await start();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c17')));
  await until(async () => (await only('c17'))?.reason === 'server-failed');
  await world().database.pool.query(`update doorstep.delivery set attempts = 3 where issue_id = 'c17'`);
  await hurry();
  await settles('c17', 'webhook queued', 'email sent');
  receiver().behave();
  await hurry();
  await settles('c17', 'webhook withheld', 'email sent');
  expect(await only('c17')).toMatchObject({ reason: 'told-elsewhere', attempts: 5 });
  expect(heardOn('c17')).toHaveLength(2);
});

it('what an endpoint keeps waiting for longer than a day is given up', async () => {
  await webhook('c18');
  receiver().behave(answering(429));
  await start();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c18')));
  await until(async () => (await only('c18'))?.reason === 'busy');
  await world().database.pool.query(
    `update doorstep.delivery set queued_at = queued_at - interval '27 hours', next_at = now() where issue_id = 'c18'`,
  );
  await settles('c18', 'webhook failed');
  expect(await only('c18')).toMatchObject({ reason: 'too-late' });
});

it('a channel that is no longer served hands over to the next', async () => {
  await webhook('c19');
  await reach(world().database, 'email', 'lead@example.net');
  mail().refuse({ code: 451, text: 'later' });
  await start(mailEnv(), { channelsOf: async () => ['email', 'webhook'] });
  await sendAll(pipe(), noticesFor(await report(world().database, 'c19')));
  await until(async () => (await only('c19'))?.reason === 'refused');
  await world().stopNotifiers();
  await world().database.pool.query(
    `update doorstep.delivery set next_at = now() - interval '11 minutes' where issue_id = 'c19'`,
  );
  await start({});
  await settles('c19', 'email failed', 'webhook delivered');
  expect(await only('c19')).toMatchObject({ reason: 'not-served' });
});

it('receipts move a delivery forward and never back', async () => {
  await reach(world().database, 'email', 'lead@example.net');
  await start();
  await sendAll(pipe(), noticesFor(await report(world().database, 'c20')));
  await settles('c20', 'email sent');
  const notice = noticeId({ issue: 'c20' as never, seq: 1, recipient: LEAD, channel: 'email' });
  for (const state of ['acted', 'delivered', 'read'] as const) {
    await sendReceipt(world().nats, { notice, state, atMs: 1_900_000_000_000 });
    await until(async () => (await only('c20'))?.[`${state}AtMs`] === 1_900_000_000_000);
    await settles('c20', 'email acted');
  }
});

it('a private address that nobody allowed is never spoken to', async () => {
  await webhook('c13');
  await start({ DOORSTEP_WEBHOOK_ALLOW: '10.0.0.0/8' });
  await sendAll(pipe(), noticesFor(await report(world().database, 'c13')));
  await settles('c13', 'webhook failed');
  expect(await only('c13')).toMatchObject({ reason: 'address-refused' });
  expect(heardOn('c13')).toEqual([]);
});

it('an erased person’s contacts are unreadable for good, and a replaced key does not open them', async () => {
  await webhook('c15');
  const wrong = [{ id: 'wrong', key: Buffer.alloc(32, 1) }] as const;
  expect((await listContacts(world().database, wrong))[0]?.address).toBeNull();
  const { rows } = await world().database.pool.query<{ sealed: Buffer }>('select sealed from doorstep.contact');
  expect(rows[0]?.sealed.includes(Buffer.from('127.0.0.1'))).toBe(false);
  expect(await eraseContacts(world().database, LEAD)).toBe(true);
  expect(await eraseContacts(world().database, LEAD)).toBe(false);
  expect(await listContacts(world().database, keys)).toEqual([]);
});
