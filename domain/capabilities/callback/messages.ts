import type { Instant, PersonId } from '../../kernel/ids';

export const CALL_ANSWERS = ['satisfied', 'dissatisfied', 'unreachable'] as const;
export type CallAnswer = (typeof CALL_ANSWERS)[number];

/** Somebody who did not handle it has called the resident (回访), and what the resident said. */
export interface CallBack {
  readonly type: 'call-back';
  readonly by: PersonId;
  readonly answer: CallAnswer;
  readonly note?: string;
}
export type CallbackCommand = CallBack;

/** `attempt` counts the calls that reached nobody, this one included. */
export interface CalledBack {
  readonly type: 'called-back';
  readonly by: PersonId;
  readonly answer: CallAnswer;
  readonly attempt: number;
  /** When it was decided: the time to the next attempt counts from here. */
  readonly atMs: Instant;
  readonly note?: string;
}
export type CallbackEvent = CalledBack;
