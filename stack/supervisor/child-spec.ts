import type { ChildProcess } from 'node:child_process';
import type { ProcessName } from './events';

/** How one long-running process of the stack is started, known to be ready, and stopped. */
export interface ChildSpec {
  readonly name: ProcessName;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** A pipe on standard input ends with the supervisor, an IPC channel disconnects with it. */
  readonly tether: 'stdin' | 'ipc' | 'none';
  readonly stop: { readonly signal: NodeJS.Signals; readonly boundMs: number };
  readonly readyBoundMs: number;
  /** Clears what a killed predecessor left behind. Before every start. */
  beforeStart?(): void;
  /** Resolves when the process can do its work. Polled or awaited until `signal` aborts. */
  untilReady(child: ChildProcess, signal: AbortSignal): Promise<void>;
}
