/** Who may have a deputy, and who may be one. */
import type { PersonId } from '../../kernel/ids';
import type { Decision } from '../../kernel/rules';
import type { Posted } from '../../kernel/staffing';
import type { IssueState } from '../../kernel/state';

/** Whoever holds a post by the rules, was asked to decide, or watches. */
export const mayDelegate = (state: IssueState): readonly PersonId[] => [
  ...new Set([
    ...posts(state).flatMap(({ people }) => people),
    ...state.approvals.flatMap(({ deciders }) => deciders),
    ...(state.supervision?.people ?? []),
  ]),
];

/** Somebody of the ladder, or who holds the same post: nobody brings in a stranger. Not the reporter, who has the last word. */
export const mayStandInFor = (state: IssueState, from: PersonId): readonly PersonId[] => {
  const shared = posts(state).filter(({ people }) => people.includes(from));
  const people = [...state.rules.tiers, ...shared].flatMap((post) => post.people);
  return [...new Set(people)].filter((person) => person !== from && person !== state.report.reporter);
};

function posts({ rules }: IssueState): readonly Posted[] {
  const decisions: readonly (Decision | undefined)[] = [
    rules.extension,
    rules.suspension,
    rules.forceClose,
    rules.return,
    rules.void,
  ];
  const others = [rules.verification?.by, rules.check?.by, rules.callBack?.by].filter((post) => post !== undefined);
  return [
    ...rules.tiers,
    ...(rules.parties ?? []),
    ...others,
    ...decisions.flatMap((decision) => decision?.panels ?? []),
  ];
}
