/** Everything that happened to an issue, and proof that the record was not altered. */
import { DoorstepError } from '../../../contracts/errors';
import { issueId, type ChainVerification } from '../../sdk';
import type { Session } from '../session';
import { table } from '../show/table';
import { timelineRows } from '../show/timeline';

export async function timeline(session: Session, id: string, { verify }: { readonly verify?: boolean }): Promise<void> {
  const doorstep = await session.doorstep();
  const issue = issueId(id);
  const [items, state, verified] = await Promise.all([
    doorstep.timeline(issue),
    doorstep.get(issue),
    verify === true ? doorstep.verifyChain(issue) : null,
  ]);
  session.answer({ issue, events: items, ...(verified === null ? {} : { verification: verified }) }, () => {
    const { words } = session;
    const { column } = words;
    const clock = session.clock();
    const rows = timelineRows(items, state, words, session.names(), clock);
    return [
      table([column.seq, column.occurred, column.recorded, column.who, column.what], rows),
      words.explain.zone(clock.zone),
      ...(verified === null ? [] : [verdictOf(session, verified)]),
    ].join('\n');
  });
  if (verified !== null && verified.brokenAtSeq !== null) {
    throw new DoorstepError('LOG_BROKEN', `The hash chain of ${issue} breaks at event ${verified.brokenAtSeq}.`, {
      details: { ...verified },
    });
  }
}

const verdictOf = ({ words }: Session, { events, brokenAtSeq }: ChainVerification): string =>
  brokenAtSeq === null ? words.chainHolds(events) : words.chainBroken(brokenAtSeq);
