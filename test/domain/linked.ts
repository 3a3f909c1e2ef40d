/** An issue that goes with another, which moves. */
import { type Command, type IssueId, type IssueRules } from '../../domain';
import { follow } from '../../domain/capabilities/linking/follow';
import type { LeadView } from '../../domain/capabilities/linking/messages';
import { acknowledge, by, given, RULES, T0, type Given } from './given';

export const LEAD = 'i-lead' as IssueId;
export const VIEW: LeadView = {
  id: LEAD,
  seq: 7,
  stage: 'handling',
  outcome: null,
  tier: 1,
  tierKey: 'building-lead',
  handled: null,
  isFollower: false,
};
export const link = (id: string): Command => ({ type: 'link', ...by(id), to: LEAD, reason: 'same pipe' });
export const unlink = (id: string): Command => ({ type: 'unlink', ...by(id), reason: 'another pipe' });
export const join = (issue: Given, id = 'lead', laterMs = 0): Given => issue.and(link(id), laterMs, { lead: VIEW });
/** The lead has moved, and the engine lets the follower know. */
export const moved = (issue: Given, more: Partial<LeadView>): Given =>
  issue.happens(follow(issue.state, { ...VIEW, ...more }, issue.nowMs));
export const handling = (rules: IssueRules = RULES): Given => given(T0, rules).and(acknowledge('lead'));
