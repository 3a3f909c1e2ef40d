/** What became of notices beyond the inbox. */
export { claimDeliveries, type ClaimedDelivery, type ClaimOptions } from './claim';
export {
  deadLetterCount,
  deadLetters,
  markPassedOn,
  replayDeadLetters,
  untoldDeadLetters,
  type DeadLetter,
} from './dead-letters';
export { markHeard, notToldOf, unheardDeadLetters, type UnheardLetter } from './not-told';
export type { DeliveryName, ToldName } from './names';
export {
  beginNext,
  failDelivery,
  recordSent,
  releaseDelivery,
  withholdDelivery,
  type Failed,
  type Retry,
  type SentDelivery,
} from './outcome';
export { planDeliveries, type Plan } from './plan';
export { deliveriesOf, deliveryCounts, type DeliveryCount, type DeliveryRecord } from './read';
export { recordReceipts, type NoticeReceipt } from './receipts';
