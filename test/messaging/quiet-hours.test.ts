/** At night a matter that can wait rings nobody; what is urgent does, and what is settled by the morning is never sent. */
import type { Severity } from '../../domain';
import { sendAll } from '../../messaging';
import { quietHours } from '../../workers/notifier/quiet-hours';
import { act, channelsForTests, noticesFor } from './beyond';
import { LEAD, policies, report, until } from './harness';
import { mannersFor } from './manners';

jest.setTimeout(120_000);
const { world, pipe, start, webhook, heardOn, settles, only, hurry } = channelsForTests();

/** The lead sleeps all day and all night, until told otherwise. */
function sleeper() {
  let asleep = true;
  const lead = policies.directory.people.get(LEAD)!;
  const quiet = [{ fromMinute: 0, toMinute: 0 }];
  const people = new Map([...policies.directory.people, [LEAD, { ...lead, quiet }]]);
  const quietUntil = quietHours(async () =>
    asleep ? { ...policies, directory: { ...policies.directory, people } } : policies,
  );
  return { quietUntil, wakeUp: () => void (asleep = false) };
}

it('waits for the end of the quiet hours, spends no attempt, and is sent then', async () => {
  const { quietUntil, wakeUp } = sleeper();
  await webhook('q1');
  await start({}, { quietUntil });
  await sendAll(pipe(), noticesFor(await report(world().database, 'q1')));
  await settles('q1', 'webhook queued');
  await until(async () => (await only('q1'))?.reason === 'quiet-hours');
  expect(await only('q1')).toMatchObject({ state: 'queued', attempts: 0 });
  expect(heardOn('q1')).toEqual([]);
  wakeUp();
  await hurry();
  await settles('q1', 'webhook delivered');
  expect(heardOn('q1')).toHaveLength(1);
});

it('what somebody has by the morning is withheld', async () => {
  const { quietUntil, wakeUp } = sleeper();
  await webhook('q2');
  await start({}, { quietUntil });
  await sendAll(pipe(), noticesFor(await report(world().database, 'q2')));
  await until(async () => (await only('q2'))?.reason === 'quiet-hours');
  await act(world().database, 'q2', { type: 'acknowledge', by: LEAD });
  wakeUp();
  await hurry();
  await settles('q2', 'webhook withheld');
  expect(await only('q2')).toMatchObject({ reason: 'settled' });
  expect(heardOn('q2')).toEqual([]);
});

it('what fell due in the night is one message in the morning, and says what it waited for', async () => {
  const { quietUntil, wakeUp } = sleeper();
  await webhook('night');
  await start({}, { quietUntil, manners: mannersFor({ bundle: { from: 3, withinMs: 0 } }) });
  const names = ['n-1', 'n-2', 'n-3', 'n-4'];
  for (const name of names) await sendAll(pipe(), noticesFor(await report(world().database, name)));
  for (const name of names) await until(async () => (await only(name))?.reason === 'quiet-hours');
  wakeUp();
  await hurry();
  for (const name of names) await settles(name, 'webhook delivered');
  expect(heardOn('night')).toHaveLength(1);
  expect(await only('n-2')).toMatchObject({ held: ['quiet-hours'], reason: null, attempts: 1, bundle: { others: 3 } });
});

it.each(['high', 'urgent'] as const)('a matter that is %s rings at any hour', async (severity: Severity) => {
  await webhook(severity);
  await start({}, { quietUntil: sleeper().quietUntil });
  await sendAll(pipe(), noticesFor(await report(world().database, `q-${severity}`, 'dark stairs', severity)));
  await settles(`q-${severity}`, 'webhook delivered');
  expect(heardOn(severity)).toHaveLength(1);
});
