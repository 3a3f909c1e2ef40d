import type { Connections } from '../../contracts/connections';
import type { Ports } from '../ports';
import type { Synchronous } from '../servers/temporal';
import type { ProcessStatus, Tell } from './events';

export interface StackOptions {
  /** Holds everything durable; created when missing. */
  readonly dataDir: string;
  readonly env?: NodeJS.ProcessEnv;
  /** How many times faster than the clock deadlines run; 3600 makes an hour a second. */
  readonly timeScale?: number;
  /** What calendars show when a scaled stack starts, in milliseconds; the present when left out. */
  readonly timeStartsAtMs?: number;
  /** Ports that must be exactly these. Taken is an error. */
  readonly ports?: Partial<Ports>;
  /** false starts the three servers only. */
  readonly workers?: boolean;
  readonly onEvent?: Tell;
  /** Of Temporal's SQLite file; `full` survives power loss without repair and is slower. */
  readonly synchronous?: Synchronous;
  /** Stops a start that is under way. */
  readonly signal?: AbortSignal;
}

export interface RunningStack {
  readonly connections: Connections;
  /** In which its workers run: a client with it finds the same servers, data and keys. */
  readonly env: NodeJS.ProcessEnv;
  /** The processes that were started here; servers named in the environment are not among them. */
  processes(): ProcessStatus[];
  /** Workers first, the database last; resolves when no process is left. Safe to call twice. */
  stop(): Promise<void>;
  /** Ends everything at once. What was acknowledged is on disk. */
  kill(): void;
}
