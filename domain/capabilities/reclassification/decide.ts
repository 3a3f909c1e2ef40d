import type { Given } from '../../kernel/capability';
import { refuse, type Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant, PersonId } from '../../kernel/ids';
import { mayWork } from '../../kernel/ladder';
import type { IssueRules } from '../../kernel/rules';
import type { Posted } from '../../kernel/staffing';
import { sameJson } from '../../kernel/same';
import type { IssueState } from '../../kernel/state';
import { changeRules } from '../migration/change';
import { verifiersOf } from '../verification/verifiers';
import type { Reclassified, Reclassify } from './messages';

/** Whoever is at work on it or looks at the report, and everybody of the tiers above. */
export const mayReclassify = (state: IssueState): readonly PersonId[] => [
  ...new Set([
    ...(state.stage === 'verifying' ? verifiersOf(state) : []),
    ...mayWork(state),
    ...state.rules.tiers.slice(state.tier).flatMap(({ people }) => people),
  ]),
];

export function reclassify(
  state: IssueState,
  command: Reclassify,
  nowMs: Instant,
  _receivedAtMs: Instant,
  { rules }: Given,
): Verdict {
  const refused =
    needStage(state, 'reclassify', 'verifying', 'open', 'handling') ??
    needPerson(state, command.by, mayReclassify(state), 'reclassify');
  if (refused !== null) return refused;
  const { category: wasCategory, severity: wasSeverity } = state.report;
  const { by, reason, category = wasCategory, severity = wasSeverity } = command;
  if (command.category === undefined && command.severity === undefined)
    return refuse('COMMAND_MALFORMED', 'A reclassification names a category, a severity or both.');
  if (category === wasCategory && severity === wasSeverity)
    return refuse('NOTHING_CHANGES', `${state.id} is ${category}/${severity} already.`);
  if (rules === undefined)
    return refuse(
      'COMMAND_MALFORMED',
      `The rules for ${category}/${severity} were not looked up; the engine does that.`,
    );
  const reclassified: Reclassified = { type: 'reclassified', by, reason, category, severity };
  if (saysTheSame(state.rules, rules)) return [reclassified];
  const changed = changeRules(state, rules, { why: 'priority', reason, by }, nowMs);
  return 'refused' in changed ? changed : [reclassified, ...changed];
}

/** The same procedure with the same terms: people who changed their posts since, and a newer calendar, are no matter of this. */
const saysTheSame = (a: IssueRules, b: IssueRules): boolean => sameJson(a, b, OTHERS_MATTER);
const OTHERS_MATTER: readonly string[] = ['people', 'called', 'hops', 'workingTime'] satisfies (
  keyof IssueRules | keyof Posted
)[];
