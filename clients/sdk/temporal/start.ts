/** How an issue's workflow is started, by whoever comes first. */
import type { WithStartWorkflowOperation, Workflow } from '@temporalio/client';
import type { Summary } from '../../../contracts/summary';
import {
  TASK_QUEUE,
  WORKFLOW_TASK_TIMEOUT,
  WORKFLOW_TYPE,
  workflowId,
  type IssueStart,
} from '../../../contracts/workflow';
import type { Engine } from './connection';

/** `summary` is what operators see: never a resident's words or name. */
export const startOf = (
  { temporal }: Engine,
  start: IssueStart,
  summary: Summary,
): WithStartWorkflowOperation<Workflow> =>
  new temporal.WithStartWorkflowOperation(WORKFLOW_TYPE, {
    workflowId: workflowId(start.id),
    taskQueue: TASK_QUEUE,
    args: [start],
    // Whoever comes second talks to the workflow that runs; after a closed one a new run goes on from the log.
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
    ...summary,
  });
