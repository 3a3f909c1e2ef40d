/** How late a tier is called that fell due: alone, and together with a thousand others. */
import { setTimeout as pause } from 'node:timers/promises';
import type { IssueId } from '../../clients/sdk';
import { each } from '../load/each';
import { firedTiers, type Fired } from '../load/fired';
import { report } from '../load/life-cycle';
import { settle } from '../load/settle';
import { SPREAD_HEAD, spreadOf, spreadRow } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack, type BenchStack } from '../stack/bench-stack';
import { dueAfter } from '../stack/place';
import { judge, round } from '../targets';

const WITHIN_MS = 180_000;
/** Between two tiers that fall due, at rest. */
const APART_MS = 100;
/** A start is about this far ahead of the first deadline: all issues have to be open by then. */
const OPENED_PER_SECOND = 20;

export const lateness: Scenario = {
  name: 'lateness',
  title: 'Lateness of due tiers, in milliseconds',
  run: async (settings) => {
    const alone = countOf({ ...settings, count: undefined }, 300);
    const together = countOf(settings, 1_000);
    const restSeconds = Math.ceil((alone * APART_MS) / 1000) + 5;
    const burstSeconds = Math.ceil(together / OPENED_PER_SECOND) + 10;
    const dueSeconds = Array.from({ length: Math.max(restSeconds, burstSeconds) }, (_, at) => at + 1);
    return withFreshStack(
      settings,
      async (stack) => {
        settings.say(`${alone} issues that fall due one after another`);
        const rest = await oneByOne(stack, alone, restSeconds);
        settings.say(`${together} issues that fall due in the same second`);
        const burst = await inOneSecond(stack, together, burstSeconds);
        const spreads = { rest: spreadOf(rest.map(late)), burst: spreadOf(burst.map(late)) };
        const firstDueMs = Math.min(...burst.map(({ dueAtMs }) => dueAtMs));
        const lastDueMs = Math.max(...burst.map(({ dueAtMs }) => dueAtMs));
        const allFiredSeconds = (Math.max(...burst.map(({ recordedAtMs }) => recordedAtMs)) - firstDueMs) / 1000;
        const early = [...rest, ...burst].filter((one) => late(one) < 0).length;
        return {
          figures: {
            unit: 'ms',
            ...spreads,
            burstDueWithinMs: lastDueMs - firstDueMs,
            burstAllFiredSeconds: round(allFiredSeconds),
            early,
          },
          head: SPREAD_HEAD,
          rows: [
            spreadRow('alone', spreads.rest),
            spreadRow(
              `with others (all due within ${lastDueMs - firstDueMs} ms, all fired after ${round(allFiredSeconds, 1)} s)`,
              spreads.burst,
            ),
          ],
          judged: [
            judge('restLatenessP50Ms', spreads.rest.p50),
            judge('restLatenessP99Ms', spreads.rest.p99),
            judge('burstSeconds', allFiredSeconds),
            judge('early', early),
          ],
        };
      },
      dueSeconds,
    );
  },
};

const late = ({ dueAtMs, recordedAtMs }: Fired): number => recordedAtMs - dueAtMs;

/** All are open before the first falls due, and they fall due at the pace at which they were opened. */
async function oneByOne({ doorstep, database }: BenchStack, count: number, seconds: number): Promise<readonly Fired[]> {
  const issues: IssueId[] = [];
  const beganMs = performance.now();
  for (let index = 0; index < count; index += 1) {
    issues.push(await report(doorstep, index, dueAfter(seconds)));
    await pause(Math.max(0, beganMs + (index + 1) * APART_MS - performance.now()));
  }
  return firedTiers(database, issues, WITHIN_MS);
}

/** Each issue gets the clock that ends in the chosen second. */
async function inOneSecond(
  { doorstep, database }: BenchStack,
  count: number,
  seconds: number,
): Promise<readonly Fired[]> {
  const issues: IssueId[] = [];
  const dueMs = Date.now() + seconds * 1000;
  const spanSeconds = () => Math.max(1, Math.round((dueMs - Date.now()) / 1000));
  await each(
    count,
    8,
    WITHIN_MS,
    async (index) => void issues.push(await report(doorstep, index, dueAfter(spanSeconds()))),
  );
  await settle(database);
  if (Date.now() > dueMs - 2_000)
    throw new Error(
      `Opening ${count} issues took longer than ${seconds - 2} s: this machine is too busy for the measurement.`,
    );
  return firedTiers(database, issues, WITHIN_MS);
}
