/** Words that people wrote, sealed before anybody but their readers sees them (docs/decisions/0093). */
export { sweepSearchDrafts, sweepWordKeys } from './erase';
export { forgetKeys, REMEMBERED_MS } from './cache';
export { ALTERED_MARK, erasedMark, LOCKED_MARK, WordReader } from './reader';
export { rewrapWordKeys } from './rewrap';
export { REPORT_TEXT, sealedReport, type Seal } from './seal';
export { WordWriter, type NewText, type SealedText } from './writer';
export type { FoundBy } from './draft';
