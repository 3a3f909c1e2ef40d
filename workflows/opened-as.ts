import type { Loaded } from '../activities';
import { openingStep, timelineEntry, type IssueStart, type Opened } from '../contracts/workflow';

/** By an engine's front desk, a moment ago. */
export type AnsweredOpening = Opened & { readonly outcome: 'answered' };

/** The issue after its first event, folded from the report and from what the activity or the front desk said of it. */
export function openedAs({ id, report }: IssueStart, { rules, nowMs, recordedAtMs }: Opened): Loaded {
  if (report === undefined) throw new Error(`${id} was opened without a report.`);
  const { records, after } = openingStep(id, report, rules, nowMs);
  return { state: after, timeline: records.map(timelineEntry), recordedAtMs };
}
