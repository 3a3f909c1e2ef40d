import type { Instant } from '../../kernel/ids';
import { lasting } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { firstCall } from '../escalation/climb';
import { reached } from '../supervision/evolve';
import type { Followed, FollowerJoined, FollowerLeft, Linked, Unlinked } from './messages';

/** Its own time stands still; only the time over all tiers and the answer to a supervising tier run on. */
export const linked = (state: IssueState, event: Linked, atMs: Instant): IssueState => ({
  ...state,
  stage: 'linked',
  stageSinceMs: atMs,
  clocks: lasting(state.clocks),
  link: {
    lead: event.lead,
    acknowledge: event.acknowledge,
    handle: event.handle,
    stage: state.stage === 'handling' ? 'handling' : 'open',
  },
});

export function followed(state: IssueState, event: Followed, atMs: Instant): IssueState {
  const { link: _before, dispatch: _given, ...kept } = reached(state, event.tier);
  if (event.what === 'climbed') {
    return {
      ...kept,
      tier: event.tier,
      tierSinceMs: atMs,
      calls: firstCall(state, event.tier),
      assignee: null,
      link: { lead: event.lead, acknowledge: null, handle: null, stage: 'open' },
    };
  }
  return {
    ...kept,
    stage: 'confirming',
    stageSinceMs: atMs,
    clocks: { confirm: event.confirm },
    handled: { by: event.by, atMs, tier: state.tier },
    ...(event.totalPaused === undefined ? {} : { totalPaused: event.totalPaused }),
  };
}

export function unlinked(state: IssueState, event: Unlinked, atMs: Instant): IssueState {
  const { link, ...kept } = state;
  return {
    ...kept,
    stage: link?.stage ?? 'open',
    stageSinceMs: atMs,
    calls: state.calls + 1,
    clocks: {
      ...state.clocks,
      ...(event.acknowledge === undefined ? {} : { acknowledge: event.acknowledge }),
      handle: event.handle,
      ...(event.renew === undefined ? {} : { renew: event.renew }),
    },
  };
}

export const followerJoined = (state: IssueState, { follower }: FollowerJoined): IssueState => ({
  ...state,
  followers: [...(state.followers ?? []), follower],
});

export function followerLeft(state: IssueState, { follower }: FollowerLeft): IssueState {
  const { followers = [], ...kept } = state;
  const left = followers.filter((id) => id !== follower);
  return left.length === 0 ? kept : { ...kept, followers: left };
}
