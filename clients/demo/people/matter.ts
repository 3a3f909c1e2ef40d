/**
 * What is true of a matter, whoever looks at it: drawn from the seed and the issue, so that two people who look see the same.
 * Of a complex matter several units have a part: it goes where its procedure knows parties.
 */
import type { IssueId } from '../../sdk';
import { pick } from './chance';
import type { World } from './world';

type Place = Pick<World, 'chance'>;

/** How a complex matter is settled. */
export type Way = 'alone' | 'dispatch' | 'together' | 'pause';
const WAYS = { alone: 14, dispatch: 30, together: 36, pause: 20 } as const;

/** Whether it is a matter of the place at all. */
export const isGenuine = ({ chance }: Place, issue: IssueId): boolean => chance(issue, 'genuine') >= 0.15;

export const wayOf = ({ chance }: Place, issue: IssueId): Way => pick<Way>(WAYS, chance(issue, 'way'));

/** Whoever takes it lets it lie, until their word expires and the deadline comes near. */
export const isForgotten = ({ chance }: Place, issue: IssueId): boolean => chance(issue, 'forgotten') < 0.2;

/** Units that are to settle it, the one to which it belongs first. */
export function unitsFor<T extends string>({ chance }: Place, issue: IssueId, units: readonly T[]): readonly T[] {
  const first = Math.floor(chance(issue, 'owner') * units.length);
  return [...units.slice(first), ...units.slice(0, first)];
}

/** At first it is sent to a unit that has nothing to do with it. */
export const isMisdirected = ({ chance }: Place, issue: IssueId): boolean => chance(issue, 'misdirected') < 0.6;

/** A unit that comes only when it is called out. */
export const isSlow = ({ chance }: Place, issue: IssueId, unit: string): boolean => chance(issue, unit, 'slow') < 0.35;

/** Whether what was done is not done well; `redone` says how often it was done again. A stubborn one needs the tier above. */
export function isFlawed({ chance }: Place, issue: IssueId, redone: number): boolean {
  if (chance(issue, 'stubborn') < 0.12) return redone <= 3;
  return redone === 0 && chance(issue, 'flawed') < 0.4;
}
