/** What a scenario is given and what it gives back. */
import type { Judgement } from './targets';

export interface Settings {
  /** How much to do, as a scenario's own number of issues; each has a default. */
  readonly count: number | undefined;
  /** A tenth of the work: to see that it runs, not to compare figures. */
  readonly quick: boolean;
  readonly synchronous: 'normal' | 'full';
  /** Issues an engine keeps in memory; the engine's own default when left out. */
  readonly cachedIssues: number | undefined;
  /** Where workers leave CPU profiles; none are taken when left out, for they cost time themselves. */
  readonly profileDir: string | undefined;
  /** One line for a person who waits. */
  readonly say: (line: string) => void;
}

export type Row = readonly (string | number)[];

export interface Findings {
  /** For programs: plain JSON, units in the names. */
  readonly figures: object;
  /** For people: a head and rows. */
  readonly head: Row;
  readonly rows: readonly Row[];
  readonly judged: readonly Judgement[];
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  run(settings: Settings): Promise<Findings>;
}

/** The scenario's own number of issues, what was asked for, or a tenth. */
export const countOf = ({ count, quick }: Settings, usual: number): number =>
  count ?? (quick ? Math.ceil(usual / 10) : usual);
