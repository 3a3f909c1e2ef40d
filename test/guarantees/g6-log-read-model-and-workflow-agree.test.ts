/** G2, G3, G6, G11 and liveness: any part of the machine is killed while issues of every kind are on their way. */
import type { ProcessName } from '../../stack';
import { allIssues } from '../support/audit';
import { killHard } from '../support/faults';
import { liveBusily } from '../support/neighbourhood';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
/** Few enough that one resident's inbox keeps everything that five faults lead to: it holds the last 1,000. */
const PER_LIFE = 6;
const KINDS = 6;

/** Twice in a row: the second blow meets what is recovering from the first. */
async function strikeTwice(names: readonly ProcessName[]): Promise<void> {
  const { caller } = world();
  for (let blow = 1; blow <= 2; blow += 1) {
    const seen = caller.promised.length;
    await until('answers keep coming', () => caller.promised.length >= seen + 15);
    await killHard(world(), ...names);
  }
}

it.each<[string, readonly ProcessName[]]>([
  ['the engine', ['engine']],
  ['Temporal', ['temporal']],
  ['NATS', ['nats']],
  ['PostgreSQL', ['postgres']],
  ['everything at once', ['postgres', 'nats', 'temporal', 'engine', 'notifier']],
])(
  'kill -9 of %s, twice, loses nothing, doubles nothing, is never early and leaves nothing stuck',
  async (_what, names) => {
    const known = (await allIssues(world())).length;
    const lives = liveBusily(world(), PER_LIFE);
    await strikeTwice(names);
    await lives;
    const issues = await expectNothingLostDoubledEarlyOrStuck(world());
    expect(issues).toHaveLength(known + PER_LIFE * KINDS);
  },
);
