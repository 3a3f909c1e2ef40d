import type { IssueState, Report } from '../domain';

const FIELDS = [
  'text',
  'category',
  'severity',
  'unit',
  'reporter',
  'channel',
] as const satisfies readonly (keyof Report)[];

/** Whether a report that comes again is the one the issue was opened by. Nothing given asks only for the answer. */
export function sameReport(state: IssueState, given: unknown): boolean {
  if (given === undefined || given === null) return true;
  const known: Report = { ...state.report, ...state.reportedAs };
  const report = given as Partial<Report>;
  return FIELDS.every((field) => report[field] === known[field]);
}
