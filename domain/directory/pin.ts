/** From the documents to the rules of one issue: which procedure, and who stands on each rung for this place. */
import { DoorstepError } from '../../contracts/errors';
import type { WorkingTime } from '../calendar/working-time';
import { resolveTerm, type WrittenTerm } from '../procedure/documents/term';
import { procedureName, type Procedure, type ProcedureTier, type WrittenRepeat } from '../procedure/procedure';
import type { Instant, Span } from '../kernel/ids';
import type { IssueRules, Repeat, Tier } from '../kernel/rules';
import { SEVERITIES } from '../kernel/state';
import type { Term } from '../kernel/term';
import { calendarAt, type HasCalendars } from './calendars';
import type { Unit } from './community';
import { categoryOf, holders, unitAt, unitOf } from './directory';

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

/** Without a scale one real second is one second. */
export const REAL_TIME = 1;
const FASTEST = 100_000;

/** How terms of documents become those of one issue. */
interface Measure {
  term(written: WrittenTerm): Term;
  repeat(written: WrittenRepeat): Repeat;
  span(naturalMs: Span): Span;
}

/**
 * The rules that an issue opened now keeps for good, as plain JSON. Terms are resolved by the calendar of the unit and
 * divided by `timeScale`, at least 1 ms; a scaled calendar runs faster from `anchorMs` on, when it shows `startMs`.
 * A matter that lies above a rung (a lamp of the whole grid has no building lead) starts at the first rung that covers it.
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
  if (!(timeScale >= 1 && timeScale <= FASTEST)) {
    throw new DoorstepError('TIME_SCALE_INVALID', `The time scale ${timeScale} is not between 1 and ${FASTEST}.`);
  }
  const unit = unitOf(policies, matter.unit);
  const procedure = procedureFor(policies, matter.category, matter.severity);
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

/** Whether a clock of these rules can count working time; otherwise an issue need not carry a calendar. */
const countsWorking = ({ tiers, extension, suspension, forceClose, confirmation }: IssueRules): boolean =>
  [
    ...tiers.flatMap(({ acknowledgeWithin, handleWithin, repeat }) => [acknowledgeWithin, handleWithin, repeat.every]),
    extension.decideWithin,
    suspension.decideWithin,
    forceClose.decideWithin,
    confirmation.within,
    confirmation.repeat.every,
  ].some(({ time }) => time === 'working');

function measureBy(usualDayMs: Span | undefined, timeScale: number): Measure {
  /** Whole milliseconds, and never zero: a clock that is due when it starts would spin. */
  const span = (ms: Span): Span => Math.max(1, Math.round(ms / timeScale));
  const term = (written: WrittenTerm): Term => {
    // Loading refuses a community without a calendar when a procedure counts working time.
    if (written.time === 'working' && usualDayMs === undefined)
      throw new RangeError('No calendar holds here: these policies did not pass loading.');
    const { time, ms } = resolveTerm(written, usualDayMs ?? 0);
    return { time, ms: span(ms) };
  };
  return { span, term, repeat: ({ every, times }) => ({ every: term(every), times }) };
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

function pinTier(policies: Rulebook, tier: ProcedureTier, unit: Unit, measure: Measure): Tier | undefined {
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
