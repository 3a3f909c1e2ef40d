/** Of what is due for one person on one channel: what goes out as one message, what by itself, and what has to wait. Pure. */
import type { Channel } from '../../contracts/channels';
import type { Severity } from '../../domain';
import type { Throttle } from '../../domain/directory/manners';
import type { SentLately } from '../../store';
import { isPressing } from './manners';

export interface Sorted<T> {
  /** One message; empty, or two and more. */
  readonly together: readonly T[];
  readonly alone: readonly T[];
  /** There is no room for them before that instant. */
  readonly wait: readonly { readonly untilMs: number; readonly of: readonly T[] }[];
}

export interface Occasion {
  readonly channel: Channel;
  /** From so many on they are one message. */
  readonly from: number;
  /** What bounds it, and what went out lately; unbounded when left out. */
  readonly bound?: { readonly throttle: Throttle; readonly lately: SentLately };
  readonly nowMs: number;
}

/** Others are sending to the same person: how that ends is known soon. */
const SOON_MS = 2_000;

export function sortOut<T>(due: readonly T[], severityOf: (one: T) => Severity, occasion: Occasion): Sorted<T> {
  const { channel, from, bound } = occasion;
  // Nobody is called twice where once is enough.
  const areOne = due.length >= (channel === 'phone' ? 2 : from);
  if (bound === undefined) return asMessages(due, areOne ? 1 : due.length);
  const { throttle, lately } = bound;
  const used = lately.sentAtMs.length + lately.underWay;
  const pressing = due.filter((one) => isPressing(severityOf(one)));
  const [room, urgentRoom] = [throttle.atMost - used, throttle.urgent - used];
  if (room > 0) return asMessages(due, areOne ? 1 : room);
  // Whatever is waiting goes along when one message goes out all the same.
  if (areOne && pressing.length > 0 && urgentRoom > 0) return asMessages(due, 1);
  const calm = due.filter((one) => !pressing.includes(one));
  const out = urgentRoom > 0 ? asMessages(pressing, urgentRoom) : NOTHING;
  const wait = [
    { untilMs: roomFrom(throttle.atMost, bound, occasion.nowMs), of: calm },
    { untilMs: roomFrom(throttle.urgent, bound, occasion.nowMs), of: urgentRoom > 0 ? [] : pressing },
  ];
  return { ...out, wait: wait.filter(({ of }) => of.length > 0) };
}

const NOTHING = { together: [], alone: [], wait: [] } as const;

/** At most so many messages: one each if that is enough, else one of all. */
function asMessages<T>(due: readonly T[], atMost: number): Sorted<T> {
  return due.length > 1 && due.length > atMost
    ? { together: due, alone: [], wait: [] }
    : { together: [], alone: due, wait: [] };
}

/** When fewer than `atMost` messages are within the span. */
function roomFrom(atMost: number, { throttle, lately }: NonNullable<Occasion['bound']>, nowMs: number): number {
  const oldest = lately.sentAtMs[atMost - 1];
  return oldest === undefined ? nowMs + SOON_MS : Math.max(oldest + throttle.spanMs, nowMs + 1);
}
