/** What others may use of the store. */
export { openDatabase, type Database } from './database';
export { migrate } from './migrate';
export {
  append,
  firstBrokenLink,
  INBOX_CHANNEL,
  readLog,
  standing,
  type Appended,
  type LoggedEvent,
  type Standing,
} from './log';
export {
  findIssue,
  heldBy,
  holders,
  laggingFollowers,
  listIssues,
  overdueIssues,
  type IssueFilter,
  type OverdueIssue,
} from './issues';
export {
  deletePublished,
  outboxBacklog,
  sweepOutbox,
  type OutboxBacklog,
  type OutboxEntry,
  type OutboxKey,
} from './outbox';
export {
  markDelivered,
  noticeCounts,
  noticesOf,
  noticeStandings,
  owedNotices,
  type NoticeCounts,
  type NoticeName,
  type NoticeRecord,
  type NoticeStanding,
  type OwedNotice,
} from './notices';
export * from './audit';
export * from './contacts';
export * from './coverage';
export * from './deliveries';
export * from './evidence';
export { gauges, type Gauges } from './gauges';
export * from './links';
export { followStatistics, rebuildStatistics, statisticsLag } from './statistics';
export {
  countsByProcedure,
  outcomeStatistics,
  tierStatistics,
  type OutcomeStatistics,
  type TierStatistics,
} from './statistics-read';
export { rateOf, RATES, type Counts, type RateName } from './statistics-rates';
export * from './directory';
export * from './identity';
export { appendHistories, knownIssues, type History } from './history';
export * from './open311';
export * from './report-codes';
export * from './search';
export * from './words';
export * from './personal';
