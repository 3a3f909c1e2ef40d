/** Decided by the people who are there; the ladder goes on past a tier of which nobody is. */
import { open as openFirst } from '../capabilities/opening/decide';
import { follow as followOf } from '../capabilities/linking/follow';
import type { LeadView } from '../capabilities/linking/messages';
import { openedState } from '../capabilities/opening/evolve';
import { notTold, type FoundNotTold } from '../capabilities/not-told/decide';
import { adopt, handOver, mayBeInVain, passOver } from '../capabilities/staffing/decide';
import type { Given } from './capability';
import type { Verdict } from './decision';
import type { IssueEvent } from './event';
import { applied } from './evolve';
import type { Instant, IssueId } from './ids';
import type { IssueRules } from './rules';
import { isUnstaffed, type Staffing } from './staffing';
import type { IssueState, Report } from './state';

/** The first step of an issue. Clocks start at `nowMs`, when the first people are told. */
export function open(report: Report, rules: IssueRules, nowMs: Instant): readonly [IssueEvent, ...IssueEvent[]] {
  const [first] = openFirst(report, rules, nowMs);
  if (!rules.tiers.some(isUnstaffed)) return [first];
  const opened = openedState('opening' as IssueId, first, nowMs);
  return [first, ...pastTheEmpty(opened, [first], nowMs).slice(1)];
}

/** What is decided once the directory was asked, where it was, who is there. */
export function withThePresent(
  state: IssueState,
  { staffing }: Given,
  nowMs: Instant,
  verdictOf: (now: IssueState) => Verdict,
): Verdict {
  const change = staffing === undefined ? null : adopt(state, staffing);
  const now = change === null ? state : applied(state, change, nowMs);
  const verdict = verdictOf(now);
  if ('refused' in verdict) return verdict;
  const events = change === null ? verdict : [change, ...verdict];
  // Asked with every decision, and nearly always everybody is there.
  return mayBeInVain(now.rules, events) ? pastTheEmpty(follow(now, verdict, nowMs), events, nowMs) : events;
}

/**
 * The engine's own look at who is there: posts filled anew, and what is handed over because whoever had it is away.
 * No events when nothing has changed, and none where nobody is to move: when it is closed, and while its rules can't be followed.
 */
export function handOverNow(state: IssueState, staffing: Staffing, nowMs: Instant): readonly IssueEvent[] {
  if (state.stage === 'closed' || state.quarantine !== undefined) return [];
  const verdict = withThePresent(state, { staffing }, nowMs, (now) => handOver(now, staffing, nowMs));
  return 'refused' in verdict ? [] : verdict;
}

/**
 * What it means that somebody could not be told; no events unless it is nobody of the tier on duty. Where others are there by
 * now who were not called yet, the tier is not given up: only that they are there is recorded.
 */
export function notToldNow(
  state: IssueState,
  found: FoundNotTold,
  nowMs: Instant,
  staffing?: Staffing,
): readonly IssueEvent[] {
  if (notTold(state, found, nowMs).length === 0) return [];
  const verdict = withThePresent(state, staffing === undefined ? {} : { staffing }, nowMs, (now) =>
    notTold(now, found, nowMs),
  );
  return 'refused' in verdict ? [] : verdict;
}

/**
 * What the present state of its lead means for a follower; no events when it means nothing, or its rules can't be followed.
 * @param staffing who is there, where it was looked up
 */
export function followLead(
  state: IssueState,
  lead: LeadView,
  nowMs: Instant,
  staffing?: Staffing,
): readonly IssueEvent[] {
  if (state.quarantine !== undefined || followOf(state, lead, nowMs).length === 0) return [];
  const verdict = withThePresent(state, staffing === undefined ? {} : { staffing }, nowMs, (now) =>
    followOf(now, lead, nowMs),
  );
  return 'refused' in verdict ? [] : verdict;
}

function pastTheEmpty(after: IssueState, events: readonly IssueEvent[], nowMs: Instant): readonly IssueEvent[] {
  const more = passOver(after, events, nowMs);
  if (more.length === 0) return events;
  const all = [...events, ...more];
  return more.some(({ type }) => type === 'escalated') ? pastTheEmpty(follow(after, more, nowMs), all, nowMs) : all;
}

const follow = (state: IssueState, events: readonly IssueEvent[], nowMs: Instant): IssueState =>
  events.reduce((now, event) => applied(now, event, nowMs), state);
