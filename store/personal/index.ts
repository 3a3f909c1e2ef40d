/** What is kept of people: the inventory of it, what somebody gets of themselves, and erasure with its certificate. */
export { holdIssue, holds, releaseIssue, type Hold } from './holds';
export {
  filesToRemove,
  markFilesRemoved,
  removeOld,
  RETAINED,
  retentionDue,
  type KeptFor,
  type RemovedPart,
  type Retained,
  type RetentionDue,
  type RetentionPlace,
} from './retention';
export { isKnownPerson, personalRows } from './holdings';
export { inventoryDigest } from './inventory';
export { askForErasure, foretellErasure, type ErasureForetold, type ErasureRequest } from './erasure/ask';
export {
  certificatesOf,
  markAnnounced,
  unannounced,
  verifyCertificate,
  type Certificate,
  type CertificateVerdict,
} from './erasure/certificate';
export { continueErasure, type ErasingHands } from './erasure/continue';
export { erasuresOf, ERASURE_STEPS, runningErasures, type Erasure, type ErasureStep } from './erasure/erasure';
