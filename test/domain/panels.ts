/** Questions that several decide. */
import { natural, type ApprovalStatus, type IssueRules, type Panel, type Quorum } from '../../domain';
import { acknowledge, askForceClose, given, HOUR, post, RULES, T0, type Given } from './given';

/** How a question is decided; where nothing is said, one of the tier above within 6 h. */
export type Deciding = IssueRules['forceClose'];
export const decision = (more: Omit<Deciding, 'decideWithin'> = {}): Deciding => ({
  decideWithin: natural(6 * HOUR),
  ...more,
});
export const closedBy = (more: Omit<Deciding, 'decideWithin'>): IssueRules => ({
  ...RULES,
  forceClose: decision(more),
});
export const panel = (quorum: Quorum, ...people: readonly string[]): Panel => ({ ...post('panel', ...people), quorum });
/** The grid has it since 3 h; the tier above are the group and its member. */
export const withGrid = (rules: IssueRules = RULES): Given =>
  given(T0, rules)
    .pass(3 * HOUR)
    .and(acknowledge('grid'));
export const asked = (rules: IssueRules): Given => withGrid(rules).and(askForceClose('grid'));
export const status = ({ state }: Given): ApprovalStatus | undefined => state.approvals[0]?.status;
