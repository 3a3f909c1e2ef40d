import { sameJson, type IssueState, type Report } from '../domain';

const FIELDS = [
  'text',
  'category',
  'severity',
  'unit',
  'reporter',
  'channel',
  'location',
] as const satisfies readonly (keyof Report)[];

/** Whether a report that comes again is the one the issue was opened by. Nothing given asks only for the answer. */
export function sameReport(state: IssueState, given: unknown): boolean {
  if (given === undefined || given === null) return true;
  const known: Report = { ...state.report, ...state.reportedAs };
  const report = given as Partial<Report>;
  return FIELDS.every((field) => sameJson(report[field], known[field]));
}
