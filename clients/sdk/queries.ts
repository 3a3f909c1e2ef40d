/** How issues are looked for and counted, and what is told of those that are found. */
import type { Instant, IssueId, Location, Outcome, PersonId, Severity, Stage, UnitId } from '../../domain';

export type OneOrMore<T> = T | readonly T[];
/** From the first instant on, up to and without the second. */
interface Period {
  readonly fromMs?: Instant;
  readonly beforeMs?: Instant;
}

export const QUERY_SORTS = ['overdue', 'newest', 'oldest', 'updated', 'tier', 'severity', 'distance'] as const;

/** Every field that is given has to fit, a list fits by any of its values. */
export interface IssueFilters {
  /** Words of the report, all of them: Chinese as it is written, others by how they begin, English also by its stem. */
  readonly words?: string;
  readonly stage?: OneOrMore<Stage>;
  readonly tier?: OneOrMore<number>;
  /** Where the issue was reported, exactly. */
  readonly unit?: OneOrMore<string>;
  readonly category?: OneOrMore<string>;
  readonly severity?: OneOrMore<Severity>;
  /** `power` for any version of it, `power@2` for one. */
  readonly procedure?: OneOrMore<string>;
  readonly reporter?: OneOrMore<string>;
  readonly assignee?: OneOrMore<string>;
  readonly outcome?: OneOrMore<Outcome>;
  /** Without those that are closed. */
  readonly open?: true;
  /** A deadline of the tier on duty has passed. */
  readonly overdue?: true;
  /** Those whose rules can't be followed, as long as they are not closed. */
  readonly quarantined?: true;
  readonly opened?: Period;
  readonly updated?: Period;
  readonly due?: Period;
  /** No further from here, in whole metres as the crow flies; without `withinM` all that have a place. */
  readonly near?: { readonly lat: number; readonly lon: number; readonly withinM?: number };
}

export interface IssueQuery extends IssueFilters {
  /** `overdue` (the next deadline first) when left out; `distance` needs `near`. */
  readonly sort?: (typeof QUERY_SORTS)[number];
  /** 50 when left out, 200 at most. */
  readonly limit?: number;
  /** `next` of the page before; good for the same filters, the same order and the same way. */
  readonly cursor?: string;
}

/** An issue as a list shows it. */
export interface IssueSummary {
  readonly id: IssueId;
  readonly seq: number;
  readonly stage: Stage;
  readonly tier: number;
  readonly unit: UnitId;
  readonly category: string;
  readonly severity: Severity;
  readonly reporter: PersonId;
  readonly assignee: PersonId | null;
  /** `<id>@<version>` */
  readonly procedure: string;
  readonly outcome: Outcome | null;
  /** The next instant at which something happens by itself. */
  readonly dueAtMs: Instant | null;
  readonly openedAtMs: Instant;
  readonly updatedAtMs: Instant;
  readonly text: string;
  readonly channel: string;
  readonly location?: Location;
  readonly overdue: boolean;
  readonly quarantined: boolean;
  /** Metres from `near`, to within 80. */
  readonly distanceM?: number;
}

export interface IssuePage {
  readonly issues: readonly IssueSummary[];
  /** Absent on the last page. */
  readonly next?: string;
}

export const QUERY_COUNTS = ['stage', 'tier', 'unit', 'category', 'severity', 'procedure'] as const;
export type CountedBy = (typeof QUERY_COUNTS)[number];

export interface CountQuery extends IssueFilters {
  /** All of them when left out. */
  readonly by?: OneOrMore<CountedBy>;
}

export interface IssueCounts {
  readonly total: number;
  /** Of each kind that was asked for, the most first; values of which there is none are left out. */
  readonly by: { readonly [K in CountedBy]?: readonly { readonly key: string; readonly count: number }[] };
}
