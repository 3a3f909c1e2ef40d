/** One process that is kept running: started, watched, restarted with backoff, stopped within a bound. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { DoorstepError } from '../../contracts/errors';
import { endProcess, identify, signalProcess, type ProcessIdentity } from '../process-identity';
import { FAILING_AFTER, HEALTHY_AFTER_MS, restartDelayMs } from './backoff';
import type { ChildSpec } from './child-spec';
import type { ProcessState, ProcessStatus, Tell } from './events';
import { beginLog, lastLines, openLog } from './log-file';
import { quote } from './readable';

/** A first start may meet the remains of a killed predecessor: then a second try succeeds. */
const FIRST_TRIES = 3;

export class Supervised {
  #state: ProcessState = 'starting';
  #sinceMs = Date.now();
  #restarts = 0;
  #failures = 0;
  #child: ChildProcess | undefined;
  #identity: ProcessIdentity | undefined;
  #retry: NodeJS.Timeout | undefined;
  #wanted = true;
  readonly #ending = new AbortController();

  constructor(
    readonly spec: ChildSpec,
    readonly logFile: string,
    private readonly tell: Tell,
    private readonly onIdentity: () => void,
  ) {
    beginLog(logFile);
  }

  get identity(): ProcessIdentity | undefined {
    return this.#identity;
  }

  status(): ProcessStatus {
    return {
      name: this.spec.name,
      pid: this.#identity?.pid,
      restarts: this.#restarts,
      state: this.#state,
      sinceMs: this.#sinceMs,
    };
  }

  /** Resolves when ready. Throws CHILD_NOT_READY with the last lines of the log. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const failure = await this.#launch();
      if (failure === undefined) return;
      if (!this.#wanted)
        throw new DoorstepError('STACK_START_CANCELLED', `The start was stopped before ${this.spec.name} was ready.`);
      if (attempt >= FIRST_TRIES) throw this.#notReady(failure);
      await new Promise((resolve) => setTimeout(resolve, restartDelayMs(attempt)));
    }
  }

  /** Sends one signal, waits, and kills at the end of the bound. Safe to call twice. */
  async stop(): Promise<void> {
    this.#wanted = false;
    this.#ending.abort();
    clearTimeout(this.#retry);
    const running = this.#identity;
    if (running !== undefined) {
      this.#enter('stopping');
      await endProcess(running, this.spec.stop.signal, this.spec.stop.boundMs);
      if (this.#child !== undefined) this.#forget(this.#child);
    }
    if (this.#state === 'stopped') return;
    this.#enter('stopped');
    this.tell({ kind: 'stopped', name: this.spec.name, text: `${this.spec.name} stopped.` });
  }

  /** No more waiting: for the second Ctrl-C. */
  kill(): void {
    this.#wanted = false;
    this.#ending.abort();
    clearTimeout(this.#retry);
    if (this.#identity !== undefined) signalProcess(this.#identity, 'SIGKILL');
  }

  /** Undefined when it became ready, else why not. */
  async #launch(): Promise<string | undefined> {
    if (!this.#wanted) return 'stopped';
    const beganMs = performance.now();
    const child = this.#spawn();
    const gone = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) =>
        resolve(signal === null ? `ended with code ${code}` : `was ended by ${signal}`),
      );
    });
    const bound = AbortSignal.timeout(this.spec.readyBoundMs);
    const giveUp = new AbortController();
    const signal = AbortSignal.any([bound, giveUp.signal, this.#ending.signal]);
    const ready = this.spec.untilReady(child, signal).then(
      () => undefined,
      (error: unknown) => (bound.aborted ? `was not ready within ${this.spec.readyBoundMs / 1000} s` : String(error)),
    );
    const failure = await Promise.race([ready, gone]);
    giveUp.abort();
    if (failure !== undefined) {
      if (this.#identity !== undefined) await endProcess(this.#identity, 'SIGKILL', 0);
      this.#forget(child);
      return failure;
    }
    this.#enter('ready');
    const tookMs = Math.round(performance.now() - beganMs);
    const pid = child.pid ?? 0;
    this.tell({
      kind: 'ready',
      name: this.spec.name,
      pid,
      tookMs,
      text: `${this.spec.name} is ready after ${tookMs} ms (process ${pid}).`,
    });
    void gone.then((how) => this.#died(child, how));
    return undefined;
  }

  #spawn(): ChildProcess {
    this.spec.beforeStart?.();
    const log = openLog(this.logFile);
    const { tether, user } = this.spec;
    try {
      const child = spawn(this.spec.command, this.spec.args, {
        env: this.spec.env,
        // A session of its own: the terminal's Ctrl-C reaches the supervisor only, which keeps the order.
        detached: true,
        stdio: tether === 'ipc' ? ['ignore', log, log, 'ipc'] : [tether === 'stdin' ? 'pipe' : 'ignore', log, log],
        ...(user ?? {}),
      });
      // A write to a child that has just died must not end the supervisor.
      child.stdin?.on('error', () => undefined);
      child.on('error', () => undefined);
      this.#child = child;
      this.#identity = child.pid === undefined ? undefined : identify(child.pid);
      this.onIdentity();
      return child;
    } finally {
      closeSync(log);
    }
  }

  #died(child: ChildProcess, how: string): void {
    const upMs = Date.now() - this.#sinceMs;
    this.#forget(child);
    if (!this.#wanted) return;
    this.#failures = upMs >= HEALTHY_AFTER_MS ? 1 : this.#failures + 1;
    this.#restart(how);
  }

  #restart(how: string): void {
    const { name } = this.spec;
    const restartInMs = restartDelayMs(this.#failures);
    this.#restarts += 1;
    this.#enter(this.#failures >= FAILING_AFTER ? 'failing' : 'restarting');
    this.tell({
      kind: 'died',
      name,
      how,
      restartInMs,
      text: `${name} ${how}; starting it again in ${restartInMs} ms.`,
    });
    if (this.#failures === FAILING_AFTER) {
      this.tell({
        kind: 'failing',
        name,
        failures: this.#failures,
        text: `${name} failed ${this.#failures} times in a row; it is still tried again. See ${this.logFile}.`,
      });
    }
    this.#retry = setTimeout(() => void this.#relaunch(), restartInMs);
  }

  async #relaunch(): Promise<void> {
    const failure = await this.#launch().catch((error: unknown) => String(error));
    if (failure === undefined || !this.#wanted) return;
    this.#failures += 1;
    this.#restart(failure);
  }

  #forget(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#identity = undefined;
    this.onIdentity();
  }

  #enter(state: ProcessState): void {
    this.#state = state;
    this.#sinceMs = Date.now();
  }

  #notReady(failure: string): DoorstepError {
    const lines = lastLines(this.logFile);
    return new DoorstepError(
      'CHILD_NOT_READY',
      `${this.spec.name} did not become ready: it ${failure}.${quote(lines)}`,
      {
        details: { name: this.spec.name, log: this.logFile, lines },
      },
    );
  }
}
