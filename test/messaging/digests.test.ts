/** Who asked for a digest hears in it of what only tells and of what is of low severity: once, and of nothing they have read. */
import { sendAll, sendReceipt } from '../../messaging';
import type { Severity } from '../../domain';
import type { DeliveryRecord } from '../../store';
import { act, beyondOf, channelsForTests, noticesFor, reach } from './beyond';
import { LEAD, report, until } from './harness';
import { mannersFor } from './manners';
import { answering } from './receiver';

jest.setTimeout(120_000);
const { world, pipe, receiver, mail, mailEnv, start, webhook, heardOn, settles } = channelsForTests();

const DIGEST = { atMinute: 8 * 60 };
const manners = mannersFor({ digest: DIGEST, bundle: { from: 3, withinMs: 0 } });

async function call(name: string, severity: Severity = 'low'): Promise<void> {
  await sendAll(pipe(), noticesFor(await report(world().database, name, 'dark stairs', severity)));
}
const waiting = async (issue: string): Promise<DeliveryRecord | undefined> =>
  (await beyondOf(world().database, issue))[0];
const morning = (): Promise<unknown> =>
  world().database.pool.query(
    `update doorstep.delivery set next_at = now() where digest and claim is null and next_at is not null`,
  );

interface Digest {
  readonly type: string;
  readonly data: {
    readonly id: string;
    readonly items: readonly { readonly issue: string; readonly template: string }[];
  };
}
const digestsOn = (path: string): readonly Digest[] =>
  heardOn(path)
    .map(({ body }) => JSON.parse(body) as Digest)
    .filter(({ type }) => type === 'notice.digest');
const issuesIn = ({ data }: Digest): readonly string[] => data.items.map(({ issue }) => issue).sort();

it('what is of low severity waits for eight in the morning; what was read or settled by then is not in it', async () => {
  await webhook('morning');
  await start({}, { manners });
  for (const name of ['d-1', 'd-2', 'd-read', 'd-settled']) await call(name);
  await call('d-now', 'normal');
  await settles('d-now', 'webhook delivered');
  await until(async () => (await waiting('d-settled')) !== undefined);
  const held = await waiting('d-1');
  expect(held).toMatchObject({ state: 'queued', reason: 'digest', attempts: 0 });
  const at = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });
  expect(at.format(held?.nextAtMs ?? 0)).toBe('08:00:00');
  expect((held?.nextAtMs ?? 0) - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
  await sendReceipt(world().nats, { notice: `d-read:1:${LEAD}:inbox`, state: 'read', atMs: Date.now() });
  await settles('d-read', 'webhook withheld');
  await act(world().database, 'd-settled', { type: 'acknowledge', by: LEAD });
  await morning();
  await settles('d-1', 'webhook delivered');
  await settles('d-settled', 'webhook withheld');
  expect(digestsOn('morning').map(issuesIn)).toEqual([['d-1', 'd-2']]);
  expect((await waiting('d-1'))?.bundle?.id).toMatch(/^digest-/);
});

it('an empty digest is not sent', async () => {
  await webhook('empty');
  await start({}, { manners });
  await call('e-1');
  await until(async () => (await waiting('e-1'))?.reason === 'digest');
  await act(world().database, 'e-1', { type: 'acknowledge', by: LEAD });
  await morning();
  await settles('e-1', 'webhook withheld');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(heardOn('empty')).toEqual([]);
});

it('what only tells is in the digest, and in no other message', async () => {
  await webhook('tells');
  await start({}, { manners });
  await call('t-1', 'normal');
  await settles('t-1', 'webhook delivered');
  const state = await act(world().database, 't-1', { type: 'acknowledge', by: LEAD });
  const { rows } = await world().database.pool.query<{ id: number }>(
    // A word for the lead's information, as the rules write it.
    `insert into doorstep.notice (issue_id, seq, recipient, channel, template, tier, round, facts, queued_at)
     values ('t-1', 2, $1, 'inbox', 'for-information', 1, 0, '{"event":"acknowledged"}', now()) returning seq as id`,
    [LEAD],
  );
  expect(rows).toHaveLength(1);
  await sendAll(
    pipe(),
    noticesFor({
      issue: state.id,
      recordedAtMs: Date.now(),
      step: {
        after: state,
        records: [],
        notices: [
          { seq: 2, template: 'for-information', recipient: LEAD, tier: 1, round: 0, facts: { event: 'acknowledged' } },
        ],
      } as never,
    }),
  );
  await until(async () => (await beyondOf(world().database, 't-1'))[1]?.reason === 'digest');
  await morning();
  await settles('t-1', 'webhook delivered', 'webhook delivered');
  expect(heardOn('tells')).toHaveLength(2);
  expect(digestsOn('tells')[0]?.data.items).toMatchObject([{ issue: 't-1', template: 'for-information' }]);
});

it('a digest that can’t be sent is tried again as it is, and moves whole to the next channel that has room', async () => {
  await webhook('moves');
  await reach(world().database, 'email', 'lead@example.net');
  receiver().behave(answering(503));
  await start(mailEnv(), { manners });
  for (const name of ['m-1', 'm-2', 'm-3']) await call(name);
  await until(async () => (await waiting('m-3'))?.reason === 'digest');
  await morning();
  await until(async () => (await waiting('m-3'))?.reason === 'server-failed');
  receiver().behave(answering(410));
  await morning();
  await until(async () => (await beyondOf(world().database, 'm-3')).length === 2);
  const before = mail().mails.length;
  await until(async () => (await beyondOf(world().database, 'm-1')).length === 2);
  await morning();
  for (const name of ['m-1', 'm-2', 'm-3']) await settles(name, 'webhook failed', 'email sent');
  expect(new Set(heardOn('moves').map(({ id }) => id)).size).toBe(1);
  expect(heardOn('moves')).toHaveLength(2);
  expect(mail().mails.length - before).toBe(1);
});
