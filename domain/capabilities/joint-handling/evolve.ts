import type { Clock } from '../../kernel/clock';
import type { IssueState } from '../../kernel/state';
import type { PartFinished, PartOverdue, PartReleased, ReportedIn, Summoned } from './messages';
import { amendPart, withoutPart } from './parts';

export const summoned = (state: IssueState, { by, party, reportIn, handle }: Summoned): IssueState => ({
  ...state,
  parts: [...(state.parts ?? []), { party, by, reportIn, reportedInBy: null, handle, finishedBy: null }],
});

export const reportedIn = (state: IssueState, { party, by }: ReportedIn): IssueState =>
  amendPart(state, party, () => ({ reportIn: null, reportedInBy: by }));

export const partFinished = (state: IssueState, { party, by }: PartFinished): IssueState =>
  amendPart(state, party, ({ reportedInBy }) => ({
    reportIn: null,
    reportedInBy: reportedInBy ?? by,
    handle: null,
    finishedBy: by,
  }));

export const partReleased = (state: IssueState, { party }: PartReleased): IssueState => withoutPart(state, party);

/** The clock that ran out now runs to the next call. */
export function partOverdue(state: IssueState, { party, clock, round, nextAtMs }: PartOverdue): IssueState {
  const field = clock === 'report-in' ? 'reportIn' : 'handle';
  const called = (running: Clock | null) => (running === null ? null : { ...running, dueAtMs: nextAtMs, round });
  return {
    ...amendPart(state, party, (part) => ({ [field]: called(part[field]) })),
    calls: state.calls + 1,
  };
}
