/** What every worker process does alike: its log, readiness, and an orderly end. */
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { errorFacts } from './log-errors';
import { startTracing } from './tracing';

/** JSON lines, on stdout unless `to` says otherwise. Ids and counts only: no resident's text, no names. */
export function createLogger(worker: string, env: NodeJS.ProcessEnv = process.env, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    name: worker,
    level: env['DOORSTEP_LOG_LEVEL'] || 'info',
    base: { pid: process.pid, worker },
    serializers: { err: errorFacts },
  };
  return to === undefined ? pino(options) : pino(options, to);
}

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
  const fail = (error: unknown): never => {
    log.fatal({ err: error }, 'stopped by an error');
    process.exit(1);
  };
  // Otherwise Node prints what nobody caught, with all its fields and causes.
  process.on('uncaughtException', fail);
  void startTracing(worker)
    .then((tracing) => main(log).finally(() => tracing.stop()))
    .then(() => process.exit(0), fail);
}
