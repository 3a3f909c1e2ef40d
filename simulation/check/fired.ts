/** Which announced deadline an event is the firing of. */
import type { Instant, IssueEvent } from '../../domain';
import type { Sight } from './sight';

export interface Fired {
  readonly clock: string;
  /** The deadline that was announced; null when none of that name runs. */
  readonly dueAtMs: Instant | null;
  /** The instant that the event itself names, where it names one. */
  readonly firedAtMs: Instant | null;
}

type Readers = {
  readonly [T in IssueEvent['type']]?: (sight: Sight, event: Extract<IssueEvent, { type: T }>) => Fired | null;
};

const of = (clock: string, dueAtMs: Instant | undefined, firedAtMs?: Instant): Fired => ({
  clock,
  dueAtMs: dueAtMs ?? null,
  firedAtMs: firedAtMs ?? null,
});

const readers: Readers = {
  escalated: (sight, { cause, firedAtMs }) => {
    if (cause !== 'not-acknowledged' && cause !== 'not-handled') return null;
    const clock = cause === 'not-handled' ? 'handle' : 'acknowledge';
    return of(clock, sight[clock]?.dueAtMs, firedAtMs);
  },
  reminded: (sight, { clock, firedAtMs }) => of(clock, sight.running(clock)?.dueAtMs, firedAtMs),
  'approval-lapsed': (sight, { cause }) => (cause === 'expired' ? of('approval', sight.question?.dueAtMs) : null),
  closed: (sight, { outcome }) => (outcome === 'unconfirmed' ? of('confirm', sight.confirm?.dueAtMs) : null),
  resumed: (sight, { by, firedAtMs }) => (by === undefined ? of('suspension', sight.pause?.untilMs, firedAtMs) : null),
};

/** Null for an event that no clock is the cause of. */
export const fired = (sight: Sight, event: IssueEvent): Fired | null =>
  (readers[event.type] as ((sight: Sight, event: IssueEvent) => Fired | null) | undefined)?.(sight, event) ?? null;
