/** What may be asked of a running issue. */
import { defineQuery, setHandler } from '@temporalio/workflow';
import { QUERIES, type TimelineEntry } from '../contracts/workflow';
import { explain, type Explanation, type IssueState } from '../domain';
import type { Desk } from './desk';

export function answerQueries(desk: Desk): void {
  setHandler(defineQuery<IssueState | null>(QUERIES.state), () => desk.stateOrNull);
  setHandler(defineQuery<Explanation | null>(QUERIES.explain), () =>
    desk.stateOrNull === null ? null : explain(desk.stateOrNull),
  );
  setHandler(defineQuery<readonly TimelineEntry[]>(QUERIES.timeline), () => [...desk.timeline]);
}
