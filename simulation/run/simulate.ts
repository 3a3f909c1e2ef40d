/** A whole simulation: histories spread over threads, their figures, and each broken promise with a history made small. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { judge } from '../check/judge';
import { theRules, type Engine } from '../engine';
import { replay } from '../play/replay';
import { shrink, type Failure } from '../shrink/shrink';
import { family, type Branch } from './family';
import { isCareful, playMany, type Breach, type Order, type Played } from './many';
import { together, type Tally } from './tally';

export interface Settings {
  readonly seed: number;
  /** How many histories; without end when null, and `seconds` then says when to stop. */
  readonly count: number | null;
  readonly seconds: number | null;
  readonly workers: number;
}

export interface Simulated {
  readonly tally: Tally;
  readonly workers: number;
  readonly wallMs: number;
  /** What all threads together used of the processor, collecting garbage and compiling included. */
  readonly cpuMs: number;
  readonly failures: readonly (Failure & Breach)[];
}

export async function simulate(settings: Settings, engine: Engine = theRules): Promise<Simulated> {
  const { seed, seconds, workers } = settings;
  const all = settings.count ?? Infinity;
  const orders = Array.from({ length: workers }, (_, first): Order => ({
    seed,
    first,
    stride: workers,
    count: Math.ceil((all - first) / workers),
    seconds,
  }));
  const [startMs, startCpu] = [performance.now(), process.cpuUsage()];
  // Only the rules as they are can be played in threads of their own: a function does not travel.
  const isAlone = workers === 1 || engine !== theRules;
  const played = isAlone ? orders.map((order) => playMany(order, engine)) : await Promise.all(orders.map(inThread));
  const [wallMs, cpu] = [performance.now() - startMs, process.cpuUsage(startCpu)];
  return {
    tally: together(played.map(({ tally }) => tally)),
    workers: isAlone ? 1 : workers,
    wallMs,
    cpuMs: (cpu.user + cpu.system) / 1_000,
    failures: firstOfEach(played.flatMap(({ breaches }) => breaches)).map((breach) => ({
      ...breach,
      ...small(breach, engine),
    })),
  };
}

const inThread = (order: Order): Promise<Played> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'worker.js'), { workerData: order });
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A thread of the simulation ended with ${code} and no answer.`)));
  });

/** Its first history made small; as it was where it fails only in its own way of playing, which no rule may depend on. */
function small({ seed, branch, check }: Breach, engine: Engine): Failure {
  const { history, trace, broken } = grown(seed, branch, engine);
  const again = judge(replay(history, engine));
  const same = again.find((one) => one.check === check) ?? again[0];
  if (same !== undefined) return shrink(history, same.check, engine);
  const found = broken.find((one) => one.check === check);
  if (found === undefined) throw new Error(`The history of seed ${seed} is not the same when it is played again.`);
  return { history, trace, broken: found };
}

function grown(seed: number, branch: number, engine: Engine): Branch {
  let index = 0;
  for (const one of family(seed, engine, isCareful(seed))) if (index++ === branch) return one;
  throw new Error(`Seed ${seed} has ${index} histories when it is played again, and not ${branch + 1}.`);
}

/** Of each check the first history in the order of seeds, whichever thread came upon it. */
function firstOfEach(breaches: readonly Breach[]): readonly Breach[] {
  const first = new Map<string, Breach>();
  for (const breach of breaches) {
    const known = first.get(breach.check);
    if (known === undefined) first.set(breach.check, breach);
    else first.set(breach.check, { ...(known.seed < breach.seed ? known : breach), times: known.times + breach.times });
  }
  return [...first.values()].sort((a, b) => a.seed - b.seed);
}
