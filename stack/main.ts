/** `doorstep start`: the whole stack on this machine until Ctrl-C. */
import { dataFolder } from '../contracts/connections';
import { sweepAbandoned } from './abandoned';
import { showProgress } from './progress';
import type { RunningStack } from './supervisor/options';
import { startStack } from './supervisor/start-stack';

/** Resolves when it is up. Throws what startStack throws. */
export async function start(): Promise<void> {
  // A terminal that is closed must not end the supervisor in the middle of an ordered stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const display = await showProgress();
  const cancel = new AbortController();
  const stack = { running: undefined as RunningStack | undefined };
  onStopSignals(
    () => {
      if (stack.running === undefined) cancel.abort();
      else void stack.running.stop();
    },
    () => stack.running?.kill(),
  );
  try {
    await sweepAbandoned(display.onEvent);
    stack.running = await startStack({
      dataDir: dataFolder(),
      timeScale: Number(process.env['DOORSTEP_TIME_SCALE'] || 1),
      synchronous: process.env['DOORSTEP_TEMPORAL_SYNCHRONOUS'] === 'full' ? 'full' : 'normal',
      onEvent: display.onEvent,
      signal: cancel.signal,
    });
  } finally {
    display.done();
  }
  console.log(announcement(stack.running));
}

/** The first signal stops in order, the second at once. */
function onStopSignals(stop: () => void, kill: () => void): void {
  let asked = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      asked += 1;
      if (asked === 1) {
        console.error('\nStopping: workers drain first, the database ends last. Again to end at once.');
        stop();
      } else {
        kill();
        process.exit(130);
      }
    });
  }
}

function announcement({ connections }: RunningStack): string {
  const lines = {
    'Temporal UI': connections.temporalUiUrl ?? 'not started here',
    HTTP: connections.httpUrl ?? 'not started here',
    Temporal: `${connections.temporalAddress}, namespace ${connections.temporalNamespace}`,
    NATS: connections.natsUrl,
    PostgreSQL: `${new URL(connections.databaseUrl).host} (the address with its password is in stack.json)`,
    Data: dataFolder(),
  };
  const table = Object.entries(lines).map(([name, value]) => `  ${name.padEnd(12)} ${value}`);
  return ['Doorstep is running.', ...table, 'Ctrl-C stops it and leaves no process behind.'].join('\n');
}
