/** What the store keeps for Open311. */
export { claimReport, releaseReport, type ReportName } from './claim';
export {
  open311Logs,
  open311Media,
  open311Request,
  open311Requests,
  type Between,
  type RequestFilter,
  type RequestRow,
} from './read';
