/** A bound on messages to one person: a flood becomes few messages, what presses still passes, and nothing is lost. */
import { sendAll } from '../../messaging';
import type { Severity } from '../../domain';
import { sentLately } from '../../store';
import { channelsForTests, noticesFor } from './beyond';
import { LEAD, report, until } from './harness';
import { mannersFor } from './manners';

jest.setTimeout(120_000);
const { world, pipe, start, webhook, heardOn, settles, only, hurry } = channelsForTests();

const HOUR = 3_600_000;
const manners = mannersFor({
  bundle: { from: 3, withinMs: 0 },
  throttle: { webhook: { atMost: 2, spanMs: HOUR, urgent: 4 } },
});

async function call(name: string, severity: Severity = 'normal'): Promise<void> {
  await sendAll(pipe(), noticesFor(await report(world().database, name, 'dark stairs', severity)));
}

const idsOn = (path: string): readonly (string | undefined)[] => heardOn(path).map(({ id }) => id?.split(':')[0]);

it('a flood waits for room, what is urgent passes up to its own bound, and with room it is one message', async () => {
  await webhook('flood');
  await start({}, { manners });
  for (const name of ['f-1', 'f-2']) {
    await call(name);
    await settles(name, 'webhook delivered');
  }
  // Over the bound, and too few for a bundle.
  for (const name of ['f-3', 'f-4']) {
    await call(name);
    await until(async () => (await only(name))?.reason === 'throttled');
  }
  const waits = await only('f-3');
  expect(waits).toMatchObject({ state: 'queued', attempts: 0, held: ['throttled'] });
  const [, second] = (
    await sentLately(world().database, { recipient: LEAD, channel: 'webhook', spanMs: HOUR, claim: '' })
  ).sentAtMs;
  // There is room when the older of the two is an hour old.
  expect(Math.abs((waits?.nextAtMs ?? 0) - (second ?? 0) - HOUR)).toBeLessThan(1_000);
  await call('f-urgent', 'urgent');
  await until(() => heardOn('flood').length === 3);
  // Three are one message, and what waited goes along with what may not wait.
  await settles('f-urgent', 'webhook delivered');
  await settles('f-3', 'webhook delivered');
  expect(JSON.parse(heardOn('flood')[2]?.body ?? '')).toMatchObject({
    type: 'notice.bundle',
    data: { count: 3, severity: 'urgent' },
  });
  expect(await only('f-3')).toMatchObject({ held: ['throttled'], reason: null, bundle: { others: 2 } });
  await call('f-high', 'high');
  await settles('f-high', 'webhook delivered');
  // The bound of what presses is reached as well.
  for (const name of ['f-5', 'f-6']) await call(name, 'urgent');
  for (const name of ['f-5', 'f-6']) await until(async () => (await only(name))?.reason === 'throttled');
  await call('f-7');
  await until(async () => (await only('f-7'))?.reason === 'throttled');
  expect(idsOn('flood')).toHaveLength(4);
  await world().database.pool.query(
    `update doorstep.delivery set sent_at = sent_at - interval '1 hour' where sent_at is not null`,
  );
  await hurry();
  for (const name of ['f-5', 'f-6', 'f-7']) await settles(name, 'webhook delivered');
  expect(heardOn('flood')).toHaveLength(5);
  expect(JSON.parse(heardOn('flood')[4]?.body ?? '')).toMatchObject({ data: { count: 3 } });
});

it('two at once with room for one are one message', async () => {
  await webhook('one');
  const narrow = mannersFor({
    bundle: { from: 3, withinMs: 500 },
    throttle: { webhook: { atMost: 1, spanMs: 5 * HOUR, urgent: 9 } },
  });
  await world().database.pool.query(`update doorstep.delivery set sent_at = sent_at - interval '9 hours'`);
  await start({}, { manners: narrow });
  await Promise.all([call('o-1'), call('o-2')]);
  await settles('o-1', 'webhook delivered');
  await settles('o-2', 'webhook delivered');
  expect(heardOn('one')).toHaveLength(1);
});
