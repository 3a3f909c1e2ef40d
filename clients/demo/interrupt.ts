/** Ctrl-C: once ends the demo in order, twice at once. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export class Interrupt {
  private readonly controller = new AbortController();
  private asked = 0;
  onKill: () => void = () => undefined;
  readonly exitCode = 130;

  constructor(private readonly text: string) {
    for (const name of SIGNALS) process.on(name, this.listener);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  done(): void {
    for (const name of SIGNALS) process.off(name, this.listener);
  }

  private readonly listener = (): void => {
    this.asked += 1;
    if (this.asked > 1) {
      this.onKill();
      process.exit(this.exitCode);
    }
    process.stderr.write(`\n${this.text}\n`);
    this.controller.abort();
  };
}
