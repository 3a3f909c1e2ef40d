/** Who has to do with an issue, and who is at work on it now. */
import type { PersonId } from '../../kernel/ids';
import { everyoneOnLadder, onDuty, partyOf } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { callersOf } from '../callback/callers';
import { unfinishedParts } from '../joint-handling/parts';
import { checkersOf } from '../site-check/checkers';
import { verifiersOf } from '../verification/verifiers';

/** The reporter, the ladder, the parties, and whoever was asked to look, to decide, to check, to call or to watch. */
export function involvedIn(state: IssueState): readonly PersonId[] {
  const { report, rules, approvals, supervision } = state;
  const posts = [rules.verification?.by, rules.check?.by, rules.callBack?.by, ...(rules.parties ?? []), supervision];
  return [
    ...new Set([
      report.reporter,
      ...everyoneOnLadder(state),
      ...posts.flatMap((post) => post?.people ?? []),
      ...approvals.flatMap(({ deciders }) => deciders),
    ]),
  ];
}

/** By stage: whoever looks at the report, has the issue, checks it, or asks the resident; while it is handled, the parties whose part is open too. */
export function atWork(state: IssueState): readonly PersonId[] {
  switch (state.stage) {
    case 'verifying':
      return verifiersOf(state);
    case 'checking':
      return [...onDuty(state), ...checkersOf(state)];
    case 'confirming':
      return [...onDuty(state), ...callersOf(state)];
    case 'handling':
      return [...onDuty(state), ...unfinishedParts(state).flatMap(({ party }) => partyOf(state, party)?.people ?? [])];
    case 'open':
    case 'suspended':
    case 'linked':
      return onDuty(state);
    case 'closed':
      return [];
    default:
      return state.stage satisfies never;
  }
}
