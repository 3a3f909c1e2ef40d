/** One event after another, so that each is applied to a state of the one make: a state out of the rules is seldom of it. */
import type { IssueEvent, IssueId, IssueState, Recorded } from '../../domain';
import type { Provenance, Step } from '../../domain/kernel/record';
import type { Engine } from '../engine';
import { inOneShape } from '../one-shape';

export function recordEach(
  { record }: Engine,
  id: IssueId,
  before: IssueState | null,
  events: readonly IssueEvent[],
  from: Provenance,
): Step {
  const [first] = events;
  if (first === undefined) return record(id, before, events, from);
  let step = whole(record(id, before, [first], from), before);
  // Nearly always there is one.
  for (let index = 1; index < events.length; index += 1) {
    const { records, after, notices } = step;
    const next = whole(record(id, after, [events[index] as IssueEvent], from), after);
    step = { records: [...records, ...next.records], after: next.after, notices: [...notices, ...next.notices] };
  }
  return step;
}

const whole = ({ records, after, notices }: Step, before: IssueState | null): Step => ({
  records,
  after: inOneShape(after, before),
  notices,
});

export function foldEach({ fold }: Engine, id: IssueId, log: readonly Recorded[]): IssueState | null {
  let state: IssueState | null = null;
  for (const record of log) {
    const after: IssueState | null = fold(id, [record], state);
    state = after === null ? null : inOneShape(after, state);
  }
  return state;
}
