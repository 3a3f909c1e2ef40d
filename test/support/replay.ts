/** Replays recorded histories against the workflow code of this checkout. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
  type WorkflowBundle,
} from '@temporalio/worker';
import { packageRoot } from '../../contracts/package-root';

export const HISTORIES = join(packageRoot(), 'test', 'replay', 'histories');

/** Temporal's own JSON form of a history, as its web UI and command line write it. */
export interface RecordedHistory {
  readonly events: readonly RecordedEvent[];
}
export type RecordedEvent = Readonly<Record<string, unknown>> & {
  readonly eventId: string;
  readonly eventType: string;
};

export const historyNames = (): readonly string[] =>
  readdirSync(HISTORIES)
    .filter((name) => name.endsWith('.json'))
    .sort();
export const readHistory = (name: string): RecordedHistory =>
  JSON.parse(readFileSync(join(HISTORIES, name), 'utf8')) as RecordedHistory;

/** One bundle for all replays of a file; `workflowsPath` names other workflow code than this checkout's. */
export function bundleForReplay(workflowsPath = join(packageRoot(), 'workflows', 'index.ts')): Promise<WorkflowBundle> {
  return bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
}

/** Resolves when the code makes the decisions that the history holds. Throws DeterminismViolationError where it does not. */
export const replay = (workflowBundle: WorkflowBundle, history: RecordedHistory): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle }, history, workflowIdOf(history));

/** A workflow refuses to be replayed under another id than its own: the issue's. */
function workflowIdOf({ events }: RecordedHistory): string {
  const started = events[0]?.['workflowExecutionStartedEventAttributes'] as { workflowId?: string } | undefined;
  return started?.workflowId ?? 'issue/unknown';
}

/** Without the warnings of replays that are meant to fail. */
export const quietRuntime = (): Runtime =>
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} },
    },
  });
