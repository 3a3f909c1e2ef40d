/** What is answered, from the documents and the directory of the place. */
import type { Instant } from '../../../domain';
import { unitOf } from '../../../domain/directory/directory';
import { notKnown } from '../../../domain/directory/not-known';
import { cellsOf, coverageGaps } from '../../../domain/duty/coverage';
import { onDuty } from '../../../domain/duty/on-duty';
import { shiftsOf } from '../../../domain/duty/shifts';
import { holdsUntil } from '../../../domain/duty/stretches';
import type { Policies } from '../../../domain/procedure/policies';
import type { CheckedDuty } from './check';
import type { Coverage, OnDuty, Shift } from './duty';

const WEEK_MS = 7 * 86_400_000;

/** Throws DoorstepError ROLE_UNKNOWN, UNIT_UNKNOWN. */
export function dutyIn(place: Policies, { role, unit, competence }: CheckedDuty, atMs: Instant): OnDuty {
  const { roles } = place.directory;
  if (!roles.has(role)) throw notKnown('ROLE_UNKNOWN', 'role', role, [...roles.keys()]);
  const { id } = unitOf(place, unit);
  const { people, hops } = onDuty(place, role, id, atMs, competence);
  return { role, unit: id, atMs, people, hops, untilMs: holdsUntil(place, role, id, atMs, competence) };
}

export function coverageIn(place: Policies, fromMs: Instant, weeks: number): Coverage {
  const untilMs = fromMs + weeks * WEEK_MS;
  const gaps = coverageGaps(place, fromMs, untilMs);
  return { ok: gaps.length === 0, cells: cellsOf(place).length, fromMs, untilMs, gaps };
}

/** Throws DoorstepError PERSON_UNKNOWN. */
export const shiftsIn = (place: Policies, person: string, fromMs: Instant, weeks: number): readonly Shift[] =>
  shiftsOf(place, person, fromMs, fromMs + weeks * WEEK_MS);
