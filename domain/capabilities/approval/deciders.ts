/** Who may ask, and who decides. */
import type { PersonId } from '../../kernel/ids';
import { mayWork } from '../../kernel/ladder';
import type { Tier } from '../../kernel/rules';
import type { IssueState } from '../../kernel/state';

/** Whoever has the issue. */
export const mayRequest = (state: IssueState): readonly PersonId[] =>
  state.assignee === null ? mayWork(state) : [state.assignee];

/**
 * The tier above, or the first above it that has anybody left; at the top, the top itself. Empty when nobody is left.
 * Never the asker, the assignee, whoever handled it last or the reporter: nobody judges what they did or want.
 */
export function decidersFor(state: IssueState, asker: PersonId): readonly PersonId[] {
  const involved: readonly (PersonId | undefined | null)[] = [
    asker,
    state.assignee,
    state.handled?.by,
    state.report.reporter,
  ];
  return (
    tiersAbove(state, asker)
      .map(({ people }) => people.filter((person) => !involved.includes(person)))
      .find((people) => people.length > 0) ?? []
  );
}

/** Above the tier on duty and above every tier of the asker, so that nobody decides on what their superior asks for. */
function tiersAbove({ tier, rules: { tiers } }: IssueState, asker: PersonId): readonly Tier[] {
  const askersTier = tiers.findLastIndex(({ people }) => people.includes(asker)) + 1;
  return tiers.slice(Math.min(Math.max(tier, askersTier), tiers.length - 1));
}
