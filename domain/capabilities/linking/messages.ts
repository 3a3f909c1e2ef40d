import type { Clock, PausedClock } from '../../kernel/clock';
import type { IssueId, PersonId } from '../../kernel/ids';
import type { Outcome, Stage } from '../../kernel/state';

/** This issue is the same as another, or a part of it: from now on it goes with that one. */
export interface LinkCommand {
  readonly type: 'link';
  readonly by: PersonId;
  readonly to: IssueId;
  readonly reason: string;
}
/** It goes its own way again, with what was left of its time. */
export interface Unlink {
  readonly type: 'unlink';
  readonly by: PersonId;
  readonly reason: string;
}
export type LinkingCommand = LinkCommand | Unlink;

/** What has to be known of the issue with which another one goes, read from the log. */
export interface LeadView {
  readonly id: IssueId;
  readonly seq: number;
  readonly stage: Stage;
  readonly outcome: Outcome | null;
  readonly tier: number;
  /** Stable key of the tier on duty. */
  readonly tierKey: string;
  readonly handled: { readonly by: PersonId } | null;
  /** It goes with another one itself. */
  readonly isFollower: boolean;
}

export interface Linked {
  readonly type: 'linked';
  readonly by: PersonId;
  readonly lead: IssueId;
  readonly leadSeq: number;
  readonly reason: string;
  /** What is left of its own time, which stands still meanwhile. */
  readonly acknowledge: PausedClock | null;
  readonly handle: PausedClock | null;
}
/** The lead moved, and this issue with it. climbed: a higher tier has both · handled: its own resident is asked. */
export type Followed = FollowedUp | FollowedToItsEnd;
export interface FollowedBy {
  readonly type: 'followed';
  readonly lead: IssueId;
  readonly leadSeq: number;
  /** The tier that is on duty then, in this issue's own ladder. */
  readonly tier: number;
}
export interface FollowedUp extends FollowedBy {
  readonly what: 'climbed';
  readonly by?: never;
  readonly confirm?: never;
  readonly totalPaused?: never;
}
export interface FollowedToItsEnd extends FollowedBy {
  readonly what: 'handled';
  readonly by: PersonId;
  readonly confirm: Clock;
  readonly totalPaused?: PausedClock;
}
/** Without `by` the lead ended without being handled, or can't answer for this one, and this issue goes on by itself. */
export interface Unlinked {
  readonly type: 'unlinked';
  readonly by?: PersonId;
  readonly lead: IssueId;
  readonly reason?: string;
  readonly acknowledge?: Clock;
  readonly handle: Clock;
  readonly renew?: Clock;
}
/** In the log of the lead. */
export interface FollowerJoined {
  readonly type: 'follower-joined';
  readonly follower: IssueId;
}
export interface FollowerLeft {
  readonly type: 'follower-left';
  readonly follower: IssueId;
}
export type LinkingEvent = Linked | Followed | Unlinked | FollowerJoined | FollowerLeft;
