import { Findings, type Finding } from './finding';
import type { AuditedIssue } from './audited-issue';
import type { Deadline } from './deadline-ledger';
import { accountOf } from './deadlines';

export interface DeadlineTerms {
  /** The instant of the audit: what fell due before it has to have fired. */
  readonly nowMs: number;
  /** How late a deadline may be, outages included, before it counts as not fired. */
  readonly graceMs: number;
}

/**
 * G4: each deadline that fell due fired once, never early, and none after the end. What the procedure spreads may come as
 * much later as it says.
 */
export function checkDeadlines(issues: readonly AuditedIssue[], { nowMs, graceMs }: DeadlineTerms): Finding {
  const found = new Findings('G4');
  for (const { issue, log } of issues) {
    const { deadlines, strays } = accountOf(log);
    for (const { by, clock, firedAtMs } of strays) {
      const due = firedAtMs === null ? '' : ` for ${utc(firedAtMs)}`;
      found.check(
        false,
        issue,
        by.seq,
        `${by.event.type}: ${clock} fired${due}, but no such deadline ran (a second time, or after the end)`,
      );
    }
    for (const deadline of deadlines) {
      const wrong = faultOf(deadline, nowMs, graceMs);
      found.check(
        wrong === null,
        issue,
        deadline.end?.by.seq,
        () => `${nameOf(deadline)} of tier ${deadline.tier}, due ${utc(deadline.dueAtMs)}: ${wrong}`,
      );
      if (wrong === null && deadline.end?.how === 'ended' && deadline.end.by.recordedAtMs > duty(deadline)) {
        found.remark('somebody moved when a deadline was due, before it fired');
      }
    }
  }
  return found.result();
}

function faultOf(deadline: Deadline, nowMs: number, graceMs: number): string | null {
  const { dueAtMs, end, suppressed, spreadMs } = deadline;
  if (end?.how === 'fired') {
    const earliestMs = Math.min(end.by.occurredAtMs, end.by.recordedAtMs);
    return earliestMs < dueAtMs ? `fired ${dueAtMs - earliestMs} ms early` : null;
  }
  const overdueMs = (end?.by.recordedAtMs ?? nowMs) - duty(deadline);
  return suppressed || overdueMs <= graceMs + spreadMs ? null : `did not fire for ${overdueMs} ms`;
}

const nameOf = ({ clock, of }: Deadline): string => (of === undefined ? clock : `${clock} (${of})`);
const duty = ({ dueAtMs, ringsFromMs, suppressed }: Deadline): number =>
  suppressed ? Infinity : Math.max(dueAtMs, ringsFromMs);
const utc = (atMs: number): string => new Date(atMs).toISOString();
