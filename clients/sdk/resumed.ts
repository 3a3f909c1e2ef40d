/**
 * A run that goes on from the log is started with nothing but the issue's id. Operators see the same summary of it as of
 * the first run: what it tells is read from the issue before the run starts.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import { summaryOf } from '../../contracts/summary';
import type { IssueStart } from '../../contracts/workflow';
import type { IssueId, IssueState } from '../../domain';
import type { Lazy } from './lazy';
import type { Engine } from './temporal/connection';

type FindIssue = (issue: IssueId) => Promise<IssueState | null>;

/** A summary is not worth a command that comes late. */
const READ_WITHIN_MS = 1_000;

/** The same engine, whose runs from the log are summed up. */
export function withSummaries(engine: Lazy<Engine>, find: FindIssue): Lazy<Engine> {
  let made: Engine | undefined;
  return {
    get: async () => {
      const opened = await engine.get();
      const { WorkflowClient } = opened.temporal;
      made ??= {
        ...opened,
        workflow: new WorkflowClient({ ...opened.workflow.options, interceptors: [summingUp(find)] }),
      };
      return made;
    },
    close: () => engine.close(),
  };
}

const summingUp = (find: FindIssue): WorkflowClientInterceptor => ({
  startUpdateWithStart: async (input, next) =>
    next({ ...input, workflowStartOptions: await summedUp(input.workflowStartOptions, find) }),
  signalWithStart: async (input, next) => next({ ...input, options: await summedUp(input.options, find) }),
});

async function summedUp<T extends { readonly args: unknown[] }>(options: T, find: FindIssue): Promise<T> {
  const { id, report } = options.args[0] as IssueStart;
  if (report !== undefined) return options;
  const found = await Promise.race([find(id).catch(() => null), pause(READ_WITHIN_MS, null, { ref: false })]);
  return found === null ? options : { ...options, ...summaryOf(id, found.report) };
}
