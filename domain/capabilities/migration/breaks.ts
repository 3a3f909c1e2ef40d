/** What other rules would break: somebody, or something that is under way, would exist no more. */
import type { PersonId } from '../../kernel/ids';
import { pendingApproval } from '../../kernel/ladder';
import type { IssueRules } from '../../kernel/rules';
import type { Approval, IssueState } from '../../kernel/state';
import { unfinishedParts } from '../joint-handling/parts';

/** Why the rules can't hold for this issue, as the end of a sentence; null when they can. */
export function breaks(state: IssueState, rules: IssueRules): string | null {
  const people = peopleOf(rules);
  const question = pendingApproval(state);
  const parties = [state.dispatch?.party, ...unfinishedParts(state).map(({ party }) => party)];
  const gone = parties.find((key) => key !== undefined && rules.parties?.some((party) => party.key === key) !== true);
  if (state.stage === 'verifying' && rules.verification === undefined) return 'have no verification, in which it is';
  if (state.stage === 'checking' && rules.check === undefined) return 'have no check, for which it waits';
  if (state.assignee !== null && !people.has(state.assignee)) return `do not name ${state.assignee}, who has it`;
  if (gone !== undefined) return `have no party ${gone}, which is at it`;
  return question === undefined ? null : questionBreaks(question, rules, people);
}

/** Its deciders were named when it was asked, and stay; they have to be enough, and the new rules have to know the question. */
function questionBreaks(question: Approval, rules: IssueRules, people: ReadonlySet<PersonId>): string | null {
  const { id, kind, panels = [{ people: question.deciders, need: 1 }] } = question;
  if ((kind === 'return' || kind === 'void') && rules[kind] === undefined)
    return `know no question such as ${id} (${kind}), which is pending`;
  return panels.every((panel) => panel.people.filter((person) => people.has(person)).length >= panel.need)
    ? null
    : `leave too few who may decide on ${id}, which is pending`;
}

const peopleOf = ({ tiers, parties = [], ...rules }: IssueRules): ReadonlySet<PersonId> => {
  const kinds = [rules.extension, rules.suspension, rules.forceClose, rules.return, rules.void];
  const panels = kinds.flatMap((kind) => kind?.panels ?? []);
  return new Set([...tiers, ...parties, ...panels].flatMap((posted) => posted.people));
};
