import { refuse, type Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needStage } from '../../kernel/guards';
import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import { after } from '../../kernel/term';
import { disputeEvents } from '../confirmation/decide';
import { needJudge } from '../site-check/judges';
import { callersOf } from './callers';
import type { CallBack } from './messages';

export function callBack(state: IssueState, command: CallBack, nowMs: Instant): Verdict {
  const refused =
    needStage(state, 'call-back', 'confirming') ??
    needJudge(state, command, callersOf(state), 'CALL_BACK_BY_HANDLER') ??
    saysWhatIsMissing(command) ??
    tooSoon(state, command, nowMs);
  if (refused !== null) return refused;
  const unreached = (state.unreached?.attempts ?? 0) + (command.answer === 'unreachable' ? 1 : 0);
  return [
    {
      type: 'called-back',
      by: command.by,
      answer: command.answer,
      attempt: unreached,
      atMs: nowMs,
      ...(command.note === undefined ? {} : { note: command.note }),
    },
    ...whatFollows(state, command, unreached, nowMs),
  ];
}

/** What the resident said on the telephone is the resident's word: `by` is theirs, and the call says through whom it came. */
function whatFollows(
  state: IssueState,
  { answer, note = '' }: CallBack,
  unreached: number,
  nowMs: Instant,
): readonly IssueEvent[] {
  const { reporter } = state.report;
  switch (answer) {
    case 'satisfied':
      return [
        { type: 'confirmed', by: reporter },
        { type: 'closed', outcome: 'confirmed', atMs: nowMs },
      ];
    case 'dissatisfied':
      return disputeEvents(state, reporter, note, nowMs);
    case 'unreachable':
      return unreached < (state.rules.callBack?.attempts ?? 1)
        ? []
        : [{ type: 'closed', outcome: 'unreachable', atMs: nowMs }];
    default:
      return answer satisfies never;
  }
}

/**
 * Calls in vain within one interval of the reminders are one attempt: a resident is not given up within minutes. By the
 * present, for when it was received is the earliest that can be, in favour of whoever has to be in time.
 */
function tooSoon({ id, unreached, rules }: IssueState, { answer }: CallBack, nowMs: Instant): Verdict | null {
  if (answer !== 'unreachable' || unreached === undefined) return null;
  const fromMs = after(rules, unreached.lastAtMs, rules.confirmation.repeat.every);
  if (nowMs >= fromMs) return null;
  return refuse(
    'CALL_BACK_TOO_SOON',
    `The resident of ${id} was called in vain a moment ago; the next attempt counts from ${new Date(fromMs).toISOString()} on.`,
  );
}

/** Whoever has to do it again must learn why. */
const saysWhatIsMissing = ({ answer, note }: CallBack): Verdict | null =>
  answer === 'dissatisfied' && note === undefined
    ? refuse('COMMAND_MALFORMED', 'call-back.note is missing: it says what a dissatisfied resident finds missing.')
    : null;
