import type { Change, Clock, ClockName, PausedClock } from '../../kernel/clock';
import type { Instant, PersonId } from '../../kernel/ids';
import type { IssueRules } from '../../kernel/rules';
import type { Part } from '../../kernel/state';

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

/** Other rules hold from now, and what became of everything that runs or stands still. */
export interface RulesChanged {
  readonly type: 'rules-changed';
  readonly by: PersonId;
  readonly why: Change;
  readonly reason: string;
  readonly rules: IssueRules;
  /** The tier on duty by its number in the new ladder. */
  readonly tier: number;
  /** The tier that handled it, by its number in the new ladder. */
  readonly handledTier?: number;
  /** All that run from now; one that the new rules do not know is gone. */
  readonly clocks: Readonly<Partial<Record<ClockName, Clock>>>;
  /** What is left of those that stand still. */
  readonly totalPaused?: PausedClock;
  readonly suspended?: PausedClock;
  readonly dispatched?: PausedClock;
  readonly linked?: { readonly acknowledge: PausedClock | null; readonly handle: PausedClock | null };
  /** Where units handle it together. */
  readonly parts?: readonly Part[];
  /** Until when a pending question is to be decided, where nobody could meanwhile (quarantine). */
  readonly decideUntilMs?: Instant;
  /** With it: when those whose voice is still wanted are told again. */
  readonly remindAtMs?: readonly Instant[];
  /** Who has to move now and had not before. */
  readonly joined?: readonly PersonId[];
  readonly atMs: Instant;
}
/** The rules of the issue can't be followed. Nothing rings until it is migrated to rules that can. */
export interface Quarantined {
  readonly type: 'quarantined';
  /** What could not be decided: a command's or a clock's name. */
  readonly what: string;
  readonly atMs: Instant;
}
export type MigrationEvent = RulesChanged | Quarantined;
