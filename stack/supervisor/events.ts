import type { ProcessIdentity } from '../process-identity';

export type ServerName = 'postgres' | 'nats' | 'temporal';
export type WorkerName = 'engine' | 'notifier' | 'gateway';
export type ProcessName = ServerName | WorkerName;
/** Workers drain while the servers still answer; the database, which holds the truth, ends last. */
export const STOP_ORDER: readonly (readonly ProcessName[])[] = [
  // Callers are answered first; who is still asking sees a server that goes away, not one that fails.
  ['gateway'],
  ['engine', 'notifier'],
  ['temporal'],
  ['nats'],
  ['postgres'],
];

export type ProcessState = 'starting' | 'ready' | 'restarting' | 'failing' | 'stopping' | 'stopped';

export interface ProcessStatus {
  readonly name: ProcessName;
  readonly pid: number | undefined;
  readonly restarts: number;
  readonly state: ProcessState;
  /** Since when it is in this state, epoch milliseconds. */
  readonly sinceMs: number;
}

/** What the supervisor tells while it works. `text` is a whole English sentence for a person. */
export type StackEvent =
  | { readonly kind: 'step'; readonly text: string }
  /** Something that a person should know, and that stops nothing. */
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'progress'; readonly part: string; readonly text: string }
  | {
      readonly kind: 'ready';
      readonly name: ProcessName;
      readonly pid: number;
      readonly tookMs: number;
      readonly text: string;
    }
  | {
      readonly kind: 'died';
      readonly name: ProcessName;
      readonly how: string;
      readonly restartInMs: number;
      readonly text: string;
    }
  | { readonly kind: 'failing'; readonly name: ProcessName; readonly failures: number; readonly text: string }
  | { readonly kind: 'left-over'; readonly name: string; readonly process: ProcessIdentity; readonly text: string }
  | { readonly kind: 'stopped'; readonly name: ProcessName; readonly text: string };

export type Tell = (event: StackEvent) => void;
