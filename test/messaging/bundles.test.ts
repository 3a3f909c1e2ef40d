/** Many notices to one person are one message: it lists them, is the same when it is repeated, and says so in the proof. */
import { sendAll, sendReceipt } from '../../messaging';
import type { Severity } from '../../domain';
import { claimDeliveries, deliveryCounts, forgetDeliveries, storeAlone, storeBundle } from '../../store';
import { act, beyondOf, channelsForTests, noticesFor, reach, SECRET } from './beyond';
import { LEAD, report, until } from './harness';
import { textOf } from './mail-server';
import { mannersFor } from './manners';
import { answering } from './receiver';

jest.setTimeout(180_000);
const { world, pipe, receiver, mail, mailEnv, start, webhook, heardOn, settles, only, hurry } = channelsForTests();

const SOON = { from: 3, withinMs: 1_500 };
const manners = mannersFor({ bundle: SOON });

async function call(names: readonly string[], severity: Severity = 'normal'): Promise<void> {
  const said = [];
  for (const name of names) said.push(...noticesFor(await report(world().database, name, 'dark stairs', severity)));
  await sendAll(pipe(), said);
}

const named = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

interface Heard {
  readonly type: string;
  readonly data: {
    readonly id: string;
    readonly count: number;
    readonly items: readonly { readonly id: string; readonly issue: string }[];
  };
}
const bodiesOn = (path: string): readonly Heard[] => heardOn(path).map(({ body }) => JSON.parse(body) as Heard);

it('200 issues that expire at once are one mail to whoever answers for them, and it lists them', async () => {
  await reach(world().database, 'email', 'lead@example.net');
  const names = named('mass', 200);
  await start(mailEnv(), { manners: mannersFor({ bundle: { from: 3, withinMs: 8_000 } }) });
  const before = mail().mails.length;
  await call(names);
  await until(async () => {
    const counts = await deliveryCounts(world().database);
    return counts.some(({ channel, state, count }) => channel === 'email' && state === 'sent' && count === 200);
  }, 60_000);
  const sent = mail().mails.slice(before);
  expect(sent).toHaveLength(1);
  const text = textOf(sent[0]?.text ?? '');
  for (const name of names) expect(text).toContain(`（${name}）`);
  expect(text).toContain('200 件事');
  const [proof] = await beyondOf(world().database, 'mass-7');
  expect(proof).toMatchObject({ state: 'sent', attempts: 1, bundle: { others: 199 } });
  expect(proof?.receipt).toMatch(/^250 /);
  await sendReceipt(world().nats, {
    notice: `${proof?.bundle?.id}:1:${LEAD}:email`,
    state: 'delivered',
    atMs: 1_900_000_000_000,
  });
  await settles('mass-0', 'email delivered');
  await settles('mass-199', 'email delivered');
});

it('fewer than a few go out one by one', async () => {
  await webhook('few');
  await start({}, { manners });
  await call(named('few', 2));
  await settles('few-0', 'webhook delivered');
  await settles('few-1', 'webhook delivered');
  expect(
    heardOn('few')
      .map(({ id }) => id)
      .sort(),
  ).toEqual([`few-0:1:${LEAD}:webhook`, `few-1:1:${LEAD}:webhook`]);
  expect((await only('few-0'))?.bundle).toBeNull();
});

it('what is urgent does not wait for company, and takes along what does, itself first', async () => {
  await webhook('urgent');
  await start({}, { manners: mannersFor({ bundle: { from: 3, withinMs: 600_000 } }) });
  await call(named('calm', 2));
  await until(async () => (await only('calm-1'))?.reason === 'collecting');
  const atMs = Date.now();
  await call(['pressing'], 'urgent');
  await settles('pressing', 'webhook delivered');
  expect(Date.now() - atMs).toBeLessThan(10_000);
  const [heard] = bodiesOn('urgent');
  expect(heard?.type).toBe('notice.bundle');
  expect(heard?.data.items.map(({ issue }) => issue)).toEqual(['pressing', 'calm-0', 'calm-1']);
  await settles('calm-0', 'webhook delivered');
});

