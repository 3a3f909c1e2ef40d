import type { PersonId } from '../../kernel/ids';

/** Somebody whom no channel beyond the inbox reached. */
export interface Unreached {
  readonly person: PersonId;
  /** Those that were tried and given up, in that order; every person has an inbox, which is none of them. */
  readonly channels: readonly string[];
}
/**
 * The tier on duty was called and nobody of it could be told: an alarm. Below the top the ladder climbs at once where the
 * procedure says so.
 */
export interface NotTold {
  readonly type: 'not-told';
  readonly tier: number;
  /** The latest of the calls that reached nobody: it names the call for good, as the notices do. */
  readonly round: number;
  /** Everybody who was called then; fewer may be there by now. */
  readonly people: readonly Unreached[];
}
export type NotToldEvent = NotTold;
