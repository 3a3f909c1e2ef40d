import type { PersonId } from '../../kernel/ids';
import { onDuty } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { callersOf } from '../callback/callers';
import { checkersOf } from '../site-check/checkers';
import { verifiersOf } from '../verification/verifiers';

/** Who of those the rules name has to move now. */
export function awaited(state: IssueState): readonly PersonId[] {
  switch (state.stage) {
    case 'verifying':
      return verifiersOf(state);
    case 'checking':
      return checkersOf(state);
    case 'confirming':
      return callersOf(state);
    case 'open':
    case 'handling':
    case 'suspended':
    case 'linked':
      // An issue without any ladder (a reason for quarantine) waits for nobody.
      return state.rules.tiers.length === 0 ? [] : onDuty(state);
    case 'closed':
      return [];
    default:
      return state.stage satisfies never;
  }
}
