/** Makes Temporal forget an issue, as it does when its retention is over or when it lost its last commits with the power. */
import { workflowId } from '../../contracts/workflow';
import type { IssueId } from '../../clients/sdk';
import { handleOf, workflowOf } from './operator';
import { until } from './until';
import type { World } from './world';

export async function forget(world: World, issue: IssueId): Promise<void> {
  const { temporal } = world;
  await workflowOf(world, issue).describe();
  await temporal.workflowService.deleteWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId: workflowId(issue) },
  });
  await until(`Temporal has forgotten ${issue}`, async () => {
    const outcome = await handleOf(world, issue)
      .describe()
      .then(
        () => null,
        (error: Error) => error.name,
      );
    return outcome === 'WorkflowNotFoundError';
  });
}
