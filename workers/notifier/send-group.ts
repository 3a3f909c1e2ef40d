/** What is due for one person on one channel, from the claim to the messages: each notice withheld, held back, or sent. */
import { randomBytes } from 'node:crypto';
import type { BundleKind, DeliveryReason } from '../../contracts/channels';
import { releaseDeliveries, sentLately, storeBundle, withholdDeliveries, type ClaimedDelivery } from '../../store';
import type { Sender } from '../channels';
import { asksToAct, isStillWanted } from './asking';
import { attempt, type AttemptOptions, type Sending } from './attempt';
import type { QuietUntil } from './quiet-hours';
import { sortOut, type Sorted } from './sort-out';

export interface GroupOptions extends AttemptOptions {
  /** Nobody has quiet hours when left out. */
  readonly quietUntil?: QuietUntil;
}

/** As many as can be too few for a bundle, so that one round of them, well within the lease, is all there is. */
const AT_ONCE = 8;

/** Short, and never the same twice. */
const newId = (kind: BundleKind): string => `${kind}-${randomBytes(12).toString('base64url')}`;

/** @param group all of one recipient, under one claim */
export async function sendGroup(
  options: GroupOptions,
  sender: Sender,
  group: readonly ClaimedDelivery[],
): Promise<void> {
  const due = await awake(options, await wanted(options, group));
  const fresh = due.filter(({ bundle }) => bundle === null);
  const digest = fresh.filter(({ isDigest }) => isDigest);
  const { together, alone } = await inManners(
    options,
    fresh.filter(({ isDigest }) => !isDigest),
  );
  const sendings = [
    ...storedBefore(due),
    ...(await stored(options, 'digest', digest)),
    ...(await stored(options, 'bundle', together)),
    ...alone.map((one): Sending => ({ bundle: null, members: [one] })),
  ];
  for (let begun = 0; begun < sendings.length; begun += AT_ONCE)
    await Promise.all(sendings.slice(begun, begun + AT_ONCE).map((sending) => attempt(options, sender, sending)));
}

/** Those that still have to be said; the others are withheld, each with its reason. */
async function wanted(
  { database }: GroupOptions,
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
async function awake(
  { database, quietUntil, log }: GroupOptions,
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
  const untilMs = Math.min(...ends.filter((end) => end !== null));
  if (quiet.length > 0) {
    log.info({ channel: first.channel, notices: quiet.length }, 'deliveries wait for the end of quiet hours');
    await releaseDeliveries(database, quiet, { reason: 'quiet-hours', afterMs: untilMs - nowMs, counts: false });
  }
  return group.filter((one, place) => !isQuiet(one, place));
}

/** By the manners of the place and the person; what has to wait is let go. */
async function inManners(
  { database, manners }: GroupOptions,
  fresh: readonly ClaimedDelivery[],
): Promise<Sorted<ClaimedDelivery>> {
  const [first] = fresh;
  if (first === undefined) return { together: [], alone: [], wait: [] };
  const { recipient, channel, claim } = first;
  const [{ from }, throttle] = [await manners.bundling(), await manners.throttleOf(recipient, channel)];
  const nowMs = Date.now();
  const sorted = sortOut(fresh, ({ state }) => state.report.severity, {
    channel,
    from,
    nowMs,
    ...(throttle === undefined
      ? {}
      : {
          bound: {
            throttle,
            lately: await sentLately(database, { recipient, channel, spanMs: throttle.spanMs, claim }),
          },
        }),
  });
  for (const { of, untilMs } of sorted.wait)
    await releaseDeliveries(database, of, { reason: 'throttled', afterMs: untilMs - nowMs, counts: false });
  return sorted;
}

/** What it holds is written down before it goes out: a repeat is the same message. */
async function stored(
  { database }: GroupOptions,
  kind: BundleKind,
  members: readonly ClaimedDelivery[],
): Promise<readonly Sending[]> {
  if (members.length === 0) return [];
  const bundle = { id: newId(kind), kind, madeAtMs: Date.now() };
  const [first, ...others] = await storeBundle(database, bundle, members);
  return first === undefined ? [] : [{ bundle, members: [first, ...others] }];
}

function storedBefore(due: readonly ClaimedDelivery[]): readonly Sending[] {
  const byId = new Map<string, [ClaimedDelivery, ...ClaimedDelivery[]]>();
  for (const one of due) {
    if (one.bundle === null) continue;
    const members = byId.get(one.bundle.id);
    if (members === undefined) byId.set(one.bundle.id, [one]);
    else members.push(one);
  }
  return [...byId.values()].map((members) => ({ bundle: members[0].bundle, members }));
}
