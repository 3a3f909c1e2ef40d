/** The same rules some editions later, or those of another procedure: what an issue may be put under while it is open. */
import { postsOf, type IssueRules, type Term, type Tier } from '../../domain';
import { withStaff } from '../../domain/capabilities/staffing/evolve';
import type { Random } from '../random';
import { calendars } from './calendars';
import { rules as randomRules } from './ladder';
import { given } from './practice';
import { span } from './terms';

export function otherRules(random: Random, rules: IssueRules): IssueRules {
  if (random.chance(0.15)) return { ...randomRules(random), procedure: 'another' };
  if (random.chance(0.2) && rules.workingTime !== undefined) return { ...rules, workingTime: random.pick(calendars) };
  let next: IssueRules = { ...rules, version: rules.version + 1 };
  for (let changes = random.between(1, 3); changes > 0; changes -= 1) next = changed(random, next);
  return next;
}

const OPTIONAL = [
  'return',
  'void',
  'verification',
  'check',
  'callBack',
  'problem',
  'supervision',
  'total',
  'again',
] as const;

function changed(random: Random, rules: IssueRules): IssueRules {
  const { tiers } = rules;
  const index = random.below(tiers.length);
  const tier = tiers[index];
  const roll = random.next();
  if (tier === undefined) return rules;
  if (roll < 0.5) return { ...rules, tiers: tiers.with(index, otherTier(random, tier)) };
  if (roll < 0.6 && tiers.length > 1) return ladder(rules, tiers.toSpliced(index, 1));
  if (roll < 0.7) return ladder(rules, tiers.toSpliced(index, 0, { ...tier, key: `${tier.key}-b` }));
  if (roll < 0.85) return toggled(random, rules);
  return {
    ...rules,
    confirmation: { ...rules.confirmation, within: otherTerm(random, rules.confirmation.within) },
    ...(rules.total === undefined ? {} : { total: { ...rules.total, within: otherTerm(random, rules.total.within) } }),
    ...(rules.check === undefined
      ? {}
      : { check: { ...rules.check, reworkWithin: otherTerm(random, rules.check.reworkWithin) } }),
    ...(rules.parties === undefined
      ? {}
      : {
          parties: rules.parties.map((party) => ({
            ...party,
            handleWithin: { ...party.handleWithin, ms: party.handleWithin.ms + span(random, party.handleWithin.time) },
          })),
        }),
  };
}

/** Jumps by number belong to the ladder that was. */
const ladder = ({ total, again: _again, ...rules }: IssueRules, tiers: readonly Tier[]): IssueRules => ({
  ...rules,
  tiers: tiers.map(({ next: _next, ...tier }) => tier),
  ...(total === undefined ? {} : { total: { ...total, to: Math.min(total.to, tiers.length) } }),
});

/** A clause that goes, or one that another place has. */
function toggled(random: Random, rules: IssueRules): IssueRules {
  const clause = random.pick(OPTIONAL);
  const other = rules[clause] === undefined ? randomRules(random) : {};
  const next = { ...rules, [clause]: (other as Partial<IssueRules>)[clause] };
  if (clause === 'total' || clause === 'again') return given<IssueRules>({ ...next, [clause]: undefined });
  // A clause of a place that counts working time is of no use to one that pins no calendar.
  if (rules.workingTime === undefined && countsWorking(next)) return rules;
  // A post that both places have is filled as it is here.
  return withStaff(given<IssueRules>(next), postsOf(rules));
}

const countsWorking = (rules: object): boolean => JSON.stringify(rules).includes('"time":"working"');

function otherTier(random: Random, tier: Tier): Tier {
  const acknowledgeWithin = otherTerm(random, tier.acknowledgeWithin);
  const { every, times } = tier.repeat;
  const leastMs = acknowledgeWithin.ms + every.ms * times;
  const { ms, time } = otherTerm(random, tier.handleWithin);
  return { ...tier, acknowledgeWithin, handleWithin: { ms: Math.max(ms, leastMs), time } };
}

const otherTerm = (random: Random, { ms, time }: Term): Term =>
  random.chance(0.3) ? { ms, time } : { ms: random.chance(0.3) ? Math.ceil(ms / 2) : span(random, time), time };
