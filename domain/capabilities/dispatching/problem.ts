import type { Instant, PartyKey } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { ProblemRaised } from './messages';

/**
 * Raised when this dispute or failed check makes it redone more often than the procedure lets pass (practice: more than
 * three times); an issue becomes a problem case once. Whoever raises it lets the ladder climb too.
 */
export function problemOfReworks(state: IssueState, nowMs: Instant): readonly ProblemRaised[] {
  const count = (state.reworks ?? 0) + 1;
  if (state.problem !== undefined || state.rules.problem === undefined || count <= state.rules.problem.reworks)
    return [];
  return [{ type: 'problem-raised', cause: 'reworks', count, atMs: nowMs }];
}

/** Raised when this party is one more than the procedure lets it be passed among with no lead (practice: more than three units). */
export function problemOfUnits(state: IssueState, party: PartyKey, nowMs: Instant): readonly ProblemRaised[] {
  const count = new Set([...(state.returnedBy ?? []), party]).size;
  if (state.problem !== undefined || state.rules.problem === undefined || count <= state.rules.problem.units) return [];
  return [{ type: 'problem-raised', cause: 'units', count, atMs: nowMs }];
}
