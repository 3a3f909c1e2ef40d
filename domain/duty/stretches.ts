/** The answers to who is on duty, one after another, from an instant to a later one. */
import type { HasDirectory } from '../directory/directory';
import type { Instant } from '../kernel/ids';
import type { Duty } from './duty';
import { HORIZON_MS, onDuty } from './on-duty';

export interface Stretch {
  readonly fromMs: Instant;
  /** Not included; two stretches that follow each other may have the same answer. */
  readonly untilMs: Instant;
  readonly duty: Duty;
}

/** Lazy: whoever has seen enough stops. Throws DoorstepError UNIT_UNKNOWN. */
export function* stretches(
  place: HasDirectory,
  role: string,
  unit: string,
  fromMs: Instant,
  toMs: Instant,
  competence?: readonly string[],
): Generator<Stretch, void, undefined> {
  for (let atMs = fromMs; atMs < toMs;) {
    const duty = onDuty(place, role, unit, atMs, competence);
    const untilMs = Math.min(duty.changesAtMs ?? atMs + HORIZON_MS, toMs);
    yield { fromMs: atMs, untilMs, duty };
    atMs = untilMs;
  }
}

/** When other people than at this instant will be on duty; null when that is not so for at least 400 days. */
export function holdsUntil(
  place: HasDirectory,
  role: string,
  unit: string,
  atMs: Instant,
  competence?: readonly string[],
): Instant | null {
  let now: string | undefined;
  for (const { fromMs, duty } of stretches(place, role, unit, atMs, atMs + HORIZON_MS, competence)) {
    const people = duty.people.join();
    now ??= people;
    if (people !== now) return fromMs;
  }
  return null;
}
