/**
 * Workflows run in the engine's main thread and not in one of their own: copying every activation and answer between
 * two threads, and the stack that the SDK otherwise keeps of every promise, cost a third of the engine's CPU and 100 MB
 * (docs/decisions/0038).
 */
import type { WorkerOptions } from '@temporalio/worker';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared';

/**
 * One call into a workflow ends after this, and fails its task, which Temporal tries again ever more slowly. Shorter than
 * a task may take (WORKFLOW_TASK_TIMEOUT), so that the failure is told in time. The SDK knows the option and leaves it
 * out of its types.
 */
const LIMIT = { isolateExecutionTimeout: '2s' };

/** Options of Worker.create. Call it before: what it switches off is switched on by the first worker of a process. */
export function inMainThread(): Pick<WorkerOptions, 'debugMode' | 'reuseV8Context'> {
  // Only the query `__stack_trace` reads these stacks; errors keep theirs.
  Object.assign(globalHandlers, { setPromiseHook: () => undefined });
  return { reuseV8Context: true, debugMode: true, ...LIMIT };
}
