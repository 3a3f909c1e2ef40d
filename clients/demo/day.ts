/** One day of the place: people listen, residents report, and it goes on until the last word is said. */
import { rolesOf } from '../../domain/directory/directory';
import { procedureFor } from '../../domain/directory/pin';
import type { Database } from '../../store';
import type { Doorstep } from '../sdk';
import type { Board } from './board';
import type { DemoInput } from './input';
import { inTurns, issueOf, replayReports, type Intake } from './intake';
import type { DemoOptions } from './options';
import { Actor } from './people/actor';
import { chanceOf } from './people/chance';
import { characterOf } from './people/character';
import type { World } from './people/world';
import { settle } from './settle';

/** Natural hours: what happens within them plays by character, afterwards everybody catches up. */
const PLAYED_HOURS = 14;
const SILENCE_HOURS = 20;
/** After that long nothing is waited for any more. */
const LAST_HOURS = 60;
/** What a killed process may cost on top. */
const OUTAGES_MS = 60_000;

export interface Times extends World {
  readonly startMs: number;
  readonly deadlineMs: number;
}

export function timesOf(
  { scale, seed }: Pick<DemoOptions, 'scale' | 'seed'>,
  { reports, policies }: DemoInput,
  startMs: number,
): Times {
  const hourMs = 3_600_000 / scale;
  const closingAtMs = startMs + (reports.at(-1)?.afterMs ?? 0) / scale + PLAYED_HOURS * hourMs;
  return {
    chance: chanceOf(seed),
    hourMs,
    startMs,
    closingAtMs,
    latestAtMs: closingAtMs + SILENCE_HOURS * hourMs,
    deadlineMs: closingAtMs + LAST_HOURS * hourMs + OUTAGES_MS,
    complex: complexIn(policies),
  };
}

/** Categories that their route brings to a procedure with parties. */
const complexIn = (policies: DemoInput['policies']): ReadonlySet<string> =>
  new Set(
    [...policies.directory.categories.keys()].filter(
      (id) => procedureFor(policies, id, 'normal').parties !== undefined,
    ),
  );

export interface Stage {
  readonly input: DemoInput;
  readonly options: DemoOptions;
  readonly doorstep: Doorstep;
  readonly database: Database;
  readonly intake: Intake;
  readonly board: Board;
  readonly signal: AbortSignal;
}

export interface Everybody {
  readonly actors: readonly Actor[];
  /** Nobody moves before. */
  readonly begin: (world: World) => void;
}

/** Resolves once nobody can miss anything that they are told. */
export async function everybodyListens({ input, options, doorstep, intake, signal, board }: Stage): Promise<Everybody> {
  const chance = chanceOf(options.seed);
  const actors = [...input.policies.directory.people.values()].map(({ id, lang }) => {
    const drawn = characterOf(chance, id);
    // The committee is the backstop: its members may be slow, but somebody is always there.
    const isBackstop = rolesOf(input.policies, id).some(({ role }) => role === lastRole(input));
    const character = isBackstop && drawn.diligence === 'absent' ? { ...drawn, diligence: 'busy' as const } : drawn;
    return new Actor({ person: id, lang, character, doorstep, ledger: intake.ledger, signal });
  });
  await board.follow(doorstep, signal);
  const begins: ((world: World) => void)[] = [];
  await inTurns(actors, 16, async (actor) => void begins.push(await actor.listen()));
  return { actors, begin: (world) => begins.forEach((begin) => begin(world)) };
}

const lastRole = ({ policies }: DemoInput): string | undefined => [...policies.current.values()][0]?.tiers.at(-1)?.role;

/** The issues that were not closed in time; none when all went well. */
export async function play(stage: Stage, { actors, begin }: Everybody, times: Times): Promise<readonly string[]> {
  const { input, options, database, intake, signal } = stage;
  begin(times);
  await replayReports(intake, times.startMs, options.scale);
  const ids = input.reports.map((report) => issueOf(report, intake.replay));
  return settle(database, ids, actors, intake.ledger, times.deadlineMs, signal);
}
