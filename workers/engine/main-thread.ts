/**
 * Workflows run in the engine's main thread and not in one of their own: copying every activation and answer between
 * two threads, and the stack that the SDK otherwise keeps of every promise, cost a third of the engine's CPU and 100 MB
 * (docs/decisions/0038).
 */
import { Script, type Context, type RunningScriptOptions } from 'node:vm';
import type { WorkerOptions } from '@temporalio/worker';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared';

/**
 * One call into a workflow ends after this, and fails its task, which Temporal tries again ever more slowly. Shorter than
 * a task may take (WORKFLOW_TASK_TIMEOUT), so that the failure is told in time. The SDK knows the option and leaves it
 * out of its types. Node starts a thread for every call with a limit, so it is for a careful engine (watchdog.ts) only.
 */
const LIMITED = { isolateExecutionTimeout: '2s' };
/** The SDK's word for no limit, for which Node would start a thread a call all the same. */
const NO_LIMIT_MS = 4_294_967_295;

/** Options of Worker.create. Call it before: what it switches off is switched on by the first worker of a process. */
export function inMainThread(careful: boolean): Pick<WorkerOptions, 'debugMode' | 'reuseV8Context'> {
  // Only the query `__stack_trace` reads these stacks; errors keep theirs.
  Object.assign(globalHandlers, { setPromiseHook: () => undefined });
  forgetNoLimit();
  return { reuseV8Context: true, debugMode: true, ...(careful ? LIMITED : {}) };
}

function forgetNoLimit(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called below with the script it belongs to
  const run = Script.prototype.runInContext;
  Script.prototype.runInContext = function (this: Script, context: Context, options: RunningScriptOptions = {}) {
    const { timeout, ...others } = options;
    return run.call(this, context, timeout === NO_LIMIT_MS ? others : options) as unknown;
  };
}
