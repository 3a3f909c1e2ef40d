/** Shows what a start is doing: a spinner on a terminal, plain lines elsewhere. On standard error. */
import type { Ora } from 'ora';
import type { StackEvent, Tell } from './supervisor/events';

/** Without a terminal a long step reports this often. */
const PLAIN_EVERY_MS = 15_000;

export interface ProgressDisplay {
  readonly onEvent: Tell;
  /** Ends the spinner. Events after it are written as plain lines. */
  done(): void;
}

export async function showProgress(stream: NodeJS.WriteStream = process.stderr): Promise<ProgressDisplay> {
  // A terminal of unknown width makes the spinner count lines for ever.
  return stream.isTTY && stream.columns > 0 ? spinner(stream) : plainLines(stream);
}

async function spinner(stream: NodeJS.WriteStream): Promise<ProgressDisplay> {
  const { default: ora } = await import('ora');
  // Ctrl-C must reach our own handler, which stops the stack in order.
  let active: Ora | undefined = ora({ stream, discardStdin: false, hideCursor: false }).start();
  const plain = plainLines(stream);
  const onEvent = (event: StackEvent) => {
    if (active === undefined) plain.onEvent(event);
    else if (event.kind === 'step' || event.kind === 'progress') active.start(event.text);
    else if (event.kind === 'ready') active.succeed(event.text).start('Starting.');
    else active.warn(event.text).start('Starting.');
  };
  const done = () => {
    active?.stop();
    active = undefined;
  };
  return { onEvent, done };
}

function plainLines(stream: NodeJS.WritableStream): ProgressDisplay {
  let lastMs = -Infinity;
  const onEvent = (event: StackEvent) => {
    const nowMs = performance.now();
    if (event.kind === 'progress' && nowMs - lastMs < PLAIN_EVERY_MS) return;
    if (event.kind === 'progress') lastMs = nowMs;
    stream.write(`${event.text}\n`);
  };
  return { onEvent, done: () => undefined };
}
