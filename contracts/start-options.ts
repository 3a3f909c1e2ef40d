/** How an issue's workflow is started, by whoever does it. */
import type { Summary } from './summary';
import { TASK_QUEUE, WORKFLOW_TASK_TIMEOUT, workflowId, type IssueStart } from './workflow';

/** `summary` is what operators see: never a resident's words or name. */
export const startOptions = (start: IssueStart, summary: Summary) => ({
  workflowId: workflowId(start.id),
  taskQueue: TASK_QUEUE,
  args: [start] as [IssueStart],
  workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
  ...summary,
});
