import { takenReportSchema } from '../contracts/commands';
import { DoorstepError } from '../contracts/errors';
import type { TakenReport } from '../contracts/workflow';

/** A sender's clock may run ahead by so much. */
const CLOCK_SKEW_MS = 5_000;

/**
 * A report exactly as the workflow holds it: both fold the same, so nothing is trimmed or added here.
 * Throws DoorstepError COMMAND_MALFORMED naming every field at fault, or OCCURRED_IN_FUTURE.
 */
export function parseReport(input: unknown, nowMs: number): TakenReport {
  const parsed = takenReportSchema.safeParse(input);
  const problems = parsed.success
    ? untrimmed(parsed.data, input)
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || 'report'} ${issue.message}`);
  if (!parsed.success || problems.length > 0) {
    throw new DoorstepError('COMMAND_MALFORMED', `The report is malformed: ${problems.join('; ')}.`, {
      details: { problems },
    });
  }
  if ((parsed.data.occurredAtMs ?? 0) > nowMs + CLOCK_SKEW_MS) {
    throw new DoorstepError('OCCURRED_IN_FUTURE', 'The report says that it happened later than now.');
  }
  return parsed.data;
}

const untrimmed = (report: TakenReport, input: unknown): readonly string[] =>
  (input as TakenReport).text === report.text ? [] : ['text must not begin or end with white space'];
