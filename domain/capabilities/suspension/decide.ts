import { resumeClock, type PausedClock } from '../../kernel/clock';
import type { Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import { mayWork, renewal, totalAgain, warningsOf } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import type { Wake } from '../../kernel/wake';
import type { Resume, Resumed } from './messages';

export function resume(state: IssueState, command: Resume, nowMs: Instant): Verdict {
  const refused = needStage(state, 'resume', 'suspended') ?? needPerson(state, command.by, mayWork(state), 'resume');
  if (refused !== null || state.suspension === null) return refused ?? [];
  return [{ type: 'resumed', by: command.by, ...goingOn(state, state.suspension.handle, nowMs) }];
}

/** The date has come. Nobody asked for longer, so after an outage the clock goes on from the present. */
export function resumeDue(state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] {
  if (state.suspension === null) return [];
  return [{ type: 'resumed', firedAtMs: wake.atMs, ...goingOn(state, state.suspension.handle, nowMs) }];
}

function goingOn(state: IssueState, handle: PausedClock, nowMs: Instant): Pick<Resumed, 'handle' | 'total' | 'renew'> {
  return {
    handle: resumeClock(state.rules, handle, nowMs, 'suspension', warningsOf(state)),
    ...totalAgain(state, nowMs, 'suspension'),
    ...renewal(state, nowMs),
  };
}
