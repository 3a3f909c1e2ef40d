import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';

/** A party let a deadline pass while nobody is above the tier that dispatched: that tier has it again. */
export function partyOverdue(_state: IssueState, _wake: Wake, _nowMs: Instant): readonly IssueEvent[] {
  return [];
}
