/** From the documents to the rules of one issue: which procedure serves the matter, and what it says for this place. */
import { DoorstepError } from '../../contracts/errors';
import type { Procedure } from '../procedure/procedure';
import type { Instant } from '../kernel/ids';
import type { IssueRules } from '../kernel/rules';
import { SEVERITIES } from '../kernel/state';
import type { HasCalendars } from './calendars';
import { categoryOf, unitOf } from './directory';
import { REAL_TIME } from './measure';
import { pinProcedure } from './pin-procedure';

export interface Matter {
  /** Where it is: usually a building. */
  readonly unit: string;
  readonly category: string;
  /** One of the kernel's severities; checked here, since it decides the clocks. */
  readonly severity: string;
}

export interface Rulebook extends HasCalendars {
  /** The newest version of each procedure, by id. */
  readonly current: ReadonlyMap<string, Procedure>;
}

/**
 * The rules that an issue opened now keeps, as plain JSON; see pinProcedure for the time scale.
 * Throws DoorstepError UNIT_UNKNOWN, CATEGORY_UNKNOWN, SEVERITY_UNKNOWN, UNIT_TOO_WIDE or TIME_SCALE_INVALID.
 */
export function pin(policies: Rulebook, matter: Matter): IssueRules;
export function pin(
  policies: Rulebook,
  matter: Matter,
  timeScale: number,
  anchorMs: Instant,
  startMs?: Instant,
): IssueRules;
export function pin(
  policies: Rulebook,
  matter: Matter,
  timeScale = REAL_TIME,
  anchorMs: Instant = 0,
  startMs: Instant = anchorMs,
): IssueRules {
  unitOf(policies, matter.unit);
  const procedure = procedureFor(policies, matter.category, matter.severity);
  return pinProcedure(policies, procedure, matter, timeScale, anchorMs, startMs);
}

/** The newest version of the procedure that the first matching route names. Throws CATEGORY_UNKNOWN or SEVERITY_UNKNOWN. */
export function procedureFor(policies: Rulebook, category: string, severity: string): Procedure {
  const known = categoryOf(policies, category).id;
  const grade = SEVERITIES.find((one) => one === severity);
  if (grade === undefined) {
    throw new DoorstepError('SEVERITY_UNKNOWN', `The severity is none of ${SEVERITIES.join(', ')}.`, {
      place: { field: 'severity' },
    });
  }
  const route = policies.community.routing.find(
    (candidate) => (candidate.category?.includes(known) ?? true) && (candidate.severity?.includes(grade) ?? true),
  );
  const procedure = route === undefined ? undefined : policies.current.get(route.procedure);
  // Loading refuses routing without a default and routes to unknown procedures.
  if (procedure === undefined)
    throw new RangeError(`No route for ${known}/${grade}: these policies did not pass loading.`);
  return procedure;
}
