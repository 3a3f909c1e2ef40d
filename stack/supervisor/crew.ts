/** All processes of one stack, in the order they were started, and their common end. */
import type { DataFolder } from '../data-folder';
import type { ChildSpec } from './child-spec';
import { STOP_ORDER, type ProcessName, type ProcessStatus, type Tell } from './events';
import { recordChildren } from './leftovers';
import { logFileOf } from './log-file';
import { Supervised } from './supervised';

export class Crew {
  readonly #members = new Map<ProcessName, Supervised>();
  readonly #ending = new AbortController();
  onChange: () => void = () => undefined;

  constructor(
    private readonly folder: DataFolder,
    private readonly tell: Tell,
  ) {}

  /** Aborts when the stack is being stopped. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /** Starts them together; resolves when all are ready. Throws the first failure. */
  async start(specs: readonly ChildSpec[]): Promise<void> {
    this.ending.throwIfAborted();
    const started = specs.map((spec) => {
      const member = new Supervised(spec, logFileOf(this.folder.logs, spec.name), this.tell, () => this.#changed());
      this.#members.set(spec.name, member);
      return member.start();
    });
    await Promise.all(started);
  }

  processes(): ProcessStatus[] {
    return [...this.#members.values()].map((member) => member.status());
  }

  async stop(): Promise<void> {
    this.onChange = () => undefined;
    this.#ending.abort();
    for (const names of STOP_ORDER) await Promise.all(names.map(async (name) => this.#members.get(name)?.stop()));
  }

  kill(): void {
    this.#ending.abort();
    for (const member of this.#members.values()) member.kill();
  }

  #changed(): void {
    recordChildren(this.folder.children, [...this.#members.values()]);
    this.onChange();
  }
}
