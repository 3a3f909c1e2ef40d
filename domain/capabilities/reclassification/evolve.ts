import type { IssueState } from '../../kernel/state';
import type { Reclassified } from './messages';

/** What was reported stays known, because whoever reports it once more names it by that. */
export const reclassified = (state: IssueState, { category, severity }: Reclassified): IssueState => ({
  ...state,
  report: { ...state.report, category, severity },
  reportedAs: state.reportedAs ?? { category: state.report.category, severity: state.report.severity },
});
