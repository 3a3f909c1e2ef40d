import { chainHash } from '../hash-chain';
import type { AuditedIssue } from './audited-issue';
import { Findings, type Finding } from './finding';

/** G11: every event follows from what stands before it, and the read model holds the last link. */
export function checkHashChain(issues: readonly AuditedIssue[]): Finding {
  const found = new Findings('G11');
  for (const { issue, log, row } of issues) {
    let before: Uint8Array = new Uint8Array();
    for (const { seq, typeName, actor, commandId, occurredAtMs, recordedAtMs, data, hash } of log) {
      const expected = chainHash(before, {
        issue,
        seq,
        type: typeName,
        actor,
        commandId,
        occurredAtMs,
        recordedAtMs,
        data,
      });
      found.check(
        expected.equals(hash),
        issue,
        seq,
        'its hash does not follow from the event and from what stands before it',
      );
      before = hash;
    }
    found.check(
      row !== null && Buffer.from(row.hash).equals(before),
      issue,
      log.length,
      'the read model holds another last link',
    );
  }
  return found.result();
}
