/** What is asked when other rules may hold for an issue, and what the answer means. Small: it runs in the workflow. */
import type { Instant, IssueRules, IssueState, PersonId, Posted, UnitId } from '../domain';
import type { WorkingTime } from '../domain/calendar/working-time';

/** procedure: the newest version of the one it has · calendar: that of its place, with everything else as it is · matter: what serves that kind of matter. */
export type RulesWanted =
  | { readonly what: 'procedure'; readonly procedure: string }
  | { readonly what: 'calendar' }
  | { readonly what: 'matter'; readonly category: string; readonly severity: string };

/** What has to be known of the issue, and no more: it travels. */
export interface RulesRequest {
  readonly wanted: RulesWanted;
  readonly unit: UnitId;
  readonly timeScale: number;
  /** Scaled time only, where the issue has pinned it: when it began to run, and what the calendar showed then. */
  readonly origin?: TimeOrigin;
}
export interface TimeOrigin {
  readonly anchorMs: Instant;
  readonly startMs: Instant;
}

/** All rules anew, or the calendar alone; without one the place has none. */
export type RulesFound = { readonly rules: IssueRules } | { readonly workingTime?: WorkingTime };

/** Who is there, for these posts; and of these people, who is away. */
export interface StaffingRequest {
  /** As they are known: only what differs is answered, so that the history of an issue stays small. */
  readonly posts: readonly Posted[];
  readonly people: readonly PersonId[];
}

export function rulesRequest({ report, rules }: IssueState, wanted: RulesWanted): RulesRequest {
  const { timeScale, workingTime } = rules;
  const scale = workingTime?.scale;
  const origin =
    scale === undefined ? {} : { origin: { anchorMs: scale.anchorMs, startMs: scale.startMs ?? scale.anchorMs } };
  return { wanted, unit: report.unit, timeScale, ...origin };
}

/** What the issue would have then. An issue that counts no working time needs no calendar. */
export function rulesThen({ rules }: IssueState, found: RulesFound): IssueRules {
  if ('rules' in found) return found.rules;
  if (rules.workingTime === undefined || found.workingTime === undefined) return rules;
  const { scale } = rules.workingTime;
  return { ...rules, workingTime: { ...found.workingTime, ...(scale === undefined ? {} : { scale }) } };
}
