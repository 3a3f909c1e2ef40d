/** What a person sees who has only Temporal: its web UI or its command line. */
import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { workflowId } from '../../contracts/workflow';
import type { IssueId } from '../../clients/sdk';
import type { World } from './world';

/** A report is answered by the log; its workflow may start a moment later, or a while when the machine is full. */
const STARTS_WITHIN_MS = 10_000;

/** Every call is made again while Temporal does not know the workflow yet. */
export function workflowOf(world: World, issue: IssueId, runId?: string): WorkflowHandle {
  const handle = handleOf(world, issue, runId);
  return new Proxy(handle, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function'
        ? (...args: unknown[]) => onceStarted(() => (value as (...given: unknown[]) => unknown).apply(target, args))
        : value;
    },
  });
}

/** As it is: what Temporal does not know, it does not know. */
export const handleOf = (world: World, issue: IssueId, runId?: string): WorkflowHandle =>
  world.temporal.workflow.getHandle(workflowId(issue), runId);

async function onceStarted(call: () => unknown): Promise<unknown> {
  const untilMs = performance.now() + STARTS_WITHIN_MS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || performance.now() > untilMs) throw error;
      await pause(50);
    }
  }
}

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