it('a repeat is the same message under the same id, without what was settled meanwhile', async () => {
  await webhook('again');
  receiver().behave(answering(503));
  await start({}, { manners });
  await call(named('again', 4));
  await until(async () => (await only('again-3'))?.reason === 'server-failed');
  await act(world().database, 'again-2', { type: 'acknowledge', by: LEAD });
  receiver().behave();
  await hurry();
  await settles('again-3', 'webhook delivered');
  await settles('again-2', 'webhook withheld');
  const [first, second, ...more] = bodiesOn('again');
  expect(more).toEqual([]);
  expect(heardOn('again')[1]?.id).toBe(heardOn('again')[0]?.id);
  expect(first?.data.items.map(({ issue }) => issue).sort()).toEqual(named('again', 4));
  expect(second?.data.items.map(({ issue }) => issue).sort()).toEqual(['again-0', 'again-1', 'again-3']);
  expect(await only('again-2')).toMatchObject({ reason: 'settled', sentAtMs: null });
  expect((await only('again-3'))?.bundle).toMatchObject({ others: 2 });
});

it('what is read before its bundle goes out is not in it', async () => {
  await webhook('read');
  await start({}, { manners });
  await call(named('read', 4));
  await until(async () => (await only('read-3'))?.reason === 'collecting');
  await sendReceipt(world().nats, { notice: `read-1:1:${LEAD}:inbox`, state: 'read', atMs: Date.now() });
  await settles('read-1', 'webhook withheld');
  await settles('read-3', 'webhook delivered');
  expect(
    bodiesOn('read')
      .flatMap(({ data }) => data.items.map(({ issue }) => issue))
      .sort(),
  ).toEqual(['read-0', 'read-2', 'read-3']);
});

it('a bundle that a channel refuses for good is one on the next', async () => {
  await reach(world().database, 'webhook', `${receiver().url}/onward ${SECRET}`);
  await reach(world().database, 'email', 'lead@example.net');
  mail().refuse({ code: 550, text: 'no such user' });
  await start(mailEnv(), { manners, channelsOf: async () => ['email', 'webhook'] });
  await call(named('onward', 5));
  for (const name of named('onward', 5)) await settles(name, 'email failed', 'webhook delivered');
  const [heard, ...more] = bodiesOn('onward');
  expect(more).toEqual([]);
  expect(heard?.data.count).toBe(5);
});

it('what the queue delivers again is in no second bundle', async () => {
  await webhook('twice');
  await start({}, { manners });
  const said = [];
  for (const name of named('twice', 6)) said.push(...noticesFor(await report(world().database, name)));
  await sendAll(pipe(), said);
  await settles('twice-5', 'webhook delivered');
  // As after a loss of NATS: the log still owes them, and they come under ids that the stream does not remember.
  await world().database.pool.query(`update doorstep.notice set delivered_at = null where issue_id like 'twice-%'`);
  await sendAll(
    pipe(),
    said.map((message) => ({ ...message, id: `${message.id}:again` })),
  );
  await until(async () => {
    const { rows } = await world().database.pool.query<{ owed: number }>(
      `select count(*) as owed from doorstep.notice where issue_id like 'twice-%' and delivered_at is null`,
    );
    return rows[0]?.owed === 0;
  });
  await new Promise((resolve) => setTimeout(resolve, SOON.withinMs + 1_000));
  expect(bodiesOn('twice').map(({ data }) => data.count)).toEqual([6]);
});

