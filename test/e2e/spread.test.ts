/** A mass of issues that fall due at one instant rings over a window: the severe ones at once, none early, none left behind. */
import type { Severity } from '../../clients/sdk';
import { spreadOf, type Wake } from '../../domain';
import { overdueIssues } from '../../store';
import { appended } from '../support/appended';
import { currentDetails, timerSummaries } from '../support/operator';
import { report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const WINDOW_MS = 8_000;

it('urgent ones ring at once, low ones in the second half of the window, and operators see why', async () => {
  const { doorstep } = world();
  const told = async (severity: Severity, index: number) => {
    const matter = { ...report('watched'), severity };
    const issue = await appended(world(), `i-${severity}-${index}`, matter, (rules) => ({
      ...rules,
      spreadMs: WINDOW_MS,
    }));
    const state = await doorstep.get(issue);
    // Of the log: on a busy machine the first deadline may be over by now.
    const opened = (await doorstep.timeline(issue))[0]?.event;
    const atMs = opened?.type === 'opened' ? (opened.acknowledge?.dueAtMs ?? 0) : 0;
    const wake: Wake = { atMs, clock: 'acknowledge', tier: 1, round: 0 };
    return { issue, severity, dueAtMs: wake.atMs, spreadMs: spreadOf(state, wake) };
  };
  const issues = await Promise.all((['urgent', 'urgent', 'low', 'low', 'low'] as const).map(told));
  const low = issues.find(({ severity }) => severity === 'low')!;
  await until('the timer says so', async () =>
    (await timerSummaries(world(), low.issue)).includes(
      `acknowledge · tier 1 · spread by ${Math.ceil(low.spreadMs / 1_000)} s`,
    ),
  );
  expect(await currentDetails(world(), low.issue)).toContain(`(spread: ${Math.ceil(low.spreadMs / 1_000)} s later)`);
  // The safety net does not take what is spread for what is stuck.
  await until('the deadline is over', () => Date.now() > low.dueAtMs + 1_000);
  const overdue = (await overdueIssues(world().database, 0, 100)).map(({ id }) => id);
  const { calls } = await doorstep.get(low.issue);
  // On a machine that was too busy to look in time there is nothing to be seen any more.
  if (Date.now() < low.dueAtMs + low.spreadMs) expect({ calls, overdue }).toEqual({ calls: 0, overdue: [] });
  for (const { issue, severity, dueAtMs, spreadMs } of issues) {
    await doorstep.waitFor(issue, ({ tier, calls }) => tier > 1 || calls > 0);
    const rung = (await doorstep.timeline(issue)).find(({ type }) => type === 'reminded');
    const lateMs = (rung?.recordedAtMs ?? 0) - dueAtMs;
    expect(lateMs).toBeGreaterThanOrEqual(spreadMs);
    if (severity === 'urgent') expect(spreadMs).toBe(0);
    else expect(spreadMs).toBeGreaterThanOrEqual(WINDOW_MS / 2);
  }
  await until('all have climbed', async () => {
    const states = await Promise.all(issues.map(({ issue }) => doorstep.get(issue)));
    return states.every(({ tier }) => tier === 2);
  });
  world().inbox.expectWhatTheLogSays();
});
