import { callersId } from '../../domain';
import { Findings, type Finding } from './finding';
import { groupsOf, type AuditedIssue } from './audited-issue';

/** What a caller was told: this command of this issue is stored, and `seq` is its last event. */
export interface Accepted {
  readonly issue: string;
  /** `open` for a report. */
  readonly commandId: string;
  readonly seq: number;
}

/** The command id of every opening. */
export const OPENING = 'open';

/**
 * G1: an accepted report is in the log exactly once, and so is every command that was answered.
 * @param isWhole the list holds every report that was ever accepted: then an opening that nobody knows of is a fault
 */
export function checkAccepted(
  issues: readonly AuditedIssue[],
  accepted: readonly Accepted[],
  isWhole = false,
): Finding {
  const found = new Findings('G1');
  const logs = new Map(issues.map(({ issue, log }) => [issue as string, log]));
  for (const { issue, commandId, seq } of accepted) {
    const groups = groupsOf(logs.get(issue) ?? []).filter((group) => callersId(group.commandId) === commandId);
    const last = groups[0]?.events.at(-1)?.seq;
    found.check(
      groups.length === 1 && last === seq,
      issue,
      seq,
      () =>
        `${commandId} was accepted with event ${seq}; the log holds it ${groups.length} time(s)${last === undefined ? '' : `, first up to event ${last}`}`,
    );
  }
  const reports = new Set(accepted.filter(({ commandId }) => commandId === OPENING).map(({ issue }) => issue));
  for (const { issue, log } of issues) {
    const openings = log.filter(({ event }) => event.type === 'opened');
    found.check(openings.length === 1, issue, openings[1]?.seq, `the log opens it ${openings.length} times`);
    if (isWhole)
      found.check(reports.has(issue), issue, 1, 'the log holds it, but no caller was told that it was accepted');
  }
  return found.result();
}
