/** Guards that several capabilities share; each gives a refusal or nothing. */
import { refuse, type Verdict } from './decision';
import { placesOf } from './deputies';
import type { PersonId } from './ids';
import { inStage } from './ladder';
import type { IssueState, Stage } from './state';

export function needStage(state: IssueState, command: string, ...stages: readonly Stage[]): Verdict | null {
  if (inStage(state, ...stages)) return null;
  if (state.stage === 'closed') {
    return refuse('ISSUE_CLOSED', `${state.id} is closed (${state.closure?.outcome}); it can only be reopened.`);
  }
  return refuse(
    'NOT_IN_THIS_STAGE',
    `${command} is possible in stage ${stages.join(' or ')}; ${state.id} is in stage ${state.stage}.`,
  );
}

/** One of `whom`, or a deputy of one of them. */
export function needPerson(
  state: IssueState,
  by: PersonId,
  whom: readonly PersonId[],
  command: string,
): Verdict | null {
  if (placesOf(state, by).some((person) => whom.includes(person))) return null;
  return refuse('NOT_YOURS_TO_DO', `${by} may not ${command} here; ${whom.join(', ') || 'nobody'} may.`);
}

/** The word of whoever reported it is theirs alone: no deputy confirms in their place what they did themselves. */
export function needReporter(state: IssueState, by: PersonId, command: string): Verdict | null {
  const { reporter } = state.report;
  return by === reporter ? null : refuse('NOT_YOURS_TO_DO', `${by} may not ${command} here; ${reporter} may.`);
}
