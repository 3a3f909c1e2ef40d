/** How a follower goes with its lead, and how the lead knows of it. No person asks for this: the engine does when the lead has moved. */
import { startClock } from '../../kernel/clock';
import type { IssueEvent } from '../../kernel/event';
import type { Instant, IssueId } from '../../kernel/ids';
import { currentTier, tierNumber, totalPause } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { onItsOwn } from './decide';
import type { LeadView } from './messages';

/**
 * What the present state of its lead means for a follower; nothing when it has followed already, or is none. The same
 * whether it is asked after each step of the lead or only once after many.
 */
export function follow(state: IssueState, lead: LeadView, nowMs: Instant): readonly IssueEvent[] {
  if (state.link === undefined || state.link.lead !== lead.id) return [];
  if (isDone(lead) && lead.handled !== null && lead.handled.by !== state.report.reporter) {
    return [
      {
        type: 'followed',
        lead: lead.id,
        leadSeq: lead.seq,
        what: 'handled',
        tier: state.tier,
        by: lead.handled.by,
        confirm: startClock(state.rules, nowMs, state.rules.confirmation.within),
        ...totalPause(state, nowMs),
      },
    ];
  }
  // Handled by this one's own resident, ended without being handled, or a follower by now: it can't answer for this one.
  if (isDone(lead) || lead.stage === 'closed' || lead.isFollower) return [onItsOwn(state, state.link, nowMs)];
  const tier = Math.min(tierNumber(state.rules, lead.tierKey) ?? lead.tier, state.rules.tiers.length);
  if (tier <= state.tier) return [];
  return [{ type: 'followed', lead: lead.id, leadSeq: lead.seq, what: 'climbed', tier }];
}

/** The resident of the lead is asked, or was: what was done was good enough to ask. */
const isDone = ({ stage, outcome }: LeadView): boolean =>
  stage === 'confirming' || outcome === 'confirmed' || outcome === 'unconfirmed' || outcome === 'unreachable';

/** For the log of the lead: who goes with it from now on, and who does not any more. Said twice it counts once. */
export function followerChange(state: IssueState, follower: IssueId, joins: boolean): readonly IssueEvent[] {
  const knows = (state.followers ?? []).includes(follower);
  if (joins === knows) return [];
  return [{ type: joins ? 'follower-joined' : 'follower-left', follower }];
}

/** What a follower has to know of this issue. */
export const leadViewOf = (state: IssueState): LeadView => ({
  id: state.id,
  seq: state.seq,
  stage: state.stage,
  outcome: state.closure?.outcome ?? null,
  tier: state.tier,
  tierKey: currentTier(state).key,
  handled: state.handled === null ? null : { by: state.handled.by },
  isFollower: state.link !== undefined,
});
