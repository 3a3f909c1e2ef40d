import type { PersonId } from '../../kernel/ids';
import type { Severity } from '../../kernel/state';

/** The matter is of another category, or more or less severe, than was reported; the procedure may change with it. */
export interface Reclassify {
  readonly type: 'reclassify';
  readonly by: PersonId;
  readonly reason: string;
  readonly category?: string;
  readonly severity?: Severity;
}
export type ReclassificationCommand = Reclassify;

/** Followed by `rules-changed` where another procedure holds now. */
export interface Reclassified {
  readonly type: 'reclassified';
  readonly by: PersonId;
  readonly reason: string;
  readonly category: string;
  readonly severity: Severity;
}
export type ReclassificationEvent = Reclassified;
