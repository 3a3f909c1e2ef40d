/** What a demo has to show at least once: a demo that shows less without a word is a defect. */
import type { Practice } from './practice';

export type Group = keyof Practice;

/** The figures of each group that must not be 0. */
export const FEATURES = {
  verification: ['verified', 'declined'],
  dispatch: ['dispatched', 'handled', 'returned'],
  joint: ['summoned', 'inTime', 'late', 'finished'],
  check: ['passed', 'failed'],
  callBack: ['satisfied', 'dissatisfied', 'unreachable'],
  suspension: ['asked', 'suspended', 'resumed'],
  quorum: ['decided'],
  supervision: ['supervised', 'answered'],
  problem: ['raised'],
  link: ['linked', 'climbed'],
  deputy: ['named', 'acted'],
  expiry: ['warned', 'expired', 'renewed'],
  word: ['comments', 'reopened', 'withdrawn'],
} as const satisfies { readonly [G in Group]: readonly (keyof Practice[G])[] };

export const GROUPS = Object.keys(FEATURES) as readonly Group[];

/** What was not seen of a group; empty when all of it was. */
export const unseenOf = (practice: Practice, group: Group): readonly string[] => {
  const figures: Readonly<Record<string, number>> = practice[group];
  return FEATURES[group].filter((figure) => figures[figure] === 0);
};

export interface Unseen {
  readonly group: Group;
  readonly figures: readonly string[];
}

export const unseenIn = (practice: Practice): readonly Unseen[] =>
  GROUPS.map((group) => ({ group, figures: unseenOf(practice, group) })).filter(({ figures }) => figures.length > 0);
