/** How an issue's workflow is started, by whoever comes first. */
import type { WithStartWorkflowOperation, Workflow } from '@temporalio/client';
import type { Summary } from '../../../contracts/summary';
import { startOptions } from '../../../contracts/start-options';
import { WORKFLOW_TYPE, type IssueStart } from '../../../contracts/workflow';
import type { Engine } from './connection';

export const startOf = (
  { temporal }: Engine,
  start: IssueStart,
  summary: Summary,
): WithStartWorkflowOperation<Workflow> =>
  new temporal.WithStartWorkflowOperation(WORKFLOW_TYPE, {
    // Whoever comes second talks to the workflow that runs; after a closed one a new run goes on from the log.
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    ...startOptions(start, summary),
  });
