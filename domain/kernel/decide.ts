/**
 * The decision: what a command leads to in a state at an instant. Pure; the same answer for the same arguments.
 * `nowMs` starts clocks; when something happened is the caller's to record.
 */
import type { Given } from './capability';
import type { Command, CommandName } from './command';
import { refuse, type Decision, type Verdict } from './decision';
import type { Instant } from './ids';
import { withThePresent } from './present';
import { capabilities, commandHandlers } from './registry';
import type { IssueState } from './state';
import { wakeKey, type Wake } from './wake';
import { dueWake } from './wakes';

/**
 * What somebody asks for.
 * @param given what was looked up for it: a `migrate`, a `reclassify` and a `link` need it
 * @param receivedAtMs when it reached the issue, if that was before `nowMs`: what came in time is not refused for having waited
 */
export function decide(
  state: IssueState,
  command: Command,
  nowMs: Instant,
  receivedAtMs: Instant = nowMs,
  given: Given = NOTHING,
): Decision {
  const verdict = verdictOn(state, command, nowMs, receivedAtMs, given);
  if (!('refused' in verdict)) return { ok: true, events: verdict };
  const allowed = state.quarantine === undefined ? allowedCommands(state) : QUARANTINED;
  return { ok: false, refusal: { ...verdict.refused, allowed } };
}

/** The same without what would be allowed instead, which is dear to say and not always wanted. */
export function verdictOn(
  state: IssueState,
  command: Command,
  nowMs: Instant,
  receivedAtMs: Instant,
  given: Given = NOTHING,
): Verdict {
  if (state.quarantine !== undefined && command.type !== 'migrate')
    return refuse(
      'ISSUE_QUARANTINED',
      `The rules of ${state.id} can't be followed (${state.quarantine.what}); migrate it to others first.`,
    );
  // The union of commands and the table of handlers are tied together by CommandHandlers; the call can't be.
  const handler = commandHandlers[command.type] as Handler;
  return withThePresent(state, given, nowMs, (now) => handler(now, command, nowMs, receivedAtMs, given));
}

type Handler = (state: IssueState, command: Command, nowMs: Instant, receivedAtMs: Instant, given: Given) => Verdict;
const NOTHING: Given = {};
const QUARANTINED: readonly CommandName[] = ['migrate'];

/** What a clock leads to. Refused with NOT_DUE unless the state names this wake and its instant has come. */
export function decideWake(state: IssueState, wake: Wake, nowMs: Instant, given: Given = NOTHING): Decision {
  const verdict = verdictOnWake(state, wake, nowMs, given);
  return 'refused' in verdict
    ? { ok: false, refusal: { ...verdict.refused, allowed: allowedCommands(state) } }
    : { ok: true, events: verdict };
}

/** The same without what would be allowed instead. */
export function verdictOnWake(state: IssueState, wake: Wake, nowMs: Instant, given: Given = NOTHING): Verdict {
  const due = dueWake(state, nowMs);
  if (due === undefined || (due.wake !== wake && wakeKey(due.wake) !== wakeKey(wake)))
    return refuse('NOT_DUE', 'No such deadline is due.');
  return withThePresent(state, given, nowMs, (now) => due.capability.onWake?.(now, due.wake, nowMs) ?? []);
}

/** Commands that somebody could give now. */
export const allowedCommands = (state: IssueState): readonly CommandName[] => [
  ...new Set(capabilities.flatMap((capability) => capability.offers?.(state) ?? []).map((offer) => offer.command)),
];
