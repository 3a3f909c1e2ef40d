import { DefaultLogger, type LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';

/** Temporal's log lines go where all others go. Its metadata is left out but for ids: it may quote payloads. */
export function temporalLogger(log: Logger): DefaultLogger {
  const level = {
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'info',
    WARN: 'warn',
    ERROR: 'error',
  } as const satisfies Record<LogLevel, string>;
  return new DefaultLogger('WARN', (entry) => {
    const meta = entry.meta as { workflowId?: unknown; runId?: unknown; error?: unknown } | undefined;
    log[level[entry.level]]({ workflowId: meta?.workflowId, runId: meta?.runId, err: meta?.error }, entry.message);
  });
}
