import { pauseClock, resumeClock, type Clock, type PausedClock } from '../../kernel/clock';
import type { Given } from '../../kernel/capability';
import { refuse, type Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant, PersonId } from '../../kernel/ids';
import { currentTier, mayWork, pendingApproval, renewal, tierClocks, warningsOf } from '../../kernel/ladder';
import type { Link, IssueState } from '../../kernel/state';
import { lapse } from '../approval/lapse';
import { unfinishedParts } from '../joint-handling/parts';
import type { LinkCommand, Unlink, Unlinked } from './messages';

/** Whoever works on it, and everybody of the tiers above them. */
export const mayLink = (state: IssueState): readonly PersonId[] => [
  ...new Set([...mayWork(state), ...state.rules.tiers.slice(state.tier - 1).flatMap(({ people }) => people)]),
];
/** The resident too may say that theirs is not the same matter. */
export const mayUnlink = (state: IssueState): readonly PersonId[] => [
  ...new Set([...mayLink(state), state.report.reporter]),
];

export function link(
  state: IssueState,
  command: LinkCommand,
  nowMs: Instant,
  _receivedAtMs: Instant,
  { lead }: Given,
): Verdict {
  const refused =
    needStage(state, 'link', 'open', 'handling') ??
    needPerson(state, command.by, mayLink(state), 'link') ??
    partsOpen(state);
  if (refused !== null) return refused;
  if (command.to === state.id) return impossible('An issue can not go with itself.');
  if (lead?.id !== command.to) return impossible(`There is no issue ${command.to} for ${state.id} to go with.`);
  if (lead.stage === 'closed') return impossible(`${lead.id} is closed; reopen it or go on with ${state.id} itself.`);
  if (lead.isFollower) return impossible(`${lead.id} goes with another issue itself; link to that one.`);
  if ((state.followers ?? []).length > 0)
    return impossible(`${state.followers?.join(', ')} goes with ${state.id}; link them to ${lead.id} first.`);
  const paused = (clock: Clock | undefined): PausedClock | null =>
    clock === undefined ? null : pauseClock(state.rules, clock, nowMs);
  return [
    ...lapse(pendingApproval(state), 'overtaken'),
    {
      type: 'linked',
      by: command.by,
      lead: lead.id,
      leadSeq: lead.seq,
      reason: command.reason,
      acknowledge: paused(state.clocks.acknowledge),
      handle: paused(state.clocks.handle),
    },
  ];
}

export function unlink(state: IssueState, command: Unlink, nowMs: Instant): Verdict {
  const refused = needStage(state, 'unlink', 'linked') ?? needPerson(state, command.by, mayUnlink(state), 'unlink');
  if (refused !== null || state.link === undefined) return refused ?? [];
  return [{ ...onItsOwn(state, state.link, nowMs), by: command.by, reason: command.reason }];
}

/** Goes on with what was left of its time; under a tier to which it climbed meanwhile, with that tier's whole time. */
export function onItsOwn(state: IssueState, standing: Link, nowMs: Instant): Unlinked {
  const { rules } = state;
  const tier = currentTier(state);
  if (standing.handle === null) return { type: 'unlinked', lead: standing.lead, ...tierClocks(rules, tier, nowMs) };
  return {
    type: 'unlinked',
    lead: standing.lead,
    ...(standing.acknowledge === null
      ? {}
      : { acknowledge: resumeClock(rules, standing.acknowledge, nowMs, 'waiting') }),
    handle: resumeClock(rules, standing.handle, nowMs, 'waiting', warningsOf(state)),
    ...(standing.stage === 'handling' ? renewal(state, nowMs) : {}),
  };
}

const impossible = (message: string): Verdict => refuse('LINK_IMPOSSIBLE', message);

const partsOpen = (state: IssueState): Verdict | null =>
  unfinishedParts(state).length === 0
    ? null
    : refuse(
        'PARTS_UNFINISHED',
        `Units that were summoned still work on ${state.id}; release them before it is linked.`,
      );
