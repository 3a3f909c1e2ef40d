/** From the documents to the rules of one issue: which procedure, and who stands on each rung for this place. */
import { DoorstepError } from '../../contracts/errors';
import { procedureName, type Procedure, type ProcedureTier } from '../procedure/procedure';
import type { Span } from '../kernel/ids';
import type { IssueRules, Repeat, Tier } from '../kernel/rules';
import { SEVERITIES } from '../kernel/state';
import type { Community, Unit } from './community';
import { categoryOf, holders, unitAt, unitOf, type HasDirectory } from './directory';

export interface Matter {
  /** Where it is: usually a building. */
  readonly unit: string;
  readonly category: string;
  /** One of the kernel's severities; checked here, since it decides the clocks. */
  readonly severity: string;
}

export interface Rulebook extends HasDirectory {
  readonly community: Community;
  /** The newest version of each procedure, by id. */
  readonly current: ReadonlyMap<string, Procedure>;
}

/** Without a scale one real second is one second. */
export const REAL_TIME = 1;
const FASTEST = 100_000;

/**
 * The rules that an issue opened now keeps for good, as plain JSON. Spans are natural time divided by `timeScale`, at least 1 ms.
 * A matter that lies above a rung (a lamp of the whole grid has no building lead) starts at the first rung that covers it.
 * Throws DoorstepError UNIT_UNKNOWN, CATEGORY_UNKNOWN, SEVERITY_UNKNOWN, UNIT_TOO_WIDE or TIME_SCALE_INVALID.
 */
export function pin(policies: Rulebook, matter: Matter, timeScale = REAL_TIME): IssueRules {
  if (!(timeScale >= 1 && timeScale <= FASTEST)) {
    throw new DoorstepError('TIME_SCALE_INVALID', `The time scale ${timeScale} is not between 1 and ${FASTEST}.`);
  }
  const unit = unitOf(policies, matter.unit);
  const procedure = procedureFor(policies, matter.category, matter.severity);
  const tiers = procedure.tiers.flatMap((tier) => pinTier(policies, tier, unit, timeScale) ?? []);
  if (tiers.length === 0) {
    throw new DoorstepError(
      'UNIT_TOO_WIDE',
      `No rung of ${procedureName(procedure)} looks after the whole of ${unit.id} (a ${unit.level}).`,
    );
  }
  const scaled = (spanMs: Span): Span => scale(spanMs, timeScale);
  return {
    procedure: procedure.id,
    version: procedure.version,
    timeScale,
    tiers,
    evidenceMinimum: procedure.evidence.minimum,
    extension: {
      maximum: procedure.extension.maximum,
      limitMs: scaled(procedure.extension.limitMs),
      decideWithinMs: scaled(procedure.extension.decideMs),
    },
    forceClose: { decideWithinMs: scaled(procedure.forceClose.decideMs) },
    confirmation: {
      withinMs: scaled(procedure.confirmation.withinMs),
      repeat: scaleRepeat(procedure.confirmation.repeat, timeScale),
    },
    reopenWithinMs: scaled(procedure.reopenWithinMs),
  };
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

function pinTier(policies: Rulebook, tier: ProcedureTier, unit: Unit, timeScale: number): Tier | undefined {
  const at = unitAt(policies, unit, tier.level);
  if (at === undefined) return undefined;
  return {
    key: tier.key,
    role: tier.role,
    unit: at.id,
    people: holders(policies, tier.role, at.id),
    acknowledgeWithinMs: scale(tier.acknowledgeMs, timeScale),
    handleWithinMs: scale(tier.handleMs, timeScale),
    repeat: scaleRepeat(tier.repeat, timeScale),
  };
}

/** Whole milliseconds, and never zero: a clock that is due when it starts would spin. */
const scale = (spanMs: Span, timeScale: number): Span => Math.max(1, Math.round(spanMs / timeScale));
const scaleRepeat = (repeat: Repeat, timeScale: number): Repeat => ({
  everyMs: scale(repeat.everyMs, timeScale),
  times: repeat.times,
});
