/** A procedure at one place: who stands on each rung there, and how long everything takes. */
import { DoorstepError } from '../../contracts/errors';
import type { WorkingTime } from '../calendar/working-time';
import type { Instant } from '../kernel/ids';
import type { IssueRules, Tier } from '../kernel/rules';
import { given } from '../procedure/documents/given';
import { procedureName, type Procedure } from '../procedure/procedure';
import { calendarAt, type HasCalendars } from './calendars';
import { holders, unitAt, unitOf } from './directory';
import { measureBy, REAL_TIME, type Measure } from './measure';
import { pinDecision, pinStages, type Place } from './pin-stages';

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
  const place: Place = { policies, unit, measure };
  const tiers = pinTiers(place, procedure);
  if (tiers.length === 0) {
    throw new DoorstepError(
      'UNIT_TOO_WIDE',
      `No rung of ${procedureName(procedure)} looks after the whole of ${unit.id} (a ${unit.level}).`,
    );
  }
  const { extension, suspension, confirmation } = procedure;
  const rules: IssueRules = given({
    procedure: procedure.id,
    version: procedure.version,
    timeScale,
    tiers,
    evidenceMinimum: procedure.evidence.minimum,
    extension: {
      maximum: extension.maximum,
      limitMs: measure.term(extension.limit).ms,
      ...pinDecision(place, extension),
    },
    suspension: {
      maximum: suspension.maximum,
      limitMs: measure.span(suspension.limitMs),
      ...pinDecision(place, suspension),
    },
    forceClose: pinDecision(place, procedure.forceClose),
    confirmation: { within: measure.term(confirmation.within), repeat: measure.repeat(confirmation.repeat) },
    reopenWithinMs: measure.span(procedure.reopenWithinMs),
    return: procedure.return && pinDecision(place, procedure.return),
    void: procedure.void && pinDecision(place, procedure.void),
    ...pinStages(place, procedure),
    ...pinLadder(procedure, tiers, measure),
    spreadMs: procedure.spreadMs === undefined ? undefined : measure.span(procedure.spreadMs),
  });
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

/** Tier by tier from below; a `then` is a number of the ladder as it is here, without the rungs that stand below the matter. */
function pinTiers({ policies, unit, measure }: Place, procedure: Procedure): readonly Tier[] {
  const found = procedure.tiers.flatMap((tier) => {
    const at = unitAt(policies, unit, tier.level);
    return at === undefined ? [] : [{ tier, at }];
  });
  return found.map(({ tier, at }) =>
    given({
      key: tier.key,
      role: tier.role,
      unit: at.id,
      competence: tier.competence,
      people: holders(policies, tier.role, at.id),
      acknowledgeWithin: measure.term(tier.acknowledge),
      handleWithin: measure.term(tier.handle),
      repeat: measure.repeat(tier.repeat),
      warnings: tier.warn?.map((warning) => measure.warning(warning)),
      acknowledgementFor: tier.acknowledgementExpires && measure.term(tier.acknowledgementExpires),
      notTold: tier.notTold,
      next: tier.then === undefined ? undefined : found.findIndex((one) => one.tier.key === tier.then) + 1,
    }),
  );
}

/** What goes over the whole ladder. A rung that the ladder of this place does not have is below all that it has. */
function pinLadder({ total, again }: Procedure, tiers: readonly Tier[], measure: Measure) {
  const numberOf = (key: string): number => Math.max(1, tiers.findIndex((tier) => tier.key === key) + 1);
  return {
    total: total && { within: measure.term(total.within), to: numberOf(total.to) },
    // There is nothing to climb again below the only rung.
    again:
      again === undefined || again.times === 0 || numberOf(again.from) === tiers.length
        ? undefined
        : { from: numberOf(again.from), times: again.times },
  };
}
