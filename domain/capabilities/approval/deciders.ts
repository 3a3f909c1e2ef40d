/** Who may ask, and who decides. */
import { placesOf } from '../../kernel/deputies';
import type { PersonId } from '../../kernel/ids';
import { mayWork } from '../../kernel/ladder';
import type { Decision, Tier } from '../../kernel/rules';
import type { Posted } from '../../kernel/staffing';
import type { ApprovalPanel, IssueState } from '../../kernel/state';
import type { ApprovalRequested } from './messages';
import { needOf } from './quorum';

/** To whom a question is put. Without `panels` one of the deciders is enough; without deciders nobody is left. */
export type Bench = Pick<ApprovalRequested, 'deciders' | 'panels'>;

/** Whoever has the issue. */
export const mayRequest = (state: IssueState): readonly PersonId[] =>
  state.assignee === null ? mayWork(state) : [state.assignee];

/** The asker, the assignee, whoever handled it last and the reporter: nobody judges what they did or want, in whosever's place. */
export const isInvolved = ({ assignee, handled, report }: IssueState, asker: PersonId, person: PersonId): boolean =>
  person === asker || person === assignee || person === handled?.by || person === report.reporter;

/** Whom a person asks for: themselves if they may ask, else those in whose place they may. */
export function wantedBy(state: IssueState, asker: PersonId, askers: readonly PersonId[]): readonly PersonId[] {
  return askers.includes(asker) ? [asker] : placesOf(state, asker);
}

/**
 * The named panels, each as it stands without those involved; else the tier above, or the first above it that has anybody
 * left; at the top, the top itself. How many have to agree is counted over the people of the rules, at most all who are left.
 * @param wanted the asker first, and those in whose place they ask
 */
export function benchFor(state: IssueState, { panels, quorum }: Decision, wanted: readonly PersonId[]): Bench {
  if (panels === undefined || panels.length === 0) return tierBench(state, quorum, wanted, 0);
  const left = panels.map((panel) => panelOf(state, panel, panel.quorum, wanted));
  return left.some(({ people }) => people.length === 0) ? NOBODY : benchOf(left);
}

/** The first tier that may decide and is above every tier on which any of those already asked stands. */
export function benchAbove(
  state: IssueState,
  { quorum }: Decision,
  wanted: readonly PersonId[],
  asked: readonly PersonId[],
): Bench {
  const highest = state.rules.tiers.findLastIndex(({ people }) => people.some((person) => asked.includes(person)));
  return tierBench(state, quorum, wanted, highest + 1);
}

function tierBench(state: IssueState, quorum: Decision['quorum'], wanted: readonly PersonId[], atLeast: number): Bench {
  const found = tiersAbove(state, wanted, atLeast)
    .map((tier) => panelOf(state, tier, quorum, wanted))
    .find(({ people }) => people.length > 0);
  return found === undefined ? NOBODY : benchOf([found]);
}

/**
 * Above the tier on duty and above every tier of the asker, so that nobody decides on what their superior asks for. What a
 * party asks is put to the tier that dispatched it.
 */
function tiersAbove(state: IssueState, wanted: readonly PersonId[], atLeast: number): readonly Tier[] {
  const { tiers } = state.rules;
  const askersTier = tiers.findLastIndex(({ people }) => wanted.some((person) => people.includes(person))) + 1;
  const above = state.dispatch === undefined ? state.tier : state.tier - 1;
  const lowest = Math.min(Math.max(above, askersTier), tiers.length - 1);
  return tiers.slice(Math.max(lowest, atLeast));
}

function panelOf(
  state: IssueState,
  { people: all }: Posted,
  quorum: Decision['quorum'],
  wanted: readonly PersonId[],
): ApprovalPanel {
  const people = all.filter((person) => !wanted.some((asker) => isInvolved(state, asker, person)));
  return { people, need: Math.min(needOf(quorum, all.length), people.length) };
}

function benchOf(panels: readonly ApprovalPanel[]): Bench {
  const deciders = [...new Set(panels.flatMap(({ people }) => people))];
  return panels.length === 1 && panels[0]?.need === 1 ? { deciders } : { deciders, panels };
}

const NOBODY: Bench = { deciders: [] };
