/** What `doorstep procedure migrate` and `doorstep calendar preview` say. */
import type { ErrorCode } from '../../../contracts/error-codes';

export interface MigrateWords {
  readonly column: Readonly<
    Record<'issue' | 'unit' | 'tier' | 'deadline' | 'shift' | 'people' | 'code' | 'why', string>
  >;
  readonly unitColumn: Readonly<Record<'unit' | 'moves' | 'largest', string>>;
  /** What is asked about: a procedure with its newest version, or calendars. */
  readonly title: (facts: { what: 'procedure' | 'calendar'; rules: string }) => string;
  readonly looked: (facts: { open: number; same: number; changes: number; moves: number; refused: number }) => string;
  readonly largest: (shift: string) => string;
  readonly move: (facts: { clock: string; from: string | null; to: string | null }) => string;
  readonly left: (facts: { clock: string; from: string; to: string }) => string;
  readonly later: (span: string) => string;
  readonly earlier: (span: string) => string;
  readonly joins: (names: string) => string;
  readonly leaves: (names: string) => string;
  readonly notices: (count: number, templates: string) => string;
  readonly more: (count: number) => string;
  readonly refused: string;
  readonly preview: (command: string) => string;
  readonly applied: (facts: { done: number; of: number; refused: number }) => string;
  readonly interrupted: string;
  /** Engines that were not started anew since the documents changed. */
  readonly oldEngines: string;
  readonly reason: Readonly<Record<'procedure' | 'calendar', string>>;
  readonly counted: (code: ErrorCode, count: number) => string;
}
