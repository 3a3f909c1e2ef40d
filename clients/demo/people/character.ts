/** What kind of person somebody is: drawn once from the seed and the person's id. */
import { pick, type Chance } from './chance';

export type Diligence = 'diligent' | 'busy' | 'forgetful' | 'absent';
export type Judgement = 'lenient' | 'strict' | 'distant';
export type Temper = 'content' | 'picky' | 'hesitant' | 'silent';

export interface Character {
  /** diligent: in time · busy: late, asks for more time · forgetful: takes it and forgets it · absent: does nothing. */
  readonly diligence: Diligence;
  /** lenient: mostly approves · strict: mostly rejects · distant: leaves it to others. */
  readonly judgement: Judgement;
  /** content: confirms · picky: disagrees the first time · hesitant: answers late · silent: never answers. */
  readonly temper: Temper;
  /** Decides from the Temporal web UI, by plain signal. */
  readonly signals: boolean;
}

const DILIGENCE = { diligent: 50, busy: 22, forgetful: 16, absent: 12 } as const;
const JUDGEMENT = { lenient: 50, strict: 32, distant: 18 } as const;
const TEMPER = { content: 50, picky: 20, hesitant: 12, silent: 18 } as const;

export const characterOf = (chance: Chance, person: string): Character => ({
  diligence: pick<Diligence>(DILIGENCE, chance(person, 'diligence')),
  judgement: pick<Judgement>(JUDGEMENT, chance(person, 'judgement')),
  temper: pick<Temper>(TEMPER, chance(person, 'temper')),
  signals: chance(person, 'signals') < 0.4,
});
