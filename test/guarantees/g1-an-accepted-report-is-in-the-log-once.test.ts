/** G1: kill -9 of the engine while reports come in, each from two impatient callers. */
import { killHard } from '../support/faults';
import { report } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const REPORTS = 120;

it('each of 120 reports, sent twice while the engine is killed twice, is one issue', async () => {
  const { caller } = world();
  const keys = Array.from({ length: REPORTS }, (_, index) => `report-${index}`);
  const sent = keys.flatMap((key) => [caller.report(report('calm'), key), caller.report(report('calm'), key)]);
  const answers = Promise.all(sent);

  // In mid-step: some are answered, most are not.
  await until('the first reports are answered', () => caller.promised.length > 10);
  await killHard(world(), 'engine');
  await until('more reports are answered', () => caller.promised.length > REPORTS);
  await killHard(world(), 'engine');

  expect(new Set(await answers).size).toBe(REPORTS);
  const issues = await expectNothingLostDoubledEarlyOrStuck(world());
  expect(issues).toHaveLength(REPORTS);
});
