/** What a person sees who has only Temporal: its web UI or its command line. */
import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { workflowId } from '../../contracts/workflow';
import type { IssueId } from '../../clients/sdk';
import type { World } from './world';

export const workflowOf = (world: World, issue: IssueId, runId?: string): WorkflowHandle =>
  world.temporal.workflow.getHandle(workflowId(issue), runId);

export async function currentDetails(world: World, issue: IssueId): Promise<string> {
  const { currentDetails: details } = await workflowOf(world, issue).query<{ currentDetails?: string }>(
    '__temporal_workflow_metadata',
  );
  return details ?? '';
}

/** What stands in lists and on top of the page of the latest run. */
export async function staticTexts(
  world: World,
  issue: IssueId,
): Promise<{ readonly summary: string | undefined; readonly details: string | undefined }> {
  const described = await workflowOf(world, issue).describe();
  return { summary: await described.staticSummary(), details: await described.staticDetails() };
}

/** The summaries of all timers that the latest run has started. */
export async function timerSummaries(world: World, issue: IssueId): Promise<readonly string[]> {
  const { events } = await workflowOf(world, issue).fetchHistory();
  return (events ?? [])
    .filter((event) => event.timerStartedEventAttributes != null)
    .map(({ userMetadata }) =>
      userMetadata?.summary == null ? '' : defaultPayloadConverter.fromPayload<string>(userMetadata.summary),
    );
}

/** Issues that a visibility query finds, by the ids of their workflows. */
export async function findWorkflows(world: World, query: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { workflowId: id } of world.temporal.workflow.list({ query })) found.push(id);
  return found;
}
