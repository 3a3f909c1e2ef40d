/** G5: whoever is killed on the way of a notice, each person sees it once. */
import type { ProcessName } from '../../stack';
import { killHard } from '../support/faults';
import { liveBusily } from '../support/neighbourhood';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();

const deliveries = async (): Promise<number> => {
  const { rows } = await world().database.pool.query<{ count: number }>(
    'select count(delivered_at) as count from doorstep.notice',
  );
  return rows[0]?.count ?? 0;
};

it.each<[string, readonly ProcessName[]]>([
  ['the notifier', ['notifier']],
  ['NATS', ['nats']],
  ['NATS, the notifier and the engine together', ['nats', 'notifier', 'engine']],
])('kill -9 of %s with notices on their way loses none and shows none twice', async (_what, names) => {
  const before = await deliveries();
  const lives = liveBusily(world(), 6);
  await until('notices are being delivered', async () => (await deliveries()) > before + 20);
  await killHard(world(), ...names);
  await lives;
  // The harness holds every inbox against the log: each notice once.
  await expectNothingLostDoubledEarlyOrStuck(world());
});
