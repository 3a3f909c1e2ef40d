/**
 * A run that goes on from the log is started with nothing but the issue's id. Operators see the same summary of it as of
 * the first run: what it tells is read from the issue before the run starts.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { summaryOf, type Summary } from '../../contracts/summary';
import type { IssueId, IssueState } from '../../domain';

/** What operators see of a run that is about to go on from the log. Never throws. */
export type SumUp = (issue: IssueId) => Promise<Summary>;

/** A summary is not worth a command that comes late. */
const READ_WITHIN_MS = 1_000;

export const sumUpWith =
  (find: (issue: IssueId) => Promise<IssueState | null>): SumUp =>
  async (issue) => {
    const found = await Promise.race([find(issue).catch(() => null), pause(READ_WITHIN_MS, null, { ref: false })]);
    return found === null
      ? { staticSummary: 'resumed from the log', staticDetails: `issue \`${issue}\`` }
      : summaryOf(issue, found.report);
  };
