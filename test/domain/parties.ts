/** A place with units beside the ladder, and commands about them. */
import { natural, type Command, type Delegation, type IssueRules, type Party, type PartyKey } from '../../domain';
import { by, given, HOUR, person, post, RULES, T0, type Given, type photo } from './given';

export const party = (key: string): PartyKey => key as PartyKey;

const unit = (key: string, ...people: readonly string[]): Party => ({
  ...post(key, ...people),
  key: party(key),
  acknowledgeWithin: natural(HOUR),
  handleWithin: natural(6 * HOUR),
  reportInWithin: natural(HOUR / 2),
});

/** `both` is of two of them. */
export const PARTY_RULES: IssueRules = {
  ...RULES,
  parties: [unit('property', 'manager', 'porter'), unit('power', 'fitter', 'both'), unit('water', 'plumber', 'both')],
  return: { decideWithin: natural(6 * HOUR) },
  problem: { reworks: 3, units: 1 },
};

/** The building lead has it; it has to be handled by 8 h. */
export const withLead = (rules: IssueRules = PARTY_RULES): Given => given(T0, rules).and(acknowledge('lead'));
/** The same without the tiers above: the building lead is the last tier. */
export const ONE_TIER: IssueRules = { ...PARTY_RULES, tiers: PARTY_RULES.tiers.slice(0, 1) };

/** With somebody's deputy, as if it had been asked for. */
export function withDeputy(issue: Given, from: string, to: string): Given {
  const deputy: Delegation = { from: person(from), to: person(to), untilMs: T0 + 1_000 * HOUR };
  issue.state = { ...issue.state, delegations: [deputy] };
  return issue;
}

const acknowledge = (id: string): Command => ({ type: 'acknowledge', ...by(id) });
export const dispatch = (id: string, to: string): Command => ({ type: 'dispatch', ...by(id), to: party(to) });
export const askReturn = (id: string): Command => ({ type: 'request', ...by(id), kind: 'return', reason: 'not ours' });
export const summon = (id: string, key: string): Command => ({
  type: 'summon',
  ...by(id),
  party: party(key),
  reason: 'the mains are theirs',
});
export const reportIn = (id: string): Command => ({ type: 'report-in', ...by(id) });
export const finish = (id: string, evidence: typeof photo = []): Command => ({
  type: 'finish',
  ...by(id),
  note: 'our part is done',
  evidence,
});
export const release = (id: string, key: string): Command => ({
  type: 'release',
  ...by(id),
  party: party(key),
  reason: 'not needed',
});
