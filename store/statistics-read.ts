/** The counts, as people ask for them. They follow the log within seconds. */
import { sql } from 'kysely';
import type { Database } from './database';
import type { Counts } from './statistics-rates';

export interface TierStatistics {
  /** `<id>@<version>`, as the issues opened under it. */
  readonly procedure: string;
  /** 1 is the first rung. */
  readonly tier: number;
  /** How often the tier was put on duty. */
  readonly reached: number;
  /** Before, and after, the first deadline of its duty. */
  readonly acknowledgedInTime: number;
  readonly acknowledgedLate: number;
  readonly reminded: number;
  readonly climbedNotAcknowledged: number;
  readonly climbedNotHandled: number;
  readonly climbedPassedUp: number;
  readonly climbedDisputed: number;
  readonly handledInTime: number;
  readonly handledLate: number;
  readonly climbedNotClosed: number;
  readonly climbedReturned: number;
  readonly climbedProblem: number;
  readonly climbedAgain: number;
  readonly warned: number;
  readonly acknowledgementExpired: number;
}

export async function tierStatistics({ db }: Database): Promise<readonly TierStatistics[]> {
  const { rows } = await sql<TierStatistics>`
    select procedure, tier, reached, acknowledged_in_time as "acknowledgedInTime", acknowledged_late as "acknowledgedLate", reminded,
      climbed_not_acknowledged as "climbedNotAcknowledged", climbed_not_handled as "climbedNotHandled",
      climbed_passed_up as "climbedPassedUp", climbed_disputed as "climbedDisputed",
      handled_in_time as "handledInTime", handled_late as "handledLate",
      climbed_not_closed as "climbedNotClosed", climbed_returned as "climbedReturned", climbed_problem as "climbedProblem",
      climbed_again as "climbedAgain", warned, acknowledgement_expired as "acknowledgementExpired"
    from doorstep.tier_statistics order by procedure, tier`.execute(db);
  return rows;
}

export interface OutcomeStatistics {
  readonly procedure: string;
  readonly opened: number;
  readonly confirmed: number;
  readonly unconfirmed: number;
  readonly forceClosed: number;
  readonly disputed: number;
  readonly reopened: number;
  readonly approvalsAsked: number;
  readonly approved: number;
  readonly rejected: number;
  readonly lapsed: number;
  readonly unreachable: number;
  readonly declined: number;
  readonly withdrawn: number;
  readonly voided: number;
}

export async function outcomeStatistics({ db }: Database): Promise<readonly OutcomeStatistics[]> {
  const { rows } = await sql<OutcomeStatistics>`
    select procedure, opened, confirmed, unconfirmed, force_closed as "forceClosed", disputed, reopened,
      approvals_asked as "approvalsAsked", approved, rejected, lapsed,
      closed_unreachable as unreachable, closed_declined as declined, closed_withdrawn as withdrawn, closed_voided as voided
    from doorstep.outcome_statistics order by procedure`.execute(db);
  return rows;
}

/** Every measure of a procedure by its name, the tiers together where it is a tier's; for the rates of statistics-rates.ts. */
export async function countsByProcedure({ db }: Database): Promise<ReadonlyMap<string, Counts>> {
  const { rows } = await sql<{ procedure: string; measure: string; count: number }>`
    select procedure, measure, sum(count)::bigint as count from doorstep.statistic
    group by procedure, measure order by procedure, measure`.execute(db);
  const found = new Map<string, Record<string, number>>();
  for (const { procedure, measure, count } of rows) found.set(procedure, { ...found.get(procedure), [measure]: count });
  return found;
}
