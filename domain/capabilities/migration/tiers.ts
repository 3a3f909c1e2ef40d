import { tierNumber } from '../../kernel/ladder';
import type { IssueRules } from '../../kernel/rules';

/**
 * The tier with the same key in another ladder; under another procedure also the one with the same role, else the one with
 * the same number. Undefined when there is none.
 */
export function sameTier(before: IssueRules, rules: IssueRules, tier: number): number | undefined {
  // A number that the old ladder does not have (a reason for quarantine) stands for its top.
  const number = Math.min(Math.max(tier, 1), before.tiers.length);
  const known = before.tiers[number - 1];
  const found = known === undefined ? undefined : tierNumber(rules, known.key);
  if (found !== undefined || (known !== undefined && rules.procedure === before.procedure)) return found;
  const byRole = rules.tiers.findIndex(({ role }) => role === known?.role) + 1;
  return byRole > 0 ? byRole : rules.tiers[tier - 1] === undefined ? undefined : tier;
}
