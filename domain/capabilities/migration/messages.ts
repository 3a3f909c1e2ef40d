import type { Change, Clock, ClockName, PausedClock } from '../../kernel/clock';
import type { Instant, PersonId } from '../../kernel/ids';
import type { IssueRules } from '../../kernel/rules';

export const RULE_PARTS = ['procedure', 'calendar'] as const;
export type RulePart = (typeof RULE_PARTS)[number];

/** Somebody of the last tier puts the issue under the newest version of its procedure, or of its calendar. */
export interface Migrate {
  readonly type: 'migrate';
  readonly by: PersonId;
  readonly what: RulePart;
  readonly reason: string;
}
export type MigrationCommand = Migrate;

/** Other rules hold from now, and what became of everything that runs. */
export interface RulesChanged {
  readonly type: 'rules-changed';
  readonly by: PersonId;
  readonly why: Change;
  readonly reason: string;
  readonly rules: IssueRules;
  /** The tier on duty by its number in the new ladder. */
  readonly tier: number;
  readonly clocks: Readonly<Partial<Record<ClockName, Clock>>>;
  readonly totalPaused?: PausedClock;
  readonly atMs: Instant;
}
/** The rules of the issue can't be followed. Nothing rings until it is migrated to rules that can. */
export interface Quarantined {
  readonly type: 'quarantined';
  readonly what: string;
  readonly atMs: Instant;
}
export type MigrationEvent = RulesChanged | Quarantined;
