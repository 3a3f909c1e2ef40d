/** One-time codes by which somebody without an account proves where they can be reached. */
export { CODE_CHANNELS, CODE_TERMS, isCodeChannel, type CodeAddress, type CodeChannel } from './code';
export { codeCounter, nextCodeInS, storeCode, type NewCode } from './ask';
export { proveByCode, ReportUnpaid, type ProofOfContact } from './prove';
export {
  claimCodes,
  codeChannelsSince,
  codeGivenUp,
  codeSent,
  postponeCode,
  serveCodeChannels,
  type ClaimedCode,
} from './outbox';
