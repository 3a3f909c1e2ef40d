/** Who stands in for whom (代理). A deputy may do what the other may, and is told what the other is told; deputies have no deputies. */
import type { PersonId } from './ids';
import type { IssueState } from './state';

/** In whose places somebody may act: their own, first, and those of the people who made them their deputy. */
export const placesOf = ({ delegations }: IssueState, by: PersonId): readonly PersonId[] =>
  delegations === undefined ? [by] : [by, ...delegations.filter(({ to }) => to === by).map(({ from }) => from)];

export const deputiesOf = ({ delegations = [] }: IssueState, person: PersonId): readonly PersonId[] =>
  delegations.filter(({ from }) => from === person).map(({ to }) => to);
