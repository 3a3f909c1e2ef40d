/** One durable timer: re-armed only when its instant changes, so that a command that moves no deadline costs no timer. */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Instant, Span, Wake } from '../domain';

export interface Ring {
  readonly wake: Wake;
  /** So much later than the wake's instant, where a mass of them is spread. */
  readonly spreadMs: Span;
  /** The present; may be later than the workflow's clock (the database's instant of the last append): the closer, the less late the timer. */
  readonly nowMs: Instant;
}

export class Alarm {
  private atMs: number | null = null;
  private scope: CancellationScope | null = null;
  private rung = false;
  /** The instant for which it rang although the workflow's clock had not got there yet. */
  private earlyAtMs: number | null = null;

  constructor(private readonly onRing: () => void) {}

  /** Sleeps until then. When it rings too early by the workflow's clock, that clock alone says how much is left. */
  set(next: Ring | undefined): void {
    const ringAtMs = next === undefined ? null : next.wake.atMs + next.spreadMs;
    const armed = !this.rung && this.atMs === ringAtMs;
    if (armed) return;
    this.clear();
    if (next === undefined || ringAtMs === null) return;
    const nowMs = this.earlyAtMs === ringAtMs ? Date.now() : next.nowMs;
    this.atMs = ringAtMs;
    this.scope = new CancellationScope();
    this.scope
      .run(() => sleep(Math.max(1, Math.ceil(ringAtMs - nowMs)), { summary: summaryOf(next) }))
      .then(
        () => {
          this.rung = true;
          if (ringAtMs > Date.now()) this.earlyAtMs = ringAtMs;
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

const summaryOf = ({ wake, spreadMs }: Ring): string =>
  `${wake.clock} · tier ${wake.tier}${spreadMs === 0 ? '' : ` · spread by ${Math.ceil(spreadMs / 1_000)} s`}`;
