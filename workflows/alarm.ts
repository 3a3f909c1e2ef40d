/** One durable timer: re-armed only when its instant changes, so that a command that moves no deadline costs no timer. */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Wake } from '../domain';

export class Alarm {
  private atMs: number | null = null;
  private scope: CancellationScope | null = null;
  private rung = false;
  /** The instant for which it rang although the workflow's clock had not got there yet. */
  private earlyAtMs: number | null = null;

  constructor(private readonly onRing: () => void) {}

  /**
   * Sleeps until the wake's instant. `nowMs` may be later than the workflow's clock (the database's instant of the
   * last append): the closer to the present, the less late the timer. When it rings too early by the workflow's clock,
   * that clock alone says how much is left.
   */
  set(next: { readonly wake: Wake; readonly nowMs: number } | undefined): void {
    const armed = !this.rung && this.atMs === (next?.wake.atMs ?? null);
    if (armed) return;
    this.clear();
    if (next === undefined) return;
    const { wake } = next;
    const nowMs = this.earlyAtMs === wake.atMs ? Date.now() : next.nowMs;
    this.atMs = wake.atMs;
    this.scope = new CancellationScope();
    this.scope
      .run(() => sleep(Math.max(1, Math.ceil(wake.atMs - nowMs)), { summary: `${wake.clock} · tier ${wake.tier}` }))
      .then(
        () => {
          this.rung = true;
          if (wake.atMs > Date.now()) this.earlyAtMs = wake.atMs;
          this.onRing();
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  hasRung(): boolean {
    return this.rung;
  }

  clear(): void {
    if (!this.rung) this.scope?.cancel();
    this.scope = null;
    this.atMs = null;
    this.rung = false;
  }
}
