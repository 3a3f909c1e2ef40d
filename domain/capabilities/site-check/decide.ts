import { startClock } from '../../kernel/clock';
import { refuse, type Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import { tierAbove, totalAgain, warningsOf } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import { problemOfReworks } from '../dispatching/problem';
import { climb, dispatchInstant, nextCall } from '../escalation/climb';
import { checkersOf } from './checkers';
import { needJudge } from './judges';
import type { FailCheck, PassCheck } from './messages';

export const passCheck = (state: IssueState, command: PassCheck, nowMs: Instant): Verdict =>
  mayCheck(state, command) ?? [
    {
      type: 'checked',
      by: command.by,
      ...(command.note === undefined ? {} : { note: command.note }),
      evidence: command.evidence,
      confirm: startClock(state.rules, nowMs, state.rules.confirmation.within),
    },
  ];

export function failCheck(state: IssueState, command: FailCheck, nowMs: Instant): Verdict {
  const refused = mayCheck(state, command);
  const { check } = state.rules;
  if (refused !== null || check === undefined) return refused ?? [];
  const problem = problemOfReworks(state, nowMs);
  return [
    {
      type: 'check-failed',
      by: command.by,
      reason: command.reason,
      evidence: command.evidence,
      handle: startClock(state.rules, nowMs, check.reworkWithin, warningsOf(state)),
      ...totalAgain(state, nowMs, 'waiting'),
    },
    ...problem,
    ...(problem.length === 0 ? [] : climb(state, tierAbove(state), { cause: 'problem', by: command.by }, nowMs)),
  ];
}

/** Nobody comes to look: asked again, then the resident is asked about what nobody has checked. */
export function checkDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  const { check, confirmation } = state.rules;
  if (check !== undefined && wake.round < check.repeat.times) {
    const nextAtMs = nextCall(state.rules, wake.atMs, check.repeat.every, nowMs);
    const round = wake.round + 1;
    return [
      { type: 'reminded', clock: 'check', tier: state.tier, round, firedAtMs: wake.atMs, nextAtMs, alert: false },
    ];
  }
  const sinceMs = dispatchInstant(state.rules, wake.atMs, nowMs, confirmation.within);
  return [{ type: 'checked', firedAtMs: wake.atMs, confirm: startClock(state.rules, sinceMs, confirmation.within) }];
}

const mayCheck = (state: IssueState, command: PassCheck | FailCheck): Verdict | null =>
  needStage(state, command.type, 'checking') ??
  needJudge(state, command, checkersOf(state), 'CHECK_BY_HANDLER') ??
  enoughEvidence(state, command);

/** To say that it is not done takes as much as to say that it is. */
function enoughEvidence({ id, rules }: IssueState, { evidence }: PassCheck | FailCheck): Verdict | null {
  const minimum = rules.check?.evidenceMinimum ?? 0;
  return evidence.length < minimum
    ? refuse('EVIDENCE_REQUIRED', `A check of ${id} needs ${minimum} piece(s) of evidence, for example a photo.`)
    : null;
}
