import type { PersonId } from '../../kernel/ids';

/** The reporter takes the matter back. */
export interface Withdraw {
  readonly type: 'withdraw';
  readonly by: PersonId;
  readonly reason: string;
}
export interface Withdrawn {
  readonly type: 'withdrawn';
  readonly by: PersonId;
  readonly reason: string;
}
export type WithdrawalCommand = Withdraw;
export type WithdrawalEvent = Withdrawn;
