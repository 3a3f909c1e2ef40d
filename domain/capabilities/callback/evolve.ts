import type { IssueState } from '../../kernel/state';
import type { CalledBack } from './messages';

/** A resident who was reached is no longer counted as one who was not. */
export function calledBack(state: IssueState, event: CalledBack): IssueState {
  const { unreached: _before, ...rest } = state;
  return event.answer === 'unreachable'
    ? { ...rest, unreached: { attempts: event.attempt, lastAtMs: event.atMs } }
    : rest;
}
