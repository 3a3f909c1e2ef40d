/** Liveness and fairness where a fault meets a deadline: nothing gets stuck, and who moved in time is not refused. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { QUERIES } from '../../contracts/workflow';
import type { IssueState } from '../../domain';
import { freezePostgres, freezeProcess, killHard } from '../support/faults';
import { workflowOf } from '../support/operator';
import { firstApproval, grid, lead, moreTime, report } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests, type World } from '../support/world';
import { wrappedTemporal } from '../support/wrapped-temporal';

/** Its shell keeps a copy of Temporal's file, or puts it back, between two lives of the server. */
const world = worldForTests({
  env: (folder) => {
    const copy = join(folder, 'copy-of-temporal');
    mkdirSync(copy);
    const move = (when: string, from: string, to: string) =>
      `if [ -e '${folder}/${when}' ]; then rm -f '${to}'/temporal.db* && cp '${from}'/temporal.db* '${to}'/ && rm '${folder}/${when}'; fi`;
    return wrappedTemporal(folder, {
      before: [move('keep', folder, copy), move('put-back', copy, folder)].join('\n'),
      option: '-dynamic-config=limit.historyCount.suggestContinueAsNew=30',
    });
  },
});

async function restartTemporal(running: World, task: 'keep' | 'put-back'): Promise<void> {
  writeFileSync(join(running.folder, task), '');
  // With the engine, whose memory a power failure takes too.
  await killHard(running, 'temporal', 'engine');
  expect(existsSync(join(running.folder, task))).toBe(false);
}

it('commands that wait while a deadline is on its way to a slow database are served, also when the run ends with it', async () => {
  const { caller } = world();
  const issue = await caller.report(report('watched'));
  const frozen = freezePostgres(world());
  const dueAtMs = Date.now() + 1_500;
  await until('the first deadline is over', () => Date.now() > dueAtMs);
  // Enough for the history to be too long when the deadline is in the log.
  const waiting = Array.from({ length: 8 }, () => caller.command('assign', issue, { by: lead, to: lead }));
  await until('the commands have come in', async () => {
    const { events } = await workflowOf(world(), issue).fetchHistory();
    return (events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes != null).length ?? 0) >= 8;
  });
  frozen.thaw();
  await Promise.allSettled(waiting);
  await until('the issue climbs', async () => (await world().doorstep.get(issue)).tier === 2);
  await expectNothingLostDoubledEarlyOrStuck(world());
});

it('a decision that reached Temporal in time counts, although the engine comes back after the deadline', async () => {
  const { caller, doorstep } = world();
  const issue = await caller.report(report('asking'));
  await caller.command('acknowledge', issue, { by: lead });
  await caller.command('request', issue, { by: lead, ...moreTime });
  const { dueAtMs } = (await doorstep.get(issue)).approvals[0]!;
  const frozen = freezeProcess(world(), 'engine');
  await workflowOf(world(), issue).signal('approve', { by: grid[0], approval: firstApproval });
  expect(Date.now()).toBeLessThan(dueAtMs);
  // Long enough that the task which was handed to the frozen engine is taken back: the next one brings both at once.
  await until('the time to decide is long over', () => Date.now() > dueAtMs + 4_000);
  frozen.thaw();
  await until('it was decided', async () => (await doorstep.get(issue)).approvals[0]?.status !== 'pending');
  expect((await doorstep.get(issue)).approvals[0]).toMatchObject({ status: 'approved', decidedBy: grid[0] });
  await expectNothingLostDoubledEarlyOrStuck(world());
});

it('Temporal forgets its last commits: whoever the log has put on duty is not refused', async () => {
  const { caller, doorstep } = world();
  const issue = await caller.report(report('calm'));
  // What is to be forgotten comes after what Temporal has of it.
  await workflowOf(world(), issue).query(QUERIES.state);
  const openedAtMs = Date.now();
  await restartTemporal(world(), 'keep');
  await caller.command('escalate', issue, { by: lead, reason: '要换电缆' });
  await restartTemporal(world(), 'put-back');
  // No machine is back from a power failure within the second for which the door trusts what it saw.
  await until('the machine could be back', () => Date.now() > openedAtMs + 1_500);
  const behind = await until('the workflow answers', () => workflowOf(world(), issue).query<IssueState>(QUERIES.state));
  expect(behind).toMatchObject({ seq: 1, tier: 1 });
  expect(await caller.command('acknowledge', issue, { by: grid[0] })).toMatchObject({ tier: 2, repeated: false });
  expect(await doorstep.get(issue)).toMatchObject({ stage: 'handling', assignee: grid[0] });
  await expectNothingLostDoubledEarlyOrStuck(world());
});
