/** What the stack keeps in memory: idle, and with many open issues. */
import { setTimeout as pause } from 'node:timers/promises';
import { each } from '../load/each';
import { report } from '../load/life-cycle';
import { settle } from '../load/settle';
import { memoryOf, type Memory } from '../measure/processes';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack, type BenchStack } from '../stack/bench-stack';
import { PATIENT } from '../stack/place';
import { judge, round } from '../targets';

/** Start-up garbage is collected by then, or it is there to stay. */
const SETTLE_MS = 10_000;
const WITHIN_MS = 900_000;

export const memory: Scenario = {
  name: 'memory',
  title: 'Memory, in megabytes',
  run: (settings) =>
    withFreshStack(settings, async (stack) => {
      const count = countOf(settings, 5_000);
      const idle = await look(stack);
      settings.say(`${count} open issues`);
      await each(count, 16, WITHIN_MS, async (index) => void (await report(stack.doorstep, index, PATIENT)));
      await settle(stack.database);
      const busy = await look(stack);
      const parts = Object.keys(idle);
      const sum = (of: typeof idle) =>
        round(
          Object.values(of).reduce((all, { pssMegabytes }) => all + pssMegabytes, 0),
          1,
        );
      return {
        figures: {
          openIssues: count,
          idle,
          idleTotalPssMegabytes: sum(idle),
          withOpenIssues: busy,
          withOpenIssuesTotalPssMegabytes: sum(busy),
        },
        head: ['part', 'idle (PSS)', 'idle (RSS)', `${count} open (PSS)`, `${count} open (RSS)`],
        rows: [
          ...parts.map((part) => [
            part,
            idle[part]?.pssMegabytes ?? 0,
            idle[part]?.rssMegabytes ?? 0,
            busy[part]?.pssMegabytes ?? 0,
            busy[part]?.rssMegabytes ?? 0,
          ]),
          ['the whole stack', sum(idle), '', sum(busy), ''],
        ],
        judged: [judge('idleMegabytes', sum(idle)), judge('engineMegabytes', busy['engine']?.pssMegabytes ?? NaN)],
      };
    }),
};

async function look({ pids }: BenchStack): Promise<Readonly<Record<string, Memory>>> {
  await pause(SETTLE_MS);
  return Object.fromEntries([...pids()].map(([part, pid]) => [part, memoryOf(pid)]));
}
