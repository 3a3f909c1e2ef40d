/** Reporting, approving and listing over HTTP, beside what HTTP and PostgreSQL cost by themselves. */
import type { IssueId } from '../../clients/sdk';
import { each } from '../load/each';
import { castOf } from '../load/people';
import { askedFor, matter } from '../http/asked';
import { httpCaller, send } from '../http/caller';
import { startFloor } from '../http/floor';
import { spreadOf, SPREAD_HEAD, spreadRow, type Spread } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack } from '../stack/bench-stack';
import { judge, round } from '../targets';

const USUAL = 1_000;
const WARM_UP = 50;
const AT_ONCE = 16;
/** So many that the engine still has in memory the ones that were asked about last. */
const FEW = 300;
/** Of issues that made room for those that were created since: they are played from their history first. */
const LATER = 'approve, after as many others as an engine keeps';
const WITHIN_MS = 300_000;

interface Measured {
  readonly alone: Spread;
  readonly together: Spread;
  readonly perSecond: number;
}

export const httpCalls: Scenario = {
  name: 'http',
  title: 'Calls over HTTP, in milliseconds: one caller at rest, and sixteen at once',
  run: (settings) =>
    withFreshStack(settings, async (stack) => {
      const count = countOf(settings, USUAL);
      const caller = await httpCaller(stack.database, stack.connections.httpUrl ?? '');
      const few = Math.min(count, FEW);
      const approved = (asked: readonly IssueId[]): Promise<Measured> =>
        measured(few, (index) =>
          caller.send('POST', `/v1/issues/${asked[index]}/approve`, { by: castOf(index).worker }),
        );
      const before = await askedFor(stack, caller, few + WARM_UP + few, AT_ONCE);
      const create = await measured(count, (index) => caller.send('POST', '/v1/issues', matter(index)));
      const approve = await approved(await askedFor(stack, caller, few + WARM_UP + few, AT_ONCE));
      const later = await approved(before);
      const list = await measured(count, () => caller.send('GET', '/v1/issues?limit=50&open=true'));
      const floor = await startFloor(stack.database);
      const write = await measured(count, (index) => send(`${floor.url}/reports`, 'POST', '', matter(index)));
      const read = await measured(count, () => send(`${floor.url}/reports`, 'GET', ''));
      await floor.close();
      const all = {
        create,
        approve,
        [LATER]: later,
        list,
        'floor: a row written': write,
        'floor: fifty rows read': read,
      };
      return {
        figures: { unit: 'ms', count, ...all },
        head: [...SPREAD_HEAD, 'a second'],
        rows: Object.entries(all).flatMap(([name, { alone, together, perSecond }]) => [
          [...spreadRow(name, alone), ''],
          [...spreadRow(`${name}, ${AT_ONCE} at once`, together), round(perSecond, 0)],
        ]),
        judged: [judge('httpCreateP50Ms', create.alone.p50), judge('httpCreateP99Ms', create.alone.p99)],
      };
    }),
};

async function measured(count: number, call: (index: number) => Promise<unknown>): Promise<Measured> {
  const timed = async (index: number, into: number[]): Promise<void> => {
    const startMs = performance.now();
    await call(index);
    into.push(performance.now() - startMs);
  };
  const [alone, together]: [number[], number[]] = [[], []];
  for (let index = 0; index < WARM_UP + count; index += 1) await timed(index, index < WARM_UP ? [] : alone);
  const startMs = performance.now();
  await each(count, AT_ONCE, WITHIN_MS, (index) => timed(WARM_UP + count + index, together));
  return {
    alone: spreadOf(alone),
    together: spreadOf(together),
    perSecond: (count * 1_000) / (performance.now() - startMs),
  };
}
