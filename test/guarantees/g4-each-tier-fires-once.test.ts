/** G4 and liveness: the ladder climbs through everything that is killed under it. */
import type { ProcessName } from '../../stack';
import { killHard } from '../support/faults';
import { report } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const ISSUES = 40;

/** What a ladder of four tiers does when nobody takes the issue: three climbs, then the first call at the top. */
const WHOLE_CLIMB = ['opened', 'escalated', 'escalated', 'escalated', 'reminded'];

it.each<[string, readonly ProcessName[]]>([
  ['the engine', ['engine']],
  ['Temporal', ['temporal']],
  ['PostgreSQL', ['postgres']],
  ['everything at once', ['postgres', 'nats', 'temporal', 'engine', 'notifier']],
])('forty ladders climb to the top while %s is killed with tiers due', async (_what, names) => {
  const { caller, doorstep } = world();
  const issues = await Promise.all(Array.from({ length: ISSUES }, () => caller.report(report('ladder'))));
  const types = async () =>
    Promise.all(issues.map(async (issue) => (await doorstep.timeline(issue)).map(({ type }) => type)));
  await until('some tiers have expired and more are due', async () =>
    (await types()).some((log) => log.includes('escalated')),
  );
  await killHard(world(), ...names);
  await until('every ladder is at its top and has called there', async () =>
    (await types()).every((log) => log.length >= WHOLE_CLIMB.length),
  );
  expect(await types()).toEqual(issues.map(() => WHOLE_CLIMB));
  await expectNothingLostDoubledEarlyOrStuck(world());
});