it('a sender that died when its bundle was stored: the next one sends that bundle, under its id, and nothing else of it', async () => {
  await webhook('died');
  await start({}, { manners: mannersFor({ bundle: { from: 3, withinMs: 600_000 } }) });
  await call(named('died', 5));
  await until(async () => (await only('died-4'))?.reason === 'collecting');
  await world().stopNotifiers();
  await hurry();
  const dead = { channel: 'webhook', limit: 10, leaseMs: 600_000, claim: 'of the dead' } as const;
  const [group = []] = await claimDeliveries(world().database, dead);
  expect(group).toHaveLength(5);
  const bundle = { id: 'bundle-aaaaaaaaaaaaaaaa', kind: 'bundle' } as const;
  await storeBundle(world().database, bundle, group.slice(0, 4));
  await call(['died-late']);
  await start({}, { manners });
  await settles('died-late', 'webhook delivered');
  // Its lease is over.
  await world().database.pool.query(`update doorstep.delivery set next_at = now() where claim = 'of the dead'`);
  await settles('died-3', 'webhook delivered');
  await settles('died-4', 'webhook delivered');
  const told = heardOn('died').map(({ id }, index) => [
    id,
    bodiesOn('died')
      [index]?.data.items?.map(({ issue }) => issue)
      .sort(),
  ]);
  expect(told).toContainEqual([`${bundle.id}:1:${LEAD}:webhook`, named('died', 4)]);
  expect(told).toHaveLength(3);
  // What the dead sender had stored nothing of is free to go alone.
  expect(told).toContainEqual([`died-4:1:${LEAD}:webhook`, undefined]);
});

it('what went out alone before its sender died does not come again in a bundle', async () => {
  await webhook('once');
  await start({}, { manners: mannersFor({ bundle: { from: 3, withinMs: 600_000 } }) });
  await call(['once-sent']);
  await until(async () => (await only('once-sent'))?.reason === 'collecting');
  await world().stopNotifiers();
  await hurry();
  const [group = []] = await claimDeliveries(world().database, {
    channel: 'webhook',
    limit: 10,
    leaseMs: 600_000,
    claim: 'of the dead',
  });
  expect(await storeAlone(world().database, group)).toHaveLength(1);
  await start({}, { manners: mannersFor({ bundle: { from: 3, withinMs: 600_000 } }) });
  await call(named('once', 3));
  for (const name of named('once', 3)) await until(async () => (await only(name))?.reason === 'collecting');
  // Its lease is over, while others wait for company.
  await world().database.pool.query(`update doorstep.delivery set next_at = now() where claim = 'of the dead'`);
  await settles('once-sent', 'webhook delivered');
  for (const name of named('once', 3)) await settles(name, 'webhook delivered');
  const told = heardOn('once').map(({ id }, index) => [
    id.startsWith('bundle-') ? 'bundle' : id,
    bodiesOn('once')
      [index]?.data.items?.map(({ issue }) => issue)
      .sort(),
  ]);
  expect(told).toHaveLength(2);
  expect(told).toContainEqual([`once-sent:1:${LEAD}:webhook`, undefined]);
  expect(told).toContainEqual(['bundle', named('once', 3)]);
});

it('what became of notices is forgotten when its issue has been closed for long, and not before', async () => {
  const { rows } = await world().database.pool.query<{ count: number }>('select count(*) from doorstep.delivery');
  const age = (what: string) =>
    world().database.pool.query(
      `update doorstep.${what} set ${what === 'issue' ? `stage = 'closed', updated_at` : 'queued_at'} = now() - interval '401 days'
       where ${what === 'issue' ? 'id' : 'issue_id'} like 'died-%'`,
    );
  await age('delivery');
  expect(await forgetDeliveries(world().database, { keptDays: 400, limit: 10 })).toBe(0);
  await age('issue');
  expect(await forgetDeliveries(world().database, { keptDays: 500, limit: 10 })).toBe(0);
  expect(await forgetDeliveries(world().database, { keptDays: 400, limit: 10 })).toBe(6);
  const left = await world().database.pool.query<{ deliveries: number; bundles: number }>(
    `select (select count(*) from doorstep.delivery) as deliveries,
       (select count(*) from doorstep.bundle where id = 'bundle-aaaaaaaaaaaaaaaa') as bundles`,
  );
  expect(left.rows[0]).toStrictEqual({ deliveries: (rows[0]?.count ?? 0) - 6, bundles: 0 });
});
