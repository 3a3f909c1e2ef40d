/** Which announced deadline an event is the firing of. */
import type { Instant, IssueEvent } from '../../domain';
import type { Event } from './known';
import type { Sight } from './sight';

export interface Fired {
  readonly clock: string;
  /** The deadline that was announced; null when none of that name runs. */
  readonly dueAtMs: Instant | null;
  /** The instant that the event itself names, where it names one. */
  readonly firedAtMs: Instant | null;
}

type Readers = {
  readonly [T in IssueEvent['type']]?: (sight: Sight, event: Event<T>) => Fired | null;
};

const of = (clock: string, dueAtMs: Instant | undefined, firedAtMs?: Instant): Fired => ({
  clock,
  dueAtMs: dueAtMs ?? null,
  firedAtMs: firedAtMs ?? null,
});

/** What the ladder climbs for when a clock is the cause. Climbing again is what an unanswered top does. */
const CLIMBS = {
  'not-acknowledged': 'acknowledge',
  'not-handled': 'handle',
  'not-closed': 'total',
  again: 'acknowledge',
} as const;

const silence = (sight: Sight, { by }: Event<'approved' | 'rejected'>): Fired | null =>
  by === undefined ? of('approval', sight.question?.dueAtMs) : null;

const readers: Readers = {
  escalated: (sight, { cause, firedAtMs }) => {
    if (!Object.hasOwn(CLIMBS, cause)) return null;
    const clock = CLIMBS[cause as keyof typeof CLIMBS];
    return of(clock, sight[clock]?.dueAtMs, firedAtMs);
  },
  reminded: (sight, { clock, firedAtMs }) => of(clock, sight.running(clock)?.dueAtMs, firedAtMs),
  verified: (sight, { by, firedAtMs }) => (by === undefined ? of('verify', sight.verify?.dueAtMs, firedAtMs) : null),
  checked: (sight, { by, firedAtMs }) => (by === undefined ? of('check', sight.check?.dueAtMs, firedAtMs) : null),
  'acknowledgement-expired': (sight, { firedAtMs }) => of('renew', sight.renew?.dueAtMs, firedAtMs),
  warned: (sight, { firedAtMs }) => of('warning', sight.handle?.warnAtMs[0], firedAtMs),
  returned: (sight, { cause, firedAtMs }) => {
    if (cause === undefined) return null;
    const clock = CLIMBS[cause];
    return of(clock, sight[clock]?.dueAtMs, firedAtMs);
  },
  'part-overdue': (sight, { party, clock, firedAtMs }) => {
    const part = sight.parts.find((one) => one.party === party);
    return of(clock, (clock === 'part' ? part?.handle : part?.reportIn)?.dueAtMs, firedAtMs);
  },
  'delegation-ended': (sight, { from, to, firedAtMs }) =>
    of('delegation', sight.deputies.find((one) => one.from === from && one.to === to)?.untilMs, firedAtMs),
  'approval-reminded': (sight, { firedAtMs }) => of('approval-reminder', sight.question?.remindAtMs?.[0], firedAtMs),
  'approval-climbed': (sight) => of('approval', sight.question?.dueAtMs),
  approved: silence,
  rejected: silence,
  'approval-lapsed': (sight, { cause }) => (cause === 'expired' ? of('approval', sight.question?.dueAtMs) : null),
  closed: (sight, { outcome }) => (outcome === 'unconfirmed' ? of('confirm', sight.confirm?.dueAtMs) : null),
  resumed: (sight, { by, firedAtMs }) => (by === undefined ? of('suspension', sight.pause?.untilMs, firedAtMs) : null),
};

/** Null for an event that no clock is the cause of. Several checks ask it of the same event, before anything else is heard. */
export function fired(sight: Sight, event: IssueEvent): Fired | null {
  if (event === last.event && sight === last.sight && sight.seq === last.seq) return last.fired;
  const reader = readers[event.type] as ((sight: Sight, event: IssueEvent) => Fired | null) | undefined;
  const found = reader === undefined ? null : reader(sight, event);
  last = { event, sight, seq: sight.seq, fired: found };
  return found;
}
interface Asked {
  readonly event: IssueEvent | null;
  readonly sight: Sight | null;
  readonly seq: number;
  readonly fired: Fired | null;
}
let last: Asked = { event: null, sight: null, seq: 0, fired: null };
