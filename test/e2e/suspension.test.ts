/** A suspended issue sleeps until its date by Temporal's clock, and goes on with exactly what was left. */
import { killHard } from '../support/faults';
import { timerSummaries } from '../support/operator';
import { done, grid, lead, report, resident } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const ASKED = ['lead-1 tier-called', 'resident-1 report-received', 'resident-1 acknowledged'];
const GRANTED = [
  'grid-1 approval-asked',
  'grid-2 approval-asked',
  'lead-1 approval-approved',
  'grid-2 approval-approved',
];

async function suspended(untilMs: number) {
  const { caller } = world();
  const issue = await caller.report(report('calm'));
  await caller.command('acknowledge', issue, { by: lead });
  await caller.command('request', issue, { by: lead, kind: 'suspension', reason: '等开春', untilMs });
  expect(await caller.command('approve', issue, { by: grid[0] })).toMatchObject({ stage: 'suspended' });
  return issue;
}

it('resumes by itself on its date, also when everything was killed meanwhile', async () => {
  const { caller, doorstep } = world();
  const untilMs = Date.now() + 4_000;
  const issue = await suspended(untilMs);
  const before = await doorstep.get(issue);
  expect((await doorstep.explain(issue)).next).toMatchObject({ atMs: untilMs, clock: 'suspension', then: 'resume' });
  await until('a timer waits for the date', async () =>
    (await timerSummaries(world(), issue)).includes('suspension · tier 1'),
  );
  await killHard(world(), 'postgres', 'temporal', 'engine');
  const { clocks } = await doorstep.waitFor(issue, 'handling', { timeoutMs: 60_000 });
  const paused = before.suspension?.handle;
  const resumed = (await doorstep.timeline(issue)).at(-1);
  expect(resumed).toMatchObject({ type: 'resumed', actor: 'ladder' });
  expect(resumed?.recordedAtMs).toBeGreaterThanOrEqual(untilMs);
  const resumedAtMs = clocks.handle?.charges.at(-1)?.atMs ?? 0;
  expect((clocks.handle?.dueAtMs ?? 0) - resumedAtMs).toBe(paused?.leftMs);
  await caller.command('handle', issue, { by: lead, ...done });
  await caller.command('confirm', issue, { by: resident });
  await expectNothingLostDoubledEarlyOrStuck(world());
});

it('the handler may go on before the date', async () => {
  const { caller } = world();
  const issue = await suspended(Date.now() + 86_400_000);
  expect(await caller.command('resume', issue, { by: lead })).toMatchObject({ stage: 'handling', tier: 1 });
  world().expectNotices(
    issue,
    ...[...ASKED, ...GRANTED, 'resident-1 suspended', 'lead-1 resumed', 'resident-1 resumed'],
  );
});
