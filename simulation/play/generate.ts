/** One random history, made up while it is played: people look at how the issue stands and do what is like them. */
import type { IssueRules, Report } from '../../domain';
import { theRules, type Engine } from '../engine';
import type { History, HistoryStep } from '../history';
import { Random } from '../random';
import type { Trace } from '../trace';
import { edges } from '../world/calendars';
import { rules as randomRules } from '../world/ladder';
import { RESIDENT, traits as randomTraits, UNIT } from '../world/people';
import { Player } from './player';
import { Script } from './script';

export interface Generated {
  readonly history: History;
  readonly trace: Trace;
}

const STEPS = { least: 10, most: 40 };
const START_MS = Date.UTC(2026, 0, 5, 0);
/** Of so many histories one log is folded as a whole: every one of its steps was folded already. */
const FOLDED = 8;
const YEAR_MS = 365 * 86_400_000;
const HOUR_MS = 3_600_000;

/** A history that is being made up. */
export interface Course {
  readonly player: Player;
  readonly script: Script;
  readonly steps: HistoryStep[];
  /** How many steps it has at most. */
  readonly most: number;
}

/** The beginning of the histories of this seed. @param careful see Player */
export function begin(seed: number, engine: Engine = theRules, careful = false): Course & Omit<History, 'steps'> {
  const random = new Random(seed);
  const rules = randomRules(random);
  const report = randomReport(random, rules);
  const startMs = random.chance(0.4)
    ? random.pick(edges) - random.below(10 * HOUR_MS)
    : START_MS + Math.floor(random.below(YEAR_MS) / 1_000) * 1_000;
  const player = new Player(engine, { startMs, report, rules }, careful, careful || seed % FOLDED === 0);
  const script = new Script(random, randomTraits(random), random.chance(0.2), random.chance(0.25));
  return { startMs, report, rules, player, script, steps: [], most: length(random) };
}

/** Goes on from where a history was marked, by other people and another chance, as often as it is called. */
export type Mark = (random: Random) => Course;

/** Where it stands now. */
export function mark({ player, script, steps }: Course): Mark {
  const [played, sent, taken] = [player.mark(), script.mark(), steps.length];
  return (random) => {
    const most = Math.max(length(random), taken + 1);
    return { player: played(), script: sent(random, randomTraits(random)), steps: steps.slice(0, taken), most };
  };
}

/** Plays on. False when that was the end. */
export function goOn({ player, script, steps, most }: Course): boolean {
  if (steps.length >= most || player.crashed) return false;
  const step = script.next(player);
  if (step === null) return false;
  steps.push(step);
  player.play(step);
  return true;
}

/** A history of this seed. @param careful see Player */
export function generate(seed: number, engine: Engine = theRules, careful = false): Generated {
  const course = begin(seed, engine, careful);
  while (goOn(course));
  const { startMs, report, rules, steps, player } = course;
  return { history: { startMs, report, rules, steps }, trace: player.trace() };
}

/** Short ones more often: what goes wrong mostly does so early. */
const length = (random: Random): number =>
  Math.min(random.between(STEPS.least, STEPS.most), random.between(STEPS.least, STEPS.most));

function randomReport(random: Random, rules: IssueRules): Report {
  const insider = random.chance(0.12);
  return {
    text: 'simulated',
    category: 'simulated',
    severity: 'normal',
    unit: UNIT,
    reporter: insider ? random.pick(random.pick(rules.tiers).people) : RESIDENT,
    channel: 'simulation',
  };
}
