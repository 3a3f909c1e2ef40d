import type { Given } from '../../kernel/capability';
import { refuse, type Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant, PersonId } from '../../kernel/ids';
import { rulesName, type IssueRules } from '../../kernel/rules';
import { sameJson } from '../../kernel/same';
import type { IssueState } from '../../kernel/state';
import { changeRules } from './change';
import type { Migrate } from './messages';

/** The last tier answers for every issue; where the rules that can't be followed name nobody there, the one to come does. */
export const mayMigrate = ({ rules, quarantine }: IssueState, to?: IssueRules): readonly PersonId[] => [
  ...new Set([
    ...(rules.tiers.at(-1)?.people ?? []),
    ...(quarantine === undefined ? [] : (to?.tiers.at(-1)?.people ?? [])),
  ]),
];

export function migrate(
  state: IssueState,
  command: Migrate,
  nowMs: Instant,
  _receivedAtMs: Instant,
  { rules }: Given,
): Verdict {
  const refused = movable(state) ?? needPerson(state, command.by, mayMigrate(state, rules), 'migrate');
  if (refused !== null) return refused;
  if (rules === undefined)
    return refuse(
      'COMMAND_MALFORMED',
      `The rules to which ${state.id} would go were not looked up; its engine does that.`,
    );
  // In quarantine the same rules are tried again: what could not follow them may have been put right.
  if (state.quarantine === undefined && sameJson(rules, state.rules))
    return refuse('NOTHING_CHANGES', `${state.id} is under the newest ${command.what} of ${rulesName(rules)} already.`);
  return changeRules(state, rules, { why: command.what, reason: command.reason, by: command.by }, nowMs);
}

/** A follower goes with its lead; in quarantine any stage has to have a way out. */
const movable = (state: IssueState): Verdict | null =>
  state.quarantine !== undefined
    ? null
    : needStage(state, 'migrate', 'verifying', 'open', 'handling', 'suspended', 'checking', 'confirming');
