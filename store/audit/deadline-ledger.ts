/** Deadlines as an account holds them: set, fired or ended, each once. It knows no event and no rule. */
import type { Clock, ClockName } from '../../domain';
import type { AuditedEvent } from './audited-issue';

type OtherClock = 'approval' | 'approval-reminder' | 'suspension' | 'warning' | 'delegation' | 'report-in' | 'part';

export interface Deadline {
  readonly clock: ClockName | OtherClock;
  /** Of which party, or whose deputy, where there may be several of that name. */
  readonly of?: string;
  readonly tier: number;
  readonly dueAtMs: number;
  /** By so much it may be late because the procedure spreads a mass of wakes. */
  readonly spreadMs: number;
  /** From when on it may ring: when it was set, or for a silent one when it was let go. */
  ringsFromMs: number;
  /** It does not ring for now: see Book.isSilent. */
  suppressed: boolean;
  end: { readonly how: 'fired' | 'ended'; readonly by: AuditedEvent } | null;
}

/** An event that says that something fell due, although no such deadline ran. */
export interface Stray {
  readonly by: AuditedEvent;
  readonly clock: string;
  readonly firedAtMs: number | null;
}

export class Ledger {
  readonly deadlines: Deadline[] = [];
  readonly strays: Stray[] = [];
  protected running: Deadline[] = [];
  protected tier = 1;
  protected spreadMs = 0;

  protected replace(name: Deadline['clock'], by: AuditedEvent, clock: Pick<Clock, 'dueAtMs'> | undefined): void {
    this.end(by, name);
    if (clock !== undefined) this.start(name, by, clock.dueAtMs);
  }

  protected start(clock: Deadline['clock'], by: AuditedEvent, dueAtMs: number, of?: string): void {
    const deadline: Deadline = {
      clock,
      ...(of === undefined ? {} : { of }),
      tier: this.tier,
      dueAtMs,
      spreadMs: this.spreadMs,
      ringsFromMs: by.recordedAtMs,
      suppressed: false,
      end: null,
    };
    this.deadlines.push(deadline);
    this.running.push(deadline);
  }

  protected fire(clock: Deadline['clock'], by: AuditedEvent, firedAtMs: number | null, of?: string): void {
    const deadline = this.of(clock, of).find((one) => firedAtMs === null || one.dueAtMs === firedAtMs);
    if (deadline === undefined) this.strays.push({ by, clock, firedAtMs });
    else this.close(deadline, 'fired', by);
  }

  protected end(by: AuditedEvent, ...clocks: readonly Deadline['clock'][]): void {
    for (const deadline of this.running.filter(({ clock }) => clocks.includes(clock)))
      this.close(deadline, 'ended', by);
  }

  /** Of those of that name the ones that were over by then. */
  protected endOver(clock: Deadline['clock'], by: AuditedEvent, untilMs: number): void {
    for (const deadline of this.of(clock).filter(({ dueAtMs }) => dueAtMs <= untilMs))
      this.close(deadline, 'ended', by);
  }

  protected endOf(by: AuditedEvent, of: string, ...clocks: readonly Deadline['clock'][]): void {
    for (const clock of clocks) for (const deadline of this.of(clock, of)) this.close(deadline, 'ended', by);
  }

  protected of(name: Deadline['clock'], whose?: string): readonly Deadline[] {
    return this.running.filter(({ clock, of }) => clock === name && of === whose);
  }

  protected close(deadline: Deadline, how: 'fired' | 'ended', by: AuditedEvent): void {
    deadline.end = { how, by };
    this.running = this.running.filter((one) => one !== deadline);
  }
}

/** How long after it might ring, and after its share of a spread mass, a deadline was recorded as fired; null unless it fired. */
export function latenessMs({ dueAtMs, ringsFromMs, spreadMs, end }: Deadline): number | null {
  if (end?.how !== 'fired') return null;
  const lateMs = end.by.recordedAtMs - Math.max(dueAtMs, ringsFromMs);
  return lateMs <= 0 ? lateMs : Math.max(0, lateMs - spreadMs);
}
