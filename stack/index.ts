/** What other rooms may use of stack/. */
export { startStack } from './supervisor/start-stack';
export type { RunningStack, StackOptions } from './supervisor/options';
export type { ProcessName, ProcessState, ProcessStatus, StackEvent } from './supervisor/events';
export type { Ports } from './ports';
export { prepareNamespace, type NamespaceOptions } from './temporal/namespace';
export { SEARCH_ATTRIBUTES } from './temporal/search-attributes';
export { passingFolder, sweepAbandoned } from './abandoned';
export { reloadNats } from './servers/nats-reload';
export { showProgress, type ProgressDisplay } from './progress';
export { diagnose, type DiagnoseOptions } from './doctor/diagnose';
export type { Finding } from './doctor/finding';
