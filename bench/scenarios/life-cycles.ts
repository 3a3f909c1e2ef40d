/** How many life-cycles a core-second of the whole stack carries, and which part spends it. */
import { each } from '../load/each';
import { listen } from '../load/hear';
import { ESCALATED, LIFE_CYCLE, lifeCycle } from '../load/life-cycle';
import { settle } from '../load/settle';
import { startCpuMeter } from '../measure/cpu';
import { profiled } from '../measure/profile';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack } from '../stack/bench-stack';
import { judge, round } from '../targets';

/** Enough to keep two cores busy although each life-cycle waits a second for its first tier to expire. */
const AT_ONCE = 120;
const WITHIN_MS = 600_000;

export const lifeCycles: Scenario = {
  name: 'life-cycles',
  title: 'Life-cycles per core-second of the whole stack',
  run: (settings) =>
    withFreshStack(settings, async ({ doorstep, nats, database, pids, restarts }) => {
      const count = countOf(settings, 1_500);
      const warmUp = Math.ceil(count / 5);
      const ear = listen(nats, [ESCALATED]);
      settings.say(`${warmUp} life-cycles to warm up`);
      await each(warmUp, AT_ONCE, WITHIN_MS, (index) => lifeCycle(doorstep, ear, index));
      await settle(database);
      settings.say(`${count} life-cycles, ${AT_ONCE} at once`);
      const stop = startCpuMeter(pids());
      await profiled(settings.profileDir, () =>
        each(count, AT_ONCE, WITHIN_MS, (index) => lifeCycle(doorstep, ear, warmUp + index)),
      );
      await settle(database);
      const { parts, stackSeconds, loadSeconds, wallSeconds } = stop();
      ear.stop();
      if (restarts() > 0) throw new Error('A part of the stack was restarted: its CPU time is not known.');
      const perCoreSecond = count / stackSeconds;
      const cpuMs = Object.fromEntries(
        Object.entries(parts).map(([name, seconds]) => [name, round((seconds / count) * 1000, 2)]),
      );
      const totalMs = round((stackSeconds / count) * 1000, 2);
      return {
        figures: {
          count,
          atOnce: AT_ONCE,
          ...LIFE_CYCLE,
          perCoreSecond: round(perCoreSecond, 2),
          stepsPerCoreSecond: round(perCoreSecond * LIFE_CYCLE.steps, 1),
          perSecond: round(count / wallSeconds, 2),
          cpuMsPerLifeCycle: { ...cpuMs, stack: totalMs },
          loadGeneratorMsPerLifeCycle: round((loadSeconds / count) * 1000, 2),
          wallSeconds: round(wallSeconds, 1),
        },
        head: ['part', 'CPU ms per life-cycle', 'share'],
        rows: [
          ...Object.entries(cpuMs).map(([name, ms]) => [name, ms, `${Math.round((ms / totalMs) * 100)} %`]),
          ['the whole stack', totalMs, '100 %'],
          ['(load generator, not charged)', round((loadSeconds / count) * 1000, 2), ''],
        ],
        judged: [judge('lifeCyclesPerCoreSecond', perCoreSecond)],
      };
    }),
};
