/** How long words and files are kept: what is due, removing it now, and issues that are held. */
import { DoorstepError } from '../../../contracts/errors';
import { policiesInUse } from '../../../policies/read';
import { readRetention, type Retention } from '../../../policies/retention';
import { holdIssue, holds, releaseIssue } from '../../../store/personal/holds';
import { removeOld, RETAINED, retentionDue, type RetentionPlace } from '../../../store/personal/retention';
import { issueId } from '../../sdk';
import type { Session } from '../session';
import { table } from '../show/table';
import { withStore, workerOf } from './identity-store';
import { retentionWords } from './retention-words';

const DAY_MS = 86_400_000;
const AT_MOST = 500;

/** Throws RETENTION_INVALID. */
export async function retentionPreview(session: Session): Promise<void> {
  const kept = readRetention(policiesInUse(session.io.env));
  if (kept === null) return notWritten(session);
  const due = await withStore(session, (database) => retentionDue(database, kept));
  session.answer({ due }, () => {
    const words = retentionWords[session.lang];
    const { category, kept: keptTitle, due: dueTitle, held } = words.column;
    return table(
      [category, keptTitle, dueTitle, held],
      due.map((one) => [
        words.category[one.category],
        one.keptMs === null ? words.forGood : words.days(one.keptMs / DAY_MS),
        String(one.due),
        String(one.held),
      ]),
    );
  });
}

/** As the notifier does once a day; stopped in the middle, what is removed is whole. Throws RETENTION_INVALID. */
export async function retentionRun(session: Session): Promise<void> {
  const kept = readRetention(policiesInUse(session.io.env));
  if (kept === null) return notWritten(session);
  const removed = await withStore(session, async (database) => {
    const counts = { words: 0, evidence: 0 };
    for (const category of RETAINED) {
      const keptMs = kept[category];
      if (keptMs === null || session.io.stopped.aborted) continue;
      let after: RetentionPlace | undefined;
      do {
        const part = await removeOld(database, category, keptMs, AT_MOST, after);
        counts[category] += part.removed;
        after = part.next;
      } while (after !== undefined && !session.io.stopped.aborted);
    }
    return counts;
  });
  session.answer({ removed }, () => {
    const words = retentionWords[session.lang];
    const some = RETAINED.filter((category) => removed[category] > 0);
    if (some.length === 0) return words.nothing;
    return some
      .map((category) => words.removed({ category: words.category[category], count: removed[category] }))
      .join('\n');
  });
}

/** Throws ISSUE_UNKNOWN, ARGUMENT_INVALID. */
export async function retentionHold(
  session: Session,
  name: string,
  { reason = '' }: { readonly reason?: string },
): Promise<void> {
  const issue = issueId(name);
  if (reason.trim() === '' || reason.length > 500)
    throw new DoorstepError('ARGUMENT_INVALID', '--reason must say why, in at most 500 characters.', {
      place: { field: '--reason' },
    });
  await withStore(session, (database) =>
    holdIssue(database, { issue, heldBy: workerOf(session), reason: reason.trim() }),
  );
  session.answer({ issue, held: true }, () => retentionWords[session.lang].isHeld(issue));
}

/** Throws HOLD_UNKNOWN. */
export async function retentionRelease(session: Session, name: string): Promise<void> {
  const issue = issueId(name);
  await withStore(session, (database) => releaseIssue(database, issue, workerOf(session)));
  session.answer({ issue, held: false }, () => retentionWords[session.lang].released(issue));
}

export async function retentionHolds(session: Session): Promise<void> {
  const found = await withStore(session, holds);
  session.answer({ holds: found }, () => {
    const words = retentionWords[session.lang];
    if (found.length === 0) return words.none;
    const clock = session.clock();
    const { issue, since, by, reason } = words.holdColumn;
    return table(
      [issue, since, by, reason],
      found.map((one) => [one.issue, clock.local(one.heldAtMs), one.heldBy, one.reason]),
    );
  });
}

const NOT_WRITTEN: Retention = { words: null, evidence: null, deliveries: null };
const notWritten = (session: Session): void =>
  session.answer({ kept: NOT_WRITTEN }, () => retentionWords[session.lang].notWritten);
