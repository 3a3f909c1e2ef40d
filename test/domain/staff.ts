/** Who is there, as the directory says it to an issue of the tests. */
import {
  decideWake,
  dueWake,
  handOverNow,
  type Away,
  type IssueId,
  type IssueRules,
  type Posted,
  type Staffing,
} from '../../domain';
import type { LeadView } from '../../domain/capabilities/linking/messages';
import { withStaff } from '../../domain/capabilities/staffing/evolve';
import { person, post, type Given } from './given';

/** Holders of a tier's post, and who of them is called; everybody when left out. */
export const staff = (role: string, people: readonly string[], called?: readonly string[]): Posted => ({
  ...post(role, ...people),
  ...(called === undefined ? {} : { called: called.map(person) }),
});
export const staffing = (...posts: readonly Posted[]): Staffing => ({ directory: 7, posts });
export const away = (id: string, deputy?: string, why: Away['why'] = 'absent'): readonly Away[] => [
  { person: person(id), why, ...(deputy === undefined ? {} : { deputy: person(deputy) }) },
];
export const isAway = (...gone: Parameters<typeof away>): Staffing => ({ ...staffing(), away: away(...gone) });

/** Pinned with nobody of these posts there. */
export const without = (rules: IssueRules, ...roles: readonly string[]): IssueRules =>
  withStaff(
    rules,
    rules.tiers.filter(({ role }) => roles.includes(role)).map((tier) => ({ ...tier, called: [] })),
  );

/** The next deadline comes, and by then these are there. */
export function rings(issue: Given, there: Staffing): Given {
  const due = dueWake(issue.state, Infinity);
  if (due === undefined) throw new Error('It waits for nothing.');
  issue.nowMs = Math.max(issue.nowMs, due.wake.atMs);
  const decision = decideWake(issue.state, due.wake, issue.nowMs, { staffing: there });
  if (!decision.ok) throw new Error(decision.refusal.message);
  return issue.happens(decision.events);
}

/** The engine looks who is there. */
export const looks = (issue: Given, there: Staffing): Given =>
  issue.happens(handOverNow(issue.state, there, issue.nowMs));
/** What would come of a look. */
export const found = ({ state, nowMs }: Given, there: Staffing): readonly string[] =>
  handOverNow(state, there, nowMs).map(({ type }) => type);

/** Another issue, with which one of the building lead may go. */
export const LEAD: LeadView = {
  id: 'i-lead' as IssueId,
  seq: 7,
  stage: 'handling',
  outcome: null,
  tier: 1,
  tierKey: 'building-lead',
  handled: null,
  isFollower: false,
};
