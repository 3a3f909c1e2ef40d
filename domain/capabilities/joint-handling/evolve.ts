import type { Clock } from '../../kernel/clock';
import type { IssueState } from '../../kernel/state';
import type { PartFinished, PartOverdue, PartReleased, ReportedIn, Summoned } from './messages';
import { amendPart, isOpen } from './parts';

export const summoned = (state: IssueState, { by, party, reportIn, handle }: Summoned): IssueState => ({
  ...state,
  parts: [...(state.parts ?? []), { party, by, reportIn, reportedInBy: null, handle, finishedBy: null }],
});

export const reportedIn = (state: IssueState, { party, by }: ReportedIn): IssueState =>
  amendPart(state, party, { reportIn: null, reportedInBy: by });

export function partFinished(state: IssueState, { party, by }: PartFinished): IssueState {
  const there = openPart(state, party)?.reportedInBy ?? by;
  return amendPart(state, party, { reportIn: null, reportedInBy: there, handle: null, finishedBy: by });
}

export const partReleased = (state: IssueState, { party }: PartReleased): IssueState => amendPart(state, party, null);

/** The clock that ran out now runs to the next call. */
export function partOverdue(state: IssueState, { party, clock, round, nextAtMs }: PartOverdue): IssueState {
  const part = openPart(state, party);
  const field = clock === 'report-in' ? 'reportIn' : 'handle';
  const running = part?.[field];
  if (running === undefined || running === null) return state;
  const called: Clock = { ...running, dueAtMs: nextAtMs, round };
  return { ...amendPart(state, party, { [field]: called }), calls: state.calls + 1 };
}

const openPart = (state: IssueState, key: string) => state.parts?.find((part) => part.party === key && isOpen(part));
