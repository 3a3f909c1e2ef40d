import type { Instant } from '../../kernel/ids';

/** The deadline comes near; whoever is at work learns it, and nothing else happens. */
export interface Warned {
  readonly type: 'warned';
  readonly tier: number;
  readonly firedAtMs: Instant;
  readonly dueAtMs: Instant;
  /** It came so late that the deadline had passed. */
  readonly untold?: true;
}
export type WarningEvent = Warned;
