import { Findings, type Finding } from './finding';
import { groupsOf, type AuditedIssue } from './audited-issue';
import { decideAgain } from './again';
import { difference, plain, replay } from './replay';

/**
 * G3: every log is accepted by decide and evolve. What each command led to is decided again, at its own instant and
 * from the state before it, and has to give the same events.
 */
export function checkReplay(issues: readonly AuditedIssue[]): Finding {
  const found = new Findings('G3');
  for (const audited of issues) {
    const { issue, log } = audited;
    const { states, broken } = replay(audited);
    found.check(broken === null, issue, broken?.seq, () => `the rules can't take it: ${broken?.why}`);
    const seen = new Set<string>();
    for (const group of groupsOf(log)) {
      const seq = group.events[0]?.seq ?? 0;
      found.check(!seen.has(group.commandId), issue, seq, `command ${group.commandId} counts a second time`);
      seen.add(group.commandId);
      // Beyond the break there is no state to decide from.
      if (broken !== null && seq + group.events.length > broken.seq) break;
      const again = decideAgain(states[seq - 2] ?? null, group);
      if ('untold' in again) {
        found.remark(`not decided again: ${again.untold}`);
        continue;
      }
      if ('refused' in again) {
        found.check(false, issue, seq, `the rules refuse it: ${again.refused}`);
        continue;
      }
      const differs = difference(plain(again.events), plain(group.events.map(({ event }) => event)));
      found.check(differs === null, issue, seq, () => `the rules decide otherwise: ${differs}`);
    }
  }
  return found.result();
}
