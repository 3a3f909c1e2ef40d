/** How long nobody answers after the engine was killed: commands sent at that moment, and a tier that falls due meanwhile. */
import { setTimeout as pause } from 'node:timers/promises';
import { each } from '../load/each';
import { firedTiers } from '../load/fired';
import { report } from '../load/life-cycle';
import { castOf } from '../load/people';
import { spreadOf, SPREAD_HEAD, spreadRow } from '../measure/spread';
import type { Scenario } from '../scenario';
import { withFreshStack, type BenchStack } from '../stack/bench-stack';
import { dueAfter, PATIENT } from '../stack/place';
import { judge, round } from '../targets';

/** A process that stayed up this long is restarted as quickly as after its first failure. */
const HEALTHY_AFTER_MS = 31_000;
const DUE_SECONDS = 3;
/** Just before the tier falls due. */
const KILL_AFTER_MS = DUE_SECONDS * 1000 - 200;
const IN_FLIGHT = 20;
const ROUNDS = 5;
const WITHIN_MS = 120_000;

interface Round {
  /** A command sent right after the kill, to an issue that was at rest. */
  readonly nextMs: number;
  /** Commands that were under way when the engine died; each is answered in the end. */
  readonly inFlightMs: readonly number[];
  readonly dueLateMs: number;
}

export const recovery: Scenario = {
  name: 'recovery',
  title: 'After kill -9 of the engine, in milliseconds',
  run: (settings) =>
    withFreshStack(
      settings,
      async (stack) => {
        const rounds: Round[] = [];
        for (let left = settings.quick ? 1 : ROUNDS; left > 0; left -= 1) {
          rounds.push(await killOnce(stack));
          if (left > 1) await pause(HEALTHY_AFTER_MS);
        }
        const spreads = {
          next: spreadOf(rounds.map(({ nextMs }) => nextMs)),
          due: spreadOf(rounds.map(({ dueLateMs }) => dueLateMs)),
          inFlight: spreadOf(rounds.flatMap(({ inFlightMs }) => inFlightMs)),
        };
        return {
          figures: { unit: 'ms', rounds: rounds.length, ...spreads },
          head: SPREAD_HEAD,
          rows: [
            spreadRow('next command answered', spreads.next),
            spreadRow('tier that fell due meanwhile, late', spreads.due),
            spreadRow('commands under way answered', spreads.inFlight),
          ],
          judged: [judge('recoverySeconds', round(spreads.next.max / 1000))],
        };
      },
      [DUE_SECONDS],
    ),
};

async function killOnce({ doorstep, database, pids }: BenchStack): Promise<Round> {
  const { lead } = castOf(0);
  const resting = await report(doorstep, 0, PATIENT);
  const busy = await Promise.all(Array.from({ length: IN_FLIGHT }, () => report(doorstep, 0, PATIENT)));
  const due = await report(doorstep, 0, dueAfter(DUE_SECONDS));
  await pause(KILL_AFTER_MS);
  const inFlightMs: number[] = [];
  const underWay = each(IN_FLIGHT, IN_FLIGHT, WITHIN_MS, async (index) => {
    await doorstep.acknowledge(busy[index]!, { by: lead });
    inFlightMs.push(performance.now() - killedMs);
  });
  // Long enough that some have reached the engine and none of the many is answered.
  await pause(5);
  const engine = pids().get('engine');
  if (engine === undefined) throw new Error('The engine does not run.');
  process.kill(engine, 'SIGKILL');
  const killedMs = performance.now();
  await doorstep.acknowledge(resting, { by: lead });
  const nextMs = performance.now() - killedMs;
  await underWay;
  const [fired] = await firedTiers(database, [due], WITHIN_MS);
  return { nextMs, inFlightMs, dueLateMs: (fired?.recordedAtMs ?? NaN) - (fired?.dueAtMs ?? NaN) };
}
