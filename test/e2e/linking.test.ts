/** Issues that are one matter: each has its own workflow and log, and they go together through crashes as through calm. */
import { sql } from 'kysely';
import { unitId, type IssueId } from '../../clients/sdk';
import { laggingFollowers } from '../../store';
import { killHard } from '../support/faults';
import { committee, done, grid, lead, report, resident } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const types = async (issue: IssueId) => (await world().doorstep.timeline(issue)).map(({ type }) => type);

async function pair() {
  const { caller } = world();
  const [first, second] = [await caller.report(report('calm')), await caller.report(report('calm'))];
  await caller.command('acknowledge', second, { by: lead });
  const receipt = await caller.command('link', second, { by: lead, to: first, reason: '同一根水管' });
  expect(receipt).toMatchObject({ stage: 'linked' });
  return { first, second };
}

it('climb together, are handled together, and each resident has the own word', async () => {
  const { caller, doorstep } = world();
  const { first, second } = await pair();
  await until('the lead knows who goes with it', async () => (await doorstep.get(first)).followers?.includes(second));

  await caller.command('escalate', first, { by: lead, reason: '楼栋解决不了' });
  expect(await doorstep.waitFor(second, (state) => state.tier === 2)).toMatchObject({ stage: 'linked', tier: 2 });

  await caller.command('acknowledge', first, { by: grid[0] });
  await caller.command('handle', first, { by: grid[0], ...done });
  const asked = await doorstep.waitFor(second, 'confirming');
  expect(asked).toMatchObject({ handled: { by: grid[0] } });
  await caller.command('confirm', first, { by: resident });
  // The other resident disagrees: only that issue goes on.
  await caller.command('dispute', second, { by: resident, reason: '我家还在漏' });
  expect(await doorstep.get(first)).toMatchObject({ stage: 'closed' });
  expect(await doorstep.get(second)).toMatchObject({ stage: 'open', tier: 3 });
  expect(await types(second)).toEqual([
    ...['opened', 'acknowledged', 'linked', 'followed', 'followed', 'disputed', 'escalated'],
  ]);
  world().inbox.expectWhatTheLogSays();
});

it('are taken apart again, and go on with what was left', async () => {
  const { caller, doorstep } = world();
  const { first, second } = await pair();
  const left = (await doorstep.get(second)).link?.handle?.leftMs;
  await caller.command('unlink', second, { by: resident, reason: '不是一回事' });
  const { clocks, stage } = await doorstep.get(second);
  expect(stage).toBe('handling');
  const charge = clocks.handle?.charges.at(-1);
  expect((clocks.handle?.dueAtMs ?? 0) - (charge?.atMs ?? 0)).toBe(left);
  await until('the lead knows that it goes alone', async () => (await doorstep.get(first)).followers === undefined);
  world().inbox.expectWhatTheLogSays();
});

it('go together although everything is killed while the lead moves', async () => {
  const { caller, doorstep } = world();
  const { first, second } = await pair();
  await Promise.all([
    caller.command('escalate', first, { by: lead, reason: '要上级协调' }),
    killHard(world(), 'engine', 'temporal', 'postgres'),
  ]);
  expect(await doorstep.waitFor(second, (state) => state.tier === 2, { timeoutMs: 90_000 })).toMatchObject({
    stage: 'linked',
  });
  await expectNothingLostDoubledEarlyOrStuck(world());
});

it('only who lags behind is looked for, whatever the ladders are called', async () => {
  const { caller, doorstep, database } = world();
  const first = await caller.report(report('calm'));
  const second = await caller.report({ ...report('calm'), unit: unitId('east') });
  await caller.command('link', second, { by: grid[0], to: first, reason: '同一根水管' });
  await until('the lead knows who goes with it', async () => (await doorstep.get(first)).followers?.includes(second));
  await caller.command('escalate', first, { by: lead, reason: '楼栋解决不了' });
  // The second tier of the one is the first of the other, which has no building lead.
  expect([(await doorstep.get(first)).tier, (await doorstep.get(second)).tier]).toEqual([2, 1]);
  const lagging = async () => (await laggingFollowers(database, 0, 10)).map(({ id }) => id);
  expect(await lagging()).not.toContain(second);
  await sql`update doorstep.issue set tier = 3 where id = ${first}`.execute(database.db);
  expect(await lagging()).toContain(second);
  await sql`update doorstep.issue set tier = 2 where id = ${first}`.execute(database.db);
  world().inbox.expectWhatTheLogSays();
});

it('no issue goes with one that does not exist, is closed, or goes with another', async () => {
  const { caller, doorstep } = world();
  const { first, second } = await pair();
  const third = await caller.report(report('calm'));
  const to = (issue: string) => doorstep.link(third, { by: committee[0], to: issue as IssueId, reason: '重复' });
  await expect(to('i-nobody')).rejects.toMatchObject({ code: 'LINK_IMPOSSIBLE' });
  await expect(to(second)).rejects.toMatchObject({ code: 'LINK_IMPOSSIBLE' });
  await caller.command('withdraw', first, { by: resident, reason: '自己修好了' });
  await expect(to(first)).rejects.toMatchObject({ code: 'LINK_IMPOSSIBLE' });
  // What it went with ended without being handled: it goes on by itself.
  expect(await doorstep.waitFor(second, 'handling')).toMatchObject({ assignee: lead });
  world().inbox.expectWhatTheLogSays();
});
