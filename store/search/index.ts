/** Finding issues: filters, words, places, orders, pages and counts. */
export { OVERDUE, type IssueChoice, type IssueSearch, type Period } from './filter';
export { areKeysOf, SORTS, type Sort } from './order';
export {
  countIssues,
  COUNTED,
  searchIssues,
  type Counted,
  type IssueCounts,
  type IssuePage,
  type IssueRow,
  type PageOptions,
} from './search';
export { followLog, isBefore, logEnd, type FollowedEvent, type FollowedPage, type LogPlace } from './follow';
