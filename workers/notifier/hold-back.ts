/** Of what is due: what is not said any more, what waits for the morning, and what waits for room. */
import type { Logger } from 'pino';
import type { DeliveryReason } from '../../contracts/channels';
import { releaseDeliveries, sentLately, withholdDeliveries, type ClaimedDelivery, type Database } from '../../store';
import { asksToAct, isStillWanted } from './asking';
import type { Manners } from './manners';
import type { QuietUntil } from './quiet-hours';
import { sortOut, type Sorted } from './sort-out';

export interface HoldOptions {
  readonly database: Database;
  readonly manners: Manners;
  /** Nobody has quiet hours when left out. */
  readonly quietUntil?: QuietUntil;
  readonly log: Logger;
}

/** Those that still have to be said; the others are withheld, each with its reason. */
export async function wanted(
  { database }: HoldOptions,
  group: readonly ClaimedDelivery[],
): Promise<readonly ClaimedDelivery[]> {
  const reasons = new Map(group.map((one) => [one, withheldFor(one)]));
  const withheld = group.filter((one) => reasons.get(one) !== undefined);
  await withholdDeliveries(database, withheld, (one) => reasons.get(one) ?? 'settled');
  return group.filter((one) => reasons.get(one) === undefined);
}

function withheldFor({ isRead, isToldElsewhere, notice, state }: ClaimedDelivery): DeliveryReason | undefined {
  if (isRead) return 'read';
  if (isToldElsewhere) return 'told-elsewhere';
  // What only tells stays true whatever became of the issue.
  return !asksToAct(notice.template) || isStillWanted(state, notice) ? undefined : 'settled';
}

/** Those whose recipient may be rung now. The others wait for the end of the quiet hours; by then they may be settled. */
export async function awake(
  { database, quietUntil, log }: HoldOptions,
  group: readonly ClaimedDelivery[],
): Promise<readonly ClaimedDelivery[]> {
  const [first] = group;
  if (quietUntil === undefined || first === undefined) return group;
  const nowMs = Date.now();
  const ends = await Promise.all(
    group.map(({ recipient, state, isDigest }) =>
      quietUntil(recipient, isDigest ? 'low' : state.report.severity, nowMs),
    ),
  );
  // A message that was stored stays whole: it rings when anything in it does.
  const rings = new Set(group.filter((_, place) => ends[place] === null).flatMap(({ bundle }) => bundle?.id ?? []));
  const isQuiet = ({ bundle }: ClaimedDelivery, place: number): boolean =>
    ends[place] !== null && !(bundle !== null && rings.has(bundle.id));
  const quiet = group.filter(isQuiet);
  if (quiet.length === 0) return group;
  const untilMs = Math.min(...ends.filter((end) => end !== null));
  log.info({ channel: first.channel, notices: quiet.length }, 'deliveries wait for the end of quiet hours');
  await releaseDeliveries(database, quiet, { reason: 'quiet-hours', afterMs: untilMs - nowMs, counts: false });
  return group.filter((one, place) => !isQuiet(one, place));
}

/** By the manners of the place and the person; what has to wait is let go. */
export async function inManners(
  { database, manners }: HoldOptions,
  fresh: readonly ClaimedDelivery[],
): Promise<Sorted<ClaimedDelivery>> {
  const [first] = fresh;
  if (first === undefined) return { together: [], alone: [], wait: [] };
  const { recipient, channel, claim } = first;
  const [{ from }, throttle] = [await manners.bundling(), await manners.throttleOf(recipient, channel)];
  const nowMs = Date.now();
  const bound = throttle && {
    throttle,
    lately: await sentLately(database, { recipient, channel, spanMs: throttle.spanMs, claim }),
  };
  const sorted = sortOut(fresh, ({ state }) => state.report.severity, {
    channel,
    from,
    nowMs,
    ...(bound === undefined ? {} : { bound }),
  });
  for (const { of, untilMs } of sorted.wait)
    await releaseDeliveries(database, of, { reason: 'throttled', afterMs: untilMs - nowMs, counts: false });
  return sorted;
}
