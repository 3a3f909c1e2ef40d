/** Tiers and units that ask a competence of whoever is called: the same post may be asked with it and without it. */
import type { IssueRules, Party, Tier } from '../../domain';
import type { Random } from '../random';

const TAGS = ['gas', 'heights'] as const;

/** The same rules, in which some posts ask a competence, and two tiers may share a post of which only one asks it. */
export function asking(random: Random, rules: IssueRules): IssueRules {
  const { parties } = rules;
  return {
    ...rules,
    tiers: sharing(random, rules.tiers).map((tier): Tier => (random.chance(0.5) ? asks(random, tier) : tier)),
    ...(parties === undefined
      ? {}
      : { parties: parties.map((party): Party => (random.chance(0.3) ? asks(random, party) : party)) }),
  };
}

const asks = <P extends Tier | Party>(random: Random, post: P): P => ({
  ...post,
  competence: random.chance(0.8) ? [random.pick(TAGS)] : TAGS,
});

function sharing(random: Random, tiers: readonly Tier[]): readonly Tier[] {
  const [first] = tiers;
  if (first === undefined || tiers.length < 2 || random.chance(0.6)) return tiers;
  const { role, unit, people } = first;
  return tiers.with(1, { ...tiers[1]!, role, unit, people });
}
