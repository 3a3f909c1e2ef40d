import type { Capability } from '../../kernel/capability';
import type { Notice } from '../../kernel/notice';
import type { IssueState } from '../../kernel/state';
import { callTier, tell, tellAll } from '../../kernel/tell';
import { handedOver, staffed } from './evolve';
import type { HandedOver } from './messages';

/** Who is there: the people of an issue's posts as they are when they are needed, and what happens when nobody is. */
export const staffing = {
  events: { staffed, unstaffed: (state: IssueState) => state, 'handed-over': handedOver },
  notices: {
    // The top answers for whatever is below it, and may fill the gap.
    unstaffed: (after) => tellAll(after, after.rules.tiers.at(-1)?.people ?? [], 'nobody-on-duty'),
    'handed-over': tellOfHandOver,
  },
} satisfies Capability;

function tellOfHandOver(after: IssueState, { from, to }: HandedOver): readonly Notice[] {
  const due = after.clocks.handle;
  const facts = { by: from, ...(due === undefined ? {} : { dueAtMs: due.dueAtMs }) };
  return to === undefined ? callTier(after, 'handed-over', { by: from }) : [tell(after, to, 'handed-over', facts)];
}
