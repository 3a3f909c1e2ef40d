/** The guarantees, checked against what is stored. */
export { finding, GUARANTEES, type Finding, type Guarantee, type Violation } from './finding';
export { groupsOf, type AuditedEvent, type AuditedIssue, type AuditedRow, type Group } from './audited-issue';
export { countEvents, issueIds, noticesAmong, openAmong, readForAudit } from './read';
export { latenessMs, type Deadline } from './deadline-ledger';
export { accountOf, type Account } from './deadlines';
export { checkAccepted, OPENING, type Accepted } from './g1-accepted';
export { checkSequence } from './g2-sequence';
export { checkReplay } from './g3-replay';
export { checkDeadlines, type DeadlineTerms } from './g4-deadlines';
export { checkNotices, type Sightings } from './g5-notices';
export { checkStates } from './g6-states';
export { checkApprovals } from './g7-approvals';
export { checkHashChain } from './g11-hash-chain';
