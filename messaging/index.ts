/** What others may use of messaging. */
export { closeNats, connectNats, type NatsOptions } from './connect';
export { ensureStreams } from './ensure-streams';
export type { NatsConnection } from './nats';
export { createPublisher, type Publisher, type PublisherOptions } from './publisher';
export { buildEvent, buildNotice, buildStep, noticeMessage, type Outgoing } from './build';
export { consumeInBatches, type BatchOptions, type Handled, type Work } from './consume';
export { inboxHolds } from './inbox-holds';
export { isUp } from './link';
export type { Log } from './log';
export { openPipe, sendAll, type Ack, type Outbound, type Pipe } from './pipe';
export { readMessage } from './read-message';
export { sendReceipt } from './receipts';
export { CONSUMER, DEDUPE_WINDOW_MS, KEPT_MS } from './streams';
export { subscribeEvents, type EventFilter } from './subscribe-events';
export { subscribeInbox } from './subscribe-inbox';
export type { Since, Subscription } from './follow';
export * from './schemas';
export { ALL, noticeId, parseNoticeId, STREAM, subjects, type NoticeKey } from './subjects';
