/** `doorstep demo`: the closed loop on the real stack, watched, counted and checked. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  passingFolder,
  showProgress,
  startStack,
  sweepAbandoned,
  type ProcessName,
  type RunningStack,
  type StackEvent,
} from '../../stack';
import { readInput, type DemoInput } from './input';
import { Interrupt } from './interrupt';
import { keepUp } from './keep';
import { demoNames } from './names';
import { parseOptions, type DemoOptions } from './options';
import { rehearse } from './run';
import { tellResult } from './summary/tell';
import { demoWords } from './words';

/** A day like any other, whatever day it is for whoever watches: working time depends on it. */
const MONDAY_MORNING_MS = Date.parse('2026-03-02T08:00+08:00');
/** Calendars run from the moment that the servers are up; the workers and the people need a while until the day begins. */
const HEAD_START_MS = 9_000;

/**
 * @param argv what stands after `demo`
 * @returns 0 when all guarantees hold, 1 when one does not, 130 after Ctrl-C
 *
 * Throws DoorstepError: ARGUMENT_INVALID, REPORTS_UNREADABLE, REPORTS_INVALID or what the policies are refused with,
 * before anything is started; afterwards what startStack throws.
 */
export async function runDemo(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv, process.env);
  if (options === null) return 0;
  const input = readInput(options.file, options.limit);
  const dataDir = options.data === undefined ? passingFolder(options.keep) : resolve(options.data);
  const interrupt = new Interrupt(demoWords[options.lang].interrupted);
  try {
    return await onStack(options, input, dataDir, interrupt);
  } catch (error) {
    if (interrupt.signal.aborted) return interrupt.exitCode;
    throw error;
  } finally {
    interrupt.done();
    if (options.data === undefined && !options.keep) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function onStack(options: DemoOptions, input: DemoInput, dataDir: string, interrupt: Interrupt): Promise<number> {
  const out = options.json ? process.stderr : process.stdout;
  const words = demoWords[options.lang];
  const incidents: { tell: (event: StackEvent) => void } = { tell: () => undefined };
  const progress = await showProgress();
  let stack: RunningStack | undefined;
  const startedMs = performance.now();
  let serversUpAtMs = Date.now();
  try {
    await sweepAbandoned(progress.onEvent);
    stack = await startStack({
      dataDir,
      env: ownServers(process.env),
      timeScale: options.scale,
      timeStartsAtMs: MONDAY_MORNING_MS - HEAD_START_MS * options.scale,
      signal: interrupt.signal,
      onEvent: (event) => {
        if (stack === undefined && event.kind === 'ready' && SERVERS.has(event.name)) serversUpAtMs = Date.now();
        if (stack === undefined) progress.onEvent(event);
        else incidents.tell(event);
      },
    });
    progress.done();
    interrupt.onKill = () => stack?.kill();
    const opensAtMs = serversUpAtMs + HEAD_START_MS;
    const result = await rehearse({
      options,
      input,
      stack,
      incidents,
      out,
      startedMs,
      opensAtMs,
      signal: interrupt.signal,
    });
    out.write(
      `${tellResult(result, demoNames(input.policies, options.lang), words, out.isTTY ? out.columns : undefined)}\n`,
    );
    if (options.keep) await keepUp(stack, dataDir, input, options.lang, out, interrupt.signal);
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    return result.ok ? 0 : 1;
  } finally {
    progress.done();
    await stack?.stop();
  }
}

const SERVERS: ReadonlySet<ProcessName> = new Set<ProcessName>(['postgres', 'nats', 'temporal']);

/** A demo never files invented reports with servers that somebody works with: it brings up its own. */
function ownServers({
  DATABASE_URL: _d,
  NATS_URL: _n,
  TEMPORAL_ADDRESS: _t,
  TEMPORAL_NAMESPACE: _s,
  TEMPORAL_UI_URL: _u,
  ...env
}: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env;
}
