/** Who is called is looked up when somebody is to be told, not when the issue opened. */
import { startClock } from '../../kernel/clock';
import type { Decision, RefusalCode } from '../../kernel/decision';
import type { EventType, IssueEvent } from '../../kernel/event';
import type { Instant, PersonId } from '../../kernel/ids';
import { currentTier, isLastTier, partyOf, pendingApproval } from '../../kernel/ladder';
import { calledOf, isSamePost, isUnstaffed, type Posted, type Staffing } from '../../kernel/staffing';
import type { IssueRules } from '../../kernel/rules';
import type { IssueState } from '../../kernel/state';
import { lapse } from '../approval/lapse';
import { climb } from '../escalation/climb';
import type { HandedOver, Staffed, Unstaffed } from './messages';
import { postsOf } from './evolve';

/** Events that tell or ask the people of a post: before them the directory is asked who that is now. */
const CALLING: ReadonlySet<EventType> = new Set<EventType>([
  'acknowledgement-expired',
  'approval-climbed',
  'approval-reminded',
  'approval-requested',
  'check-failed',
  'checked',
  'dispatched',
  'escalated',
  'followed',
  'handled',
  'handed-over',
  'part-overdue',
  'reminded',
  'reopened',
  'returned',
  'summoned',
  'supervised',
  'unlinked',
  'verified',
]);
export const callsSomebody = (events: readonly IssueEvent[]): boolean => events.some(({ type }) => CALLING.has(type));

/** Whether they may leave the issue with a tier of which nobody is there: a tier was called, its post emptied, the rules are others. */
export const mayBeInVain = ({ tiers }: IssueRules, events: readonly IssueEvent[]): boolean =>
  tiers.some(isUnstaffed)
    ? callsSomebody(events) || events.some(({ type }) => type === 'staffed' || type === 'rules-changed')
    : events.some((event) => event.type === 'rules-changed' && event.rules.tiers.some(isUnstaffed));

/** Refused for who they are: somebody may hold the post since the issue last asked. */
const PERSONAL: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'NOT_YOURS_TO_DO',
  'NOT_ON_LADDER',
  'APPROVAL_NOT_YOURS',
  'NO_DECIDER',
]);

/** Whether the decision hangs on who is there, so that it is to be made again by the people of the present. */
export const wantsStaffing = (decision: Decision): boolean =>
  decision.ok ? callsSomebody(decision.events) : PERSONAL.has(decision.refusal.code);

/** What the directory says that the issue does not know yet; null when it knows all of it. */
export function adopt({ rules }: Pick<IssueState, 'rules'>, { directory, posts }: Staffing): Staffed | null {
  const changed = filledOtherwise(postsOf(rules), posts);
  return changed.length === 0 ? null : { type: 'staffed', directory, posts: changed };
}

/** Of these posts those that are filled otherwise by now, as they are then. */
export const filledOtherwise = (known: readonly Posted[], posts: readonly Posted[]): readonly Posted[] =>
  known.flatMap((post) => {
    const found = posts.find((one) => isSamePost(one, post));
    if (found === undefined) return [];
    // Who had the post last may still act for it when nobody holds it any more; but nobody of it is there to be called.
    const now = found.people.length > 0 ? found : { ...found, people: post.people, called: [] };
    return isSameStaff(post, now) ? [] : [bare(now)];
  });

function bare({ role, unit, competence, people, called, hops }: Posted): Posted {
  const post: { -readonly [F in keyof Posted]: Posted[F] } =
    competence === undefined ? { role, unit, people } : { role, unit, competence, people };
  if (called !== undefined) post.called = called;
  if (hops !== undefined) post.hops = hops;
  return post;
}

const isSameStaff = (before: Posted, now: Posted): boolean =>
  sameList(before.people, now.people) && sameList(before.called, now.called);
const sameList = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one === other || (one?.length === other?.length && one?.every((person, index) => person === other?.[index]) === true);

const PUTS_ON_DUTY: ReadonlySet<EventType> = new Set<EventType>(['escalated', 'opened', 'reopened', 'verified']);

/** A tier that was put on duty, and of which nobody is there. */
const isCalledInVain = (state: IssueState): boolean =>
  state.stage === 'open' && state.assignee === null && state.dispatch === undefined && isUnstaffed(currentTier(state));

/**
 * Nobody of the tier on duty is there: said as an alarm, and below the top the next tier has it at once. At the top it is said
 * when the top is put on duty, not with every further call.
 * @param events what led to this state
 */
export function passOver(state: IssueState, events: readonly IssueEvent[], nowMs: Instant): readonly IssueEvent[] {
  if (!isCalledInVain(state)) return [];
  if (isLastTier(state) && !events.some(({ type }) => PUTS_ON_DUTY.has(type))) return [];
  const { role, hops = [] } = currentTier(state);
  const alarm: Unstaffed = { type: 'unstaffed', tier: state.tier, role, hops };
  return isLastTier(state) ? [alarm] : [alarm, ...climb(state, state.tier + 1, { cause: 'unstaffed' }, nowMs)];
}

/** Whoever has the issue is away: said by the engine when the directory says so. Nothing where they are there. */
export function handOver(state: IssueState, { away = [] }: Staffing, nowMs: Instant): readonly IssueEvent[] {
  const { assignee } = state;
  const gone = away.find(({ person }) => person === assignee);
  if (assignee === null || gone === undefined || state.stage !== 'handling') return [];
  const { why, deputy } = gone;
  const event: HandedOver = { type: 'handed-over', from: assignee, why };
  const party = state.dispatch === undefined ? undefined : partyOf(state, state.dispatch.party);
  const crew = party ?? currentTier(state);
  if (deputy !== undefined && mayTakeOver(state, crew, deputy)) return [{ ...event, to: deputy }];
  return [
    ...lapse(pendingApproval(state), 'overtaken'),
    { ...event, acknowledge: startClock(state.rules, nowMs, crew.acknowledgeWithin) },
  ];
}

/** Who reported it has the last word and can't handle it as well; what asks a competence goes to nobody who is not called for it. */
const mayTakeOver = ({ report }: IssueState, crew: Posted, deputy: PersonId): boolean =>
  deputy !== report.reporter && (crew.competence === undefined || calledOf(crew).includes(deputy));
