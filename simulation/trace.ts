/** What a history came to: every turn with what it led to. The checker sees this and nothing else. */
import type { LeadView } from '../domain/capabilities/linking/messages';
import type {
  Command,
  FoundNotTold,
  Instant,
  IssueRules,
  IssueState,
  Notice,
  Recorded,
  RefusalCode,
  Report,
  Staffing,
  Wake,
} from '../domain';

export interface Turn {
  readonly what: 'opening' | 'command' | 'wake' | 'engine';
  /** What somebody asked for; null where nobody did. */
  readonly command: Command | null;
  /** The deadline that was to be decided; null where none was. */
  readonly wake: Wake | null;
  /** The issue with which this one goes, where that has moved. */
  readonly lead: LeadView | null;
  /** Who could not be told, where that was found out. */
  readonly found: FoundNotTold | null;
  /** Who was there, where somebody looked. */
  readonly staffing: Staffing | null;
  /** The step of the history that it belongs to; -1 for the opening. */
  readonly step: number;
  readonly nowMs: Instant;
  readonly receivedAtMs: Instant;
  readonly id: string;
  /** `accepted`, `repeated` (the same command had been recorded before), or the code of the refusal. */
  readonly outcome: 'accepted' | 'repeated' | RefusalCode;
  readonly records: readonly Recorded[];
  readonly told: readonly Notice[];
  readonly before: IssueState | null;
  readonly after: IssueState;
  /** What the rules wait for after it. */
  readonly next: Wake | undefined;
}

export interface Trace {
  readonly report: Report;
  readonly rules: IssueRules;
  readonly turns: readonly Turn[];
  /** The state that the whole log folds to; null when it could not be folded, absent where nobody tried. */
  readonly folded?: IssueState | null;
  /** What was thrown, where rules threw instead of answering. */
  readonly crash: string | null;
}
