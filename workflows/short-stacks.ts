/**
 * Loaded before the workflows, while the sandbox's globals may still be set (workers/bundle.ts). The SDK takes the stack
 * of every promise of a workflow, for a query that shows them; with all ten frames that is a seventh of the engine's
 * CPU. Two frames still say where a defect is.
 */
Error.stackTraceLimit = 2;
