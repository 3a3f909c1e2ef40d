/** Who there is, and how they are. */
import type { PersonId, UnitId } from '../../domain';
import type { Random } from '../random';

/** diligent: does what is to be done · lazy: mostly lets it lie · absent: never there · malicious: tries whatever it may not. */
export type Trait = 'diligent' | 'lazy' | 'absent' | 'malicious';

const person = (id: string): PersonId => id as PersonId;
/** People of the ladder; tiers overlap as soon as there are more seats than people. */
export const NEIGHBOURS: readonly PersonId[] = ['ana', 'bo', 'cai', 'dan', 'eva', 'fu', 'gul', 'hao'].map(person);
/** People beside the ladder: who verifies, checks and calls back, and the units to which matters are dispatched. */
export const OFFICES: readonly PersonId[] = ['ivy', 'jun', 'kai', 'lin', 'mo', 'nia'].map(person);
export const RESIDENT = person('resident');
export const STRANGER = person('stranger');
export const UNIT = 'u-1' as UnitId;

export type Traits = Readonly<Record<string, Trait>>;

const MOODS: readonly (readonly Trait[])[] = [
  ['diligent'],
  ['diligent', 'diligent', 'diligent', 'malicious'],
  ['diligent', 'diligent', 'diligent', 'lazy'],
  ['diligent', 'lazy', 'absent', 'malicious'],
  ['lazy', 'diligent', 'absent'],
  ['malicious', 'diligent'],
];

export function traits(random: Random): Traits {
  const mood = random.pick(MOODS);
  const found: Record<string, Trait> = {};
  for (const one of [...NEIGHBOURS, ...OFFICES]) found[one] = random.pick(mood);
  found[RESIDENT] = random.pick(mood);
  return found;
}

/** Whether somebody who is asked to move does. */
export function moves(random: Random, trait: Trait | undefined): boolean {
  switch (trait) {
    case 'diligent':
      return random.chance(0.9);
    case 'lazy':
      return random.chance(0.3);
    case 'malicious':
      return random.chance(0.6);
    case 'absent':
    case undefined:
      return false;
    default:
      return trait satisfies never;
  }
}
