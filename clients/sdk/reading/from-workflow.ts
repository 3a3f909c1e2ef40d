/** Reads from the workflows themselves, for a client that was given no database: one issue at a time. */
import { DoorstepError } from '../../../contracts/errors';
import { QUERIES, workflowId, type TimelineEntry } from '../../../contracts/workflow';
import type { IssueId, IssueState, Span } from '../../../domain';
import type { Lazy } from '../lazy';
import { ask } from '../temporal/ask';
import type { Engine } from '../temporal/connection';
import type { Reader } from './reader';

export function fromWorkflow(engine: Lazy<Engine>, budgetMs: Span): Reader {
  async function query<T>(issue: IssueId, name: string, otherwise: T): Promise<T> {
    const opened = await engine.get();
    return ask(opened, budgetMs, async (runEnded) =>
      runEnded ? otherwise : opened.workflow.getHandle(workflowId(issue)).query<T>(name),
    );
  }
  return {
    state: (issue) => query<IssueState | null>(issue, QUERIES.state, null),
    timeline: async (issue, afterSeq = 0) =>
      (await query<readonly TimelineEntry[]>(issue, QUERIES.timeline, [])).flatMap((entry) =>
        entry.seq > afterSeq ? [{ ...entry, recordedAtMs: null, event: null }] : [],
      ),
    stateAt: () => needsDatabase('An issue as it stood'),
    counts: () => needsDatabase('The number of issues'),
    find: () => needsDatabase('The list of issues'),
    list: () => needsDatabase('The list of issues'),
    verifyChain: () => needsDatabase('The hash chain'),
  };
}

const needsDatabase = (what: string): Promise<never> =>
  Promise.reject(
    new DoorstepError('SERVER_NOT_NAMED', `${what} is read from PostgreSQL, and its address is not known.`, {
      place: { field: 'databaseUrl' },
    }),
  );
