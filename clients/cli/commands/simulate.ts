/** Plays random histories by the pure rules and says which promise they break, if any. Needs no server. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { machine } from '../../../bench/measure/machine';
import { DoorstepError } from '../../../contracts/errors';
import { checks } from '../../../simulation/check/checks';
import { judge } from '../../../simulation/check/judge';
import { isHistory, type History } from '../../../simulation/history';
import { replay } from '../../../simulation/play/replay';
import { compileLater } from '../../../simulation/run/compile-later';
import { simulate as played, type Simulated } from '../../../simulation/run/simulate';
import { historyText } from '../../../simulation/tell/history-text';
import type { Session } from '../session';
import { simulateEn } from '../words/simulate-en';
import { simulateZh } from '../words/simulate-zh';
import type { SimulateWords } from '../words/simulate';

export interface SimulateOptions {
  readonly count?: string;
  readonly seed?: string;
  readonly seconds?: string;
  readonly workers?: string;
  readonly replay?: string;
}

const COUNT = 100_000;
/** Something was found: not an error of the command, and not a success either. */
const FOUND = 1;

/** @returns 0, or 1 when a promise is broken */
export async function simulate(session: Session, options: SimulateOptions): Promise<number> {
  const words = session.lang === 'zh' ? simulateZh : simulateEn;
  if (options.replay !== undefined) return again(session, words, options.replay);
  const before = machine();
  const seed = options.seed === undefined ? 1 : whole('--seed', options.seed, 0);
  const seconds = options.seconds === undefined ? null : whole('--seconds', options.seconds, 1);
  const given = options.count === undefined ? null : whole('--count', options.count, 1);
  const workers = options.workers === undefined ? availableParallelism() : whole('--workers', options.workers, 1);
  compileLater();
  const simulated = await played({ seed, seconds, workers, count: given ?? (seconds === null ? COUNT : null) });
  if (session.json) session.io.out(JSON.stringify(jsonOf(simulated, seed, before)));
  else session.io.out(text(simulated, seed, before, words));
  return simulated.failures.length === 0 ? 0 : FOUND;
}

function again(session: Session, words: SimulateWords, file: string): number {
  const trace = replay(historyIn(file));
  const [broken] = judge(trace);
  if (session.json) session.io.out(JSON.stringify({ broken: broken ?? null }));
  else
    session.io.out(
      broken === undefined ? words.replayKept : historyText({ history: historyIn(file), trace, broken }, words.history),
    );
  return broken === undefined ? 0 : FOUND;
}

function historyIn(file: string): History {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isHistory(value)) return value;
  } catch (cause) {
    throw new DoorstepError('ARGUMENT_INVALID', `--replay: ${(cause as Error).message}.`, { place: { file }, cause });
  }
  throw new DoorstepError('ARGUMENT_INVALID', `--replay: ${file} holds no history.`, { place: { file } });
}

const rates = ({ tally, wallMs, cpuMs }: Simulated) => ({
  historiesPerSecond: Math.round((tally.histories / wallMs) * 1_000),
  historiesPerCpuSecond: Math.round((tally.histories / cpuMs) * 1_000),
  stepsPerCpuSecond: Math.round((tally.steps / cpuMs) * 1_000),
});

// Instants stay numbers: what is printed here is to be read by --replay.
const jsonOf = (simulated: Simulated, seed: number, before: ReturnType<typeof machine>) => ({
  seed,
  ...simulated,
  failures: simulated.failures.map(({ trace: _trace, ...failure }) => failure),
  ...rates(simulated),
  machine: before,
});

function text(simulated: Simulated, seed: number, before: ReturnType<typeof machine>, words: SimulateWords): string {
  const { tally, wallMs, cpuMs, workers, failures } = simulated;
  const { historiesPerSecond, historiesPerCpuSecond, stepsPerCpuSecond } = rates(simulated);
  const number = (value: number): string => value.toLocaleString('en');
  const histories = number(tally.histories);
  return [
    words.played({
      histories,
      seeds: number(tally.seeds),
      lengths: number(tally.lengths),
      steps: number(tally.steps),
      events: number(tally.events),
      seconds: (wallMs / 1_000).toFixed(1),
      workers,
      seed,
    }),
    words.commands({
      accepted: number(tally.accepted),
      wakes: number(tally.wakes),
      repeated: number(tally.repeated),
      calendars: number(tally.calendars),
    }),
    `${words.recorded} ${counts(tally.byEvent)}`,
    `${words.refused} ${counts(tally.refused)}`,
    words.speed({
      perSecond: number(historiesPerSecond),
      perCpu: number(historiesPerCpuSecond),
      stepsPerCpu: number(stepsPerCpuSecond),
      cpuSeconds: (cpuMs / 1_000).toFixed(1),
    }),
    words.machine({ cpu: before.cpu, cores: before.cores, node: before.node, load: before.loadBefore }),
    ...(failures.length === 0 ? [words.kept(checks.length)] : []),
    ...failures.flatMap((failure) => [
      '',
      words.breached({ check: failure.check, times: number(failure.times), of: histories, seed: failure.seed }),
      historyText(failure, words.history),
      words.replay,
      JSON.stringify(failure.history),
    ]),
  ].join('\n');
}

const counts = (by: Readonly<Record<string, number>>): string =>
  Object.entries(by)
    .sort((a, b) => b[1] - a[1])
    .map(([name, times]) => `${name} ${times.toLocaleString('en')}`)
    .join(' · ');

function whole(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new DoorstepError('ARGUMENT_INVALID', `${option} must be a whole number from ${least}, not "${text}".`, {
    place: { field: option },
  });
}
