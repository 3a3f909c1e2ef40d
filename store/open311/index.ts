/** What the store keeps for Open311. */
export { claimReport, releaseReport, type ReportName } from './claim';
export { saidHashes } from './said-hash';
export {
  open311Evidence,
  open311Logs,
  open311Request,
  open311Requests,
  type Between,
  type KeptEvidence,
  type RequestFilter,
  type RequestRow,
} from './read';
