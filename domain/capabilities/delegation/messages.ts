import type { Instant, PersonId } from '../../kernel/ids';

/** Somebody of the ladder names a deputy (代理人) until a date, who may do what they may and is told what they are told. */
export interface Delegate {
  readonly type: 'delegate';
  readonly by: PersonId;
  readonly to: PersonId;
  readonly untilMs: Instant;
  readonly reason?: string;
}
export type DelegationCommand = Delegate;

export interface Delegated {
  readonly type: 'delegated';
  readonly by: PersonId;
  readonly to: PersonId;
  readonly untilMs: Instant;
  readonly reason?: string;
}
export interface DelegationEnded {
  readonly type: 'delegation-ended';
  readonly from: PersonId;
  readonly to: PersonId;
  readonly firedAtMs: Instant;
}
export type DelegationEvent = Delegated | DelegationEnded;
