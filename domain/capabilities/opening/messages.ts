import type { IssueRules } from '../../kernel/rules';
import type { Clock } from '../../kernel/clock';
import type { Imported, Report } from '../../kernel/state';

/** A resident's matter became an issue; the first tier is on duty from now. */
export interface Opened {
  readonly type: 'opened';
  readonly report: Report;
  readonly rules: IssueRules;
  /** Of the first tier; absent where the report is verified first. */
  readonly acknowledge?: Clock;
  readonly handle?: Clock;
  /** Where the report is verified first. */
  readonly verify?: Clock;
  /** Over all tiers, where the procedure has it. */
  readonly total?: Clock;
  /** It came from another system, where it was closed: no clock runs, and nobody is told. */
  readonly imported?: Imported;
}
export type OpeningEvent = Opened;
