/**
 * The scenarios that lie beside the shipped procedures, played a second time: by commands of real clients, Temporal's
 * timers and PostgreSQL, with days passing in seconds. What the rules alone promise is what really happens, in the same
 * order and by the same hands; whom that told is held against the log.
 */
import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deviation, playForReal, type Stage } from '../support/scenario';
import { scenariosInHours, type InHoursToPlay } from '../support/scenarios-in-hours';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { worldForTests } from '../support/world';

/** An hour is a second. The shortest term is half of that; commands take a tenth. */
const SCALE = 3_600;
/** So many at once, then so many of those for which the machine was too slow. */
const AT_ONCE = [16, 6, 3] as const;
const LONGEST_MS = 220_000;

const folder = mkdtempSync(join(tmpdir(), 'doorstep-scenarios-'));
const { policies, scenarios } = scenariosInHours(folder);

const world = worldForTests({ env: async () => ({ DOORSTEP_POLICIES: folder }), timeScale: SCALE });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Those that went otherwise, and how. */
async function play(stage: Stage, queue: InHoursToPlay[], atOnce: number): Promise<Map<InHoursToPlay, Deviation>> {
  const deviations = new Map<InHoursToPlay, Deviation>();
  const inTurn = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      try {
        await playForReal(stage, next.name, next.scenario);
      } catch (error) {
        if (!(error instanceof Deviation) && !stage.signal.aborted) throw error;
        deviations.set(
          next,
          error instanceof Deviation ? error : new Deviation(`${next.name}: there was no time left.`),
        );
      }
    }
  };
  const players = await Promise.allSettled(Array.from({ length: atOnce }, inTurn));
  for (const player of players) if (player.status === 'rejected') throw player.reason;
  return deviations;
}

const lengthOf = ({ scenario }: InHoursToPlay): number =>
  Math.max(...scenario.steps.map(({ when }) => (when.kind === 'until' ? when.atMs : 0)), scenario.atMs) - scenario.atMs;

it(
  'what the scenarios say happens on real servers',
  async () => {
    world().inbox.expectWhatTheLogSays();
    const signal = AbortSignal.timeout(LONGEST_MS);
    setMaxListeners(0, signal);
    const stage: Stage = { world: world(), policies, scale: SCALE, signal };
    // The longest first: the short ones go on beside them.
    let left = [...scenarios].sort((a, b) => lengthOf(b) - lengthOf(a));
    let deviations = new Map<InHoursToPlay, Deviation>();
    for (const atOnce of AT_ONCE) {
      deviations = await play(stage, left, atOnce);
      left = [...deviations.keys()];
    }
    // What was no fault of the rules nor of the stack came right with fewer at once; what broke a guarantee is found here.
    await expectNothingLostDoubledEarlyOrStuck(world());
    expect([...deviations.values()].map(({ message }) => message)).toEqual([]);
  },
  2 * LONGEST_MS,
);
