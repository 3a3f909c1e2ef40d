/**
 * What had to happen until when, and what came of it, told from the events of an issue alone: an account of its own,
 * which shares nothing with the rules that it is held against.
 */
import type { ClockName, IssueEvent } from '../../domain';
import type { AuditedEvent } from './audited-issue';

export interface Deadline {
  readonly clock: ClockName | 'approval' | 'suspension';
  readonly tier: number;
  readonly dueAtMs: number;
  /** From when on it may ring: when it was set, or for a suppressed one when it was let go. */
  ringsFromMs: number;
  /** On the last tier the time to handle does not ring before somebody has the issue. */
  suppressed: boolean;
  end: { readonly how: 'fired' | 'ended'; readonly by: AuditedEvent } | null;
}

/** An event that says that something fell due, although no such deadline ran. */
export interface Stray {
  readonly by: AuditedEvent;
  readonly clock: string;
  readonly firedAtMs: number | null;
}

export interface Account {
  readonly deadlines: readonly Deadline[];
  readonly strays: readonly Stray[];
}

export function accountOf(log: readonly AuditedEvent[]): Account {
  const book = new Book();
  for (const event of log) book.enter(event);
  return { deadlines: book.deadlines, strays: book.strays };
}

class Book {
  readonly deadlines: Deadline[] = [];
  readonly strays: Stray[] = [];
  private tier = 1;
  private tiers = 1;

  enter(by: AuditedEvent): void {
    const { event } = by;
    switch (event.type) {
      case 'opened':
        this.tiers = event.rules.tiers.length;
        return this.onDuty(by, 1, event);
      case 'escalated':
        if (event.cause === 'not-acknowledged') this.fire('acknowledge', by, event.firedAtMs ?? null);
        if (event.cause === 'not-handled') this.fire('handle', by, event.firedAtMs ?? null);
        return this.onDuty(by, event.toTier, event);
      case 'reopened':
        return this.onDuty(by, event.tier, event);
      case 'reminded':
        this.fire(event.clock, by, event.firedAtMs);
        return this.start(event.clock, by, event.nextAtMs);
      case 'acknowledged':
        this.end(by, 'acknowledge');
        return this.letRing(by);
      case 'extended':
        this.end(by, 'handle');
        return this.start('handle', by, event.toAtMs);
      case 'suspended':
        this.end(by, 'handle');
        return this.start('suspension', by, event.untilMs);
      case 'resumed':
        if (event.firedAtMs === undefined) this.end(by, 'suspension');
        else this.fire('suspension', by, event.firedAtMs);
        return this.start('handle', by, event.handle.dueAtMs);
      case 'handled':
        this.end(by, 'acknowledge', 'handle');
        return this.start('confirm', by, event.confirm.dueAtMs);
      case 'closed':
        if (event.outcome === 'unconfirmed') this.fire('confirm', by, null);
        return this.end(by, 'acknowledge', 'handle', 'confirm');
      case 'approval-requested':
        return this.start('approval', by, event.dueAtMs);
      case 'approval-lapsed':
        return event.cause === 'expired' ? this.fire('approval', by, null) : this.end(by, 'approval');
      case 'approved':
      case 'rejected':
        return this.end(by, 'approval');
      case 'disputed':
      case 'confirmed':
        return this.end(by, 'confirm');
      case 'assigned':
      case 'command-refused':
        return;
      default:
        event satisfies never;
    }
  }

  private onDuty(
    by: AuditedEvent,
    tier: number,
    clocks: Pick<Extract<IssueEvent, { type: 'opened' }>, 'acknowledge' | 'handle'>,
  ): void {
    this.end(by, 'acknowledge', 'handle', 'confirm');
    this.tier = tier;
    this.start('acknowledge', by, clocks.acknowledge.dueAtMs);
    this.start('handle', by, clocks.handle.dueAtMs, tier >= this.tiers);
  }

  private start(clock: Deadline['clock'], by: AuditedEvent, dueAtMs: number, suppressed = false): void {
    this.deadlines.push({ clock, tier: this.tier, dueAtMs, ringsFromMs: by.recordedAtMs, suppressed, end: null });
  }

  private letRing(by: AuditedEvent): void {
    for (const deadline of this.running('handle').filter((one) => one.suppressed)) {
      deadline.suppressed = false;
      deadline.ringsFromMs = by.recordedAtMs;
    }
  }

  private fire(clock: Deadline['clock'], by: AuditedEvent, firedAtMs: number | null): void {
    const deadline = this.running(clock).find((one) => firedAtMs === null || one.dueAtMs === firedAtMs);
    if (deadline === undefined) this.strays.push({ by, clock, firedAtMs });
    else deadline.end = { how: 'fired', by };
  }

  private end(by: AuditedEvent, ...clocks: readonly Deadline['clock'][]): void {
    for (const deadline of clocks.flatMap((clock) => this.running(clock))) deadline.end = { how: 'ended', by };
  }

  private running(clock: Deadline['clock']): readonly Deadline[] {
    return this.deadlines.filter((deadline) => deadline.clock === clock && deadline.end === null);
  }
}

/** How long after it might ring a deadline was recorded as fired; null unless it fired. */
export const latenessMs = ({ dueAtMs, ringsFromMs, end }: Deadline): number | null =>
  end?.how === 'fired' ? end.by.recordedAtMs - Math.max(dueAtMs, ringsFromMs) : null;
