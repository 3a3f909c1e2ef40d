import { Findings, type Finding } from './finding';
import type { AuditedIssue } from './audited-issue';

/** G2: the events of an issue are numbered 1..n without a gap. */
export function checkSequence(issues: readonly AuditedIssue[]): Finding {
  const found = new Findings('G2');
  for (const { issue, log, row } of issues) {
    // Only the first gap is told: after it every number differs.
    const at = log.findIndex(({ seq }, index) => seq !== index + 1);
    found.check(at === -1, issue, log[at]?.seq, () => `event ${at + 1} has the number ${log[at]?.seq}`);
    const counted = row?.seq ?? 0;
    found.check(
      counted === log.length,
      issue,
      log.length,
      `the read model counts ${counted} events, the log holds ${log.length}`,
    );
  }
  return found.result();
}
