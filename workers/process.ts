/** What every worker process does alike: its log, readiness, and an orderly end. */
import { pino, type Logger } from 'pino';

/** JSON lines on stdout. Ids and counts only: no resident's text, no names. */
export const createLogger = (worker: string, env: NodeJS.ProcessEnv = process.env): Logger =>
  pino({ name: worker, level: env['DOORSTEP_LOG_LEVEL'] || 'info', base: { pid: process.pid, worker } });

/** Tells the supervisor, when there is one. */
export const sayReady = (): void => void process.send?.({ ready: true });

/** Resolves at the first SIGTERM or SIGINT, or when the supervisor that started this process is gone. */
export function untilAskedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('the supervisor is gone'));
  });
}

/** Runs a worker's main and turns its end into an exit code; nothing is left running behind it. */
export function runWorker(worker: string, main: (log: Logger) => Promise<void>): void {
  const log = createLogger(worker);
  main(log).then(
    () => process.exit(0),
    (error: unknown) => {
      log.fatal({ err: error }, 'stopped by an error');
      process.exit(1);
    },
  );
}
