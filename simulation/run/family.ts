/**
 * Histories that begin alike and part: a state never changes, so that a history can go on from any step of another one by
 * other people and another chance, and what they have in common is played and judged once. Each is whole, and told as such.
 */
import type { Broken } from '../check/check';
import { Judging } from '../check/judge';
import { same } from '../check/same';
import { theRules, type Engine } from '../engine';
import { begin, goOn, mark, type Course, type Generated, type Mark } from '../play/generate';
import { Random } from '../random';

export interface Branch extends Generated {
  readonly broken: readonly Broken[];
  /** How many of its steps and turns another one had before it. */
  readonly shared: { readonly steps: number; readonly turns: number };
}

/** So many histories of one seed at most. */
const BRANCHES = 12;
/** Others may part from a history before its first step, and before one in so many of the others. */
const PARTING = 8;

/** The histories of this seed; the first is the one that `generate` makes. @param careful see Player */
export function* family(seed: number, engine: Engine = theRules, careful = false): Generator<Branch> {
  const { startMs, report, rules, ...first } = begin(seed, engine, careful);
  const chance = new Random(~seed);
  const forks: Fork[] = [];
  const others = new Told();
  let next = new Growing(first, new Judging(rules, report), 0);
  for (let count = 0; count < BRANCHES; count += 1) {
    const shared = { steps: next.course.steps.length, turns: next.heard };
    next.grow(chance, forks);
    const { steps, player } = next.course;
    const isOwn = steps.length > shared.steps || count === 0;
    if (isOwn && !others.has(next.course)) {
      others.add(next.course);
      const trace = player.trace();
      yield { history: { startMs, report, rules, steps }, trace, broken: next.end(trace), shared };
    }
    if (forks.length === 0) return;
    next = otherwise(chance.pick(forks), chance);
  }
}

/** Histories that were told: where nobody moved, or others did the same, one ends as another did, and is none of its own. */
class Told {
  /** The same histories end at the same instant, and others nearly always at another one. */
  private readonly byEnd = new Map<number, Course['steps'][]>();

  has({ steps, player }: Course): boolean {
    return this.byEnd.get(player.nowMs)?.some((told) => same(told, steps)) ?? false;
  }

  add({ steps, player }: Course): void {
    const others = this.byEnd.get(player.nowMs);
    if (others === undefined) this.byEnd.set(player.nowMs, [steps]);
    else others.push(steps);
  }
}

/** Where others may part from a history. */
interface Fork {
  readonly mark: Mark;
  readonly judging: () => Judging;
  /** Turns that were judged. */
  readonly heard: number;
}

function otherwise({ mark: from, judging, heard }: Fork, chance: Random): Growing {
  return new Growing(from(new Random(chance.below(2 ** 31))), judging(), heard);
}

/** A history while it is made up, and whoever judges it. */
class Growing {
  constructor(
    readonly course: Course,
    private readonly judging: Judging,
    /** Turns that were judged. */
    public heard: number,
  ) {}

  /** To its end. @param forks where others may part from it are added */
  grow(chance: Random, forks: Fork[]): void {
    for (;;) {
      this.hear();
      const parts = this.course.steps.length === 0 || chance.below(PARTING) === 0;
      const fork = parts ? this.fork(chance) : null;
      if (!goOn(this.course)) return;
      if (fork !== null) forks.push(fork);
    }
  }

  end(trace: Generated['trace']): readonly Broken[] {
    this.hear();
    return this.judging.end(trace);
  }

  private fork(chance: Random): Fork {
    // Of no use, and drawn all the same: by it a seed goes on making the histories that it has always made.
    chance.next();
    return { mark: mark(this.course), judging: this.judging.mark(), heard: this.heard };
  }

  private hear(): void {
    const { turns } = this.course.player;
    for (let turn = turns[this.heard]; turn !== undefined; turn = turns[this.heard]) {
      this.judging.hear(turn);
      this.heard += 1;
    }
  }
}
