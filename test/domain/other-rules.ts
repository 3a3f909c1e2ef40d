/** Rules to which a test moves an issue. */
import { natural, type Command, type IssueRules, type PartyKey, type UnitId } from '../../domain';
import { by, HOUR, person, RULES } from './given';

export const migrate = (id = 'committee', what: 'procedure' | 'calendar' = 'procedure'): Command => ({
  type: 'migrate',
  ...by(id),
  what,
  reason: 'the new version is in force',
});
/** The next version, with every tier's times changed by so many hours. */
export const next = (hours: number, more: Partial<IssueRules> = {}): IssueRules => ({
  ...RULES,
  version: 2,
  tiers: RULES.tiers.map((tier) => ({
    ...tier,
    acknowledgeWithin: natural(tier.acknowledgeWithin.ms + hours * HOUR),
    handleWithin: natural(tier.handleWithin.ms + hours * HOUR),
  })),
  ...more,
});
export const party = (key: string, handleH = 6) => ({
  key: key as PartyKey,
  role: key,
  unit: `${key}-unit` as UnitId,
  people: [person(`${key}-worker`)],
  acknowledgeWithin: natural(HOUR),
  handleWithin: natural(handleH * HOUR),
  reportInWithin: natural(HOUR / 2),
});
