/** What can be seen to be wrong with a report before it is sent. */
import { reportSchema } from '../../contracts/commands';
import { DoorstepError } from '../../contracts/errors';
import type { ReportInput } from '../../contracts/workflow';

/** Throws DoorstepError REPORT_MALFORMED. */
export function checkedReport(input: ReportInput): ReportInput {
  const parsed = reportSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const field = first?.path.join('.') || 'report';
  throw new DoorstepError('REPORT_MALFORMED', `report.${field} ${first?.message ?? 'is malformed'}.`, {
    place: { field },
    details: { problems: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), reason: issue.message })) },
  });
}
