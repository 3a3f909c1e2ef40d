/** G8: whoever sends a report or a command again gets the first answer, also when the servers died in between. */
import { newCommandId } from '../../clients/sdk';
import { killHard } from '../support/faults';
import { lead, report } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { worldForTests } from '../support/world';

const world = worldForTests();
const KEYS = Array.from({ length: 20 }, (_, index) => ({ key: `same-${index}`, commandId: newCommandId() }));

it('twenty reports and commands, sent before, while and after Temporal and the engine are killed', async () => {
  const { caller, doorstep } = world();
  const round = () =>
    Promise.all(
      KEYS.map(async ({ key, commandId }) => {
        const issue = await caller.report(report('calm'), key);
        const { seq } = await caller.command('acknowledge', issue, { by: lead }, commandId);
        return { issue, seq };
      }),
    );
  const before = await round();
  const during = round();
  await killHard(world(), 'temporal', 'engine');
  expect(await during).toEqual(before);
  expect(await round()).toEqual(before);
  for (const { key } of KEYS) {
    await expect(doorstep.report(report('calm', '电梯坏了'), { key })).rejects.toMatchObject({
      code: 'REPORT_MISMATCH',
    });
  }
  expect(await expectNothingLostDoubledEarlyOrStuck(world())).toHaveLength(KEYS.length);
});
