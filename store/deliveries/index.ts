/** What became of notices beyond the inbox. */
export { claimDeliveries, MOST_TOGETHER, type ClaimedDelivery, type ClaimOptions, type StoredBundle } from './claim';
export {
  deadLetterCount,
  deadLetters,
  markPassedOn,
  replayDeadLetters,
  untoldDeadLetters,
  type DeadLetter,
} from './dead-letters';
export { markHeard, notToldOf, unheardDeadLetters, type UnheardLetter } from './not-told';
export { BUNDLE_ID, type DeliveryName, type ToldName } from './names';
export {
  beginNext,
  failDelivery,
  recordSent,
  releaseDeliveries,
  storeAlone,
  storeBundle,
  withholdDeliveries,
  type Failed,
  type Onward,
  type Retry,
  type SentDelivery,
} from './outcome';
export { planDeliveries, type Plan } from './plan';
export {
  deliveriesOf,
  deliveryCounts,
  reasonCounts,
  type DeliveryCount,
  type DeliveryRecord,
  type ReasonCount,
} from './read';
export { recordReceipts, type NoticeReceipt } from './receipts';
export { sentLately, type SentLately } from './sent-lately';
export { forgetDeliveries } from './retention';
