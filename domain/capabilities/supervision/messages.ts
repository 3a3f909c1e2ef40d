import type { Clock } from '../../kernel/clock';
import type { PersonId } from '../../kernel/ids';

/** A higher tier takes the issue under its eyes (督办): it learns of every step, and the tier on duty has to answer it. */
export interface Supervise {
  readonly type: 'supervise';
  readonly by: PersonId;
  readonly reason: string;
}
/** The tier on duty tells the supervising one how things stand. */
export interface Answer {
  readonly type: 'answer';
  readonly by: PersonId;
  readonly note: string;
}
export type SupervisionCommand = Supervise | Answer;

export interface Supervised {
  readonly type: 'supervised';
  readonly by: PersonId;
  readonly reason: string;
  /** The supervisor's. */
  readonly tier: number;
  /** Everybody of that tier. */
  readonly people: readonly PersonId[];
  readonly answer: Clock;
}
export interface Answered {
  readonly type: 'answered';
  readonly by: PersonId;
  readonly note: string;
}
export type SupervisionEvent = Supervised | Answered;
