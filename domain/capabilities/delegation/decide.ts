import { refuse, type Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needStage } from '../../kernel/guards';
import type { Instant, Span } from '../../kernel/ids';
import { STAGES, type IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import type { Delegate } from './messages';
import { mayDelegate, mayStandInFor } from './posts';

/** A deputy is for an absence, not for good: somewhat more than a year of the procedure's time. */
const LONGEST_MS: Span = 400 * 24 * 3_600_000;
const BEFORE_THE_END = STAGES.filter((stage) => stage !== 'closed');

/**
 * Everybody for themselves, and never through a deputy. Deputies have no deputies, so that it is always clear whose place it
 * is. Naming the same person again moves the date.
 */
export function delegate(state: IssueState, { by, to, untilMs, reason }: Delegate, nowMs: Instant): Verdict {
  const refused = needStage(state, 'delegate', ...BEFORE_THE_END);
  if (refused !== null) return refused;
  if (!mayDelegate(state).includes(by))
    return refuse('NOT_YOURS_TO_DO', `${by} has no place in ${state.id} in which somebody could stand in for them.`);
  const { delegations = [] } = state;
  const invalid = (why: string): Verdict => refuse('DELEGATION_INVALID', why);
  if (to === by) return invalid(`${by} can't be their own deputy; name somebody else.`);
  if (to === state.report.reporter)
    return invalid(`${to} reported ${state.id} and has the last word on it; name somebody else.`);
  const able = mayStandInFor(state, by);
  if (!able.includes(to))
    return invalid(`${to} can't stand in for ${by}; these could: ${able.join(', ') || 'nobody'}.`);
  const above = delegations.find((one) => one.to === by);
  if (above !== undefined)
    return invalid(`${by} is the deputy of ${above.from}, and a deputy has none; ${above.from} may name another.`);
  const below = delegations.find((one) => one.from === to);
  if (below !== undefined)
    return invalid(`${to} has a deputy (${below.to}) and can't be one; name ${below.to} or somebody else.`);
  // By the present: a deputy whose time is over before the command is served could do nothing.
  if (untilMs <= nowMs) return invalid('The date is over; name a later one.');
  if (untilMs - nowMs > LONGEST_MS / state.rules.timeScale)
    return invalid('A deputy is named for at most 400 days; name an earlier date.');
  return [{ type: 'delegated', by, to, untilMs, ...(reason === undefined ? {} : { reason }) }];
}

/** The date has come, for all who stand in for the same person until then. */
export const delegationDue = ({ delegations = [] }: IssueState, wake: Wake): readonly IssueEvent[] =>
  delegations
    .filter(({ from, untilMs }) => from === wake.of && untilMs === wake.atMs)
    .map(({ from, to }) => ({ type: 'delegation-ended', from, to, firedAtMs: wake.atMs }));
