/** A procedure at one place: who stands on each rung there, and how long everything takes. */
import { DoorstepError } from '../../contracts/errors';
import type { WorkingTime } from '../calendar/working-time';
import type { Instant } from '../kernel/ids';
import type { IssueRules, Tier } from '../kernel/rules';
import { procedureName, type Procedure, type ProcedureTier } from '../procedure/procedure';
import { calendarAt, type HasCalendars } from './calendars';
import type { Unit } from './community';
import { holders, unitAt, unitOf } from './directory';
import { measureBy, REAL_TIME, type Measure } from './measure';

/**
 * The rules of an issue under a given procedure, whichever version it is, by the people and the newest calendars of
 * `policies`: for an issue that opens, and for one that is put under other rules.
 * Terms are divided by `timeScale`, at least 1 ms; a scaled calendar runs faster from `anchorMs` on, when it shows `startMs`.
 * A matter that lies above a rung (a lamp of the whole grid has no building lead) starts at the first rung that covers it.
 * Throws DoorstepError UNIT_UNKNOWN, UNIT_TOO_WIDE or TIME_SCALE_INVALID.
 */
export function pinProcedure(
  policies: HasCalendars,
  procedure: Procedure,
  matter: { readonly unit: string },
  timeScale = REAL_TIME,
  anchorMs: Instant = 0,
  startMs: Instant = anchorMs,
): IssueRules {
  const unit = unitOf(policies, matter.unit);
  const calendar = calendarAt(policies, unit);
  const measure = measureBy(calendar?.usualDayMs, timeScale);
  const tiers = procedure.tiers.flatMap((tier) => pinTier(policies, tier, unit, measure) ?? []);
  if (tiers.length === 0) {
    throw new DoorstepError(
      'UNIT_TOO_WIDE',
      `No rung of ${procedureName(procedure)} looks after the whole of ${unit.id} (a ${unit.level}).`,
    );
  }
  const { extension, suspension, forceClose, confirmation } = procedure;
  const rules: IssueRules = {
    procedure: procedure.id,
    version: procedure.version,
    timeScale,
    tiers,
    evidenceMinimum: procedure.evidence.minimum,
    extension: {
      maximum: extension.maximum,
      limitMs: measure.term(extension.limit).ms,
      decideWithin: measure.term(extension.decide),
    },
    suspension: {
      maximum: suspension.maximum,
      limitMs: measure.span(suspension.limitMs),
      decideWithin: measure.term(suspension.decide),
    },
    forceClose: { decideWithin: measure.term(forceClose.decide) },
    confirmation: { within: measure.term(confirmation.within), repeat: measure.repeat(confirmation.repeat) },
    reopenWithinMs: measure.span(procedure.reopenWithinMs),
  };
  if (calendar === undefined || !countsWorking(rules)) return rules;
  const scale: Pick<WorkingTime, 'scale'> =
    timeScale === REAL_TIME
      ? {}
      : { scale: { factor: timeScale, anchorMs, ...(startMs === anchorMs ? {} : { startMs }) } };
  return { ...rules, workingTime: { ...calendar.time, ...scale } };
}

/** Whether any term of these rules, however deep, counts working time; otherwise an issue need not carry a calendar. */
const countsWorking = (part: unknown): boolean =>
  typeof part === 'object' &&
  part !== null &&
  (('time' in part && part.time === 'working') || Object.values(part).some(countsWorking));

function pinTier(policies: HasCalendars, tier: ProcedureTier, unit: Unit, measure: Measure): Tier | undefined {
  const at = unitAt(policies, unit, tier.level);
  if (at === undefined) return undefined;
  return {
    key: tier.key,
    role: tier.role,
    unit: at.id,
    people: holders(policies, tier.role, at.id),
    acknowledgeWithin: measure.term(tier.acknowledge),
    handleWithin: measure.term(tier.handle),
    repeat: measure.repeat(tier.repeat),
  };
}
