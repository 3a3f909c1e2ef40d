/**
 * What somebody who reads the events one after another knows of the issue. Told from the practice and from what the
 * events announce; nothing here was taken from domain/, whose states the checker must not believe.
 */
import type { Instant, IssueEvent, IssueRules, PersonId, Recorded, Report, Term } from '../../domain';

export type ClockName = 'acknowledge' | 'handle' | 'confirm';
type Opened = Extract<IssueEvent, { type: 'opened' | 'escalated' | 'reopened' }>;
export type Question = Extract<IssueEvent, { type: 'approval-requested' }>;

export interface Running {
  /** When it rings next. */
  readonly dueAtMs: Instant;
  /** The deadline itself; later calls do not move it. */
  readonly deadlineAtMs: Instant;
  readonly calls: number;
  readonly time: Term['time'];
}

export interface Pause {
  readonly untilMs: Instant;
  readonly atMs: Instant;
  readonly clock: Running;
}

export class Sight {
  readonly tiers: number;
  readonly reporter: PersonId;
  stage: 'none' | 'open' | 'handling' | 'suspended' | 'confirming' | 'closed' = 'none';
  tier = 1;
  seq = 0;
  acknowledge: Running | null = null;
  handle: Running | null = null;
  confirm: Running | null = null;
  pause: Pause | null = null;
  holder: PersonId | null = null;
  handler: PersonId | null = null;
  question: Question | null = null;
  /** The question that was decided last. */
  decided: Question | null = null;
  closedAtMs: Instant | null = null;
  readonly granted = { extension: 0, suspension: 0, 'force-close': 0 };
  /** Questions that were asked, and those that were decided or lapsed. */
  readonly asked = new Set<string>();
  readonly answered = new Set<string>();
  /** Commands and deadlines that were accepted. */
  readonly ids = new Set<string>();
  /** The calls that each person was given: see checks/tells-once.ts. */
  readonly called = new Map<PersonId, number[]>();

  constructor(
    readonly rules: IssueRules,
    report: Report,
  ) {
    this.tiers = rules.tiers.length;
    this.reporter = report.reporter;
  }

  get isTop(): boolean {
    return this.tier >= this.tiers;
  }
  get crew(): readonly PersonId[] {
    return this.rules.tiers[this.tier - 1]?.people ?? [];
  }
  above(tier: number): number {
    return Math.min(tier + 1, this.tiers);
  }
  running(clock: string): Running | null {
    return clock === 'acknowledge' || clock === 'handle' || clock === 'confirm' ? this[clock] : null;
  }

  /** The instant that was announced as the next at which something happens by itself; Infinity when none was. */
  announced(): Instant {
    let first = Infinity;
    if (this.acknowledge !== null) first = Math.min(first, this.acknowledge.dueAtMs);
    // The last tier is alerted for one thing at a time: first that nobody has the issue, then that it is overdue.
    if (this.handle !== null && !(this.isTop && this.stage === 'open')) first = Math.min(first, this.handle.dueAtMs);
    if (this.confirm !== null) first = Math.min(first, this.confirm.dueAtMs);
    if (this.pause !== null) first = Math.min(first, this.pause.untilMs);
    if (this.question !== null) first = Math.min(first, this.question.dueAtMs);
    return first;
  }

  hear({ event, seq, occurredAtMs }: Recorded): void {
    this.seq = seq;
    switch (event.type) {
      case 'opened':
      case 'escalated':
      case 'reopened':
        return this.onDuty(event);
      case 'acknowledged':
        this.stage = 'handling';
        this.holder = event.by;
        this.acknowledge = null;
        return;
      case 'assigned':
        this.holder = event.to;
        return;
      case 'reminded':
        return this.rung(event.clock, event.nextAtMs);
      case 'handled':
        this.still();
        this.stage = 'confirming';
        this.handler = event.by;
        this.confirm = started(event.confirm.dueAtMs, this.rules.confirmation.within);
        return;
      case 'approval-requested':
        this.question = event;
        this.asked.add(event.approval);
        return;
      case 'approved':
        if (this.question !== null) this.granted[this.question.kind] += 1;
        return this.answer(event.approval);
      case 'rejected':
      case 'approval-lapsed':
        return this.answer(event.approval);
      case 'extended':
        if (this.handle !== null) this.handle = { ...this.handle, dueAtMs: event.toAtMs, deadlineAtMs: event.toAtMs };
        return;
      case 'suspended':
        this.stage = 'suspended';
        if (this.handle !== null) this.pause = { untilMs: event.untilMs, atMs: occurredAtMs, clock: this.handle };
        this.handle = null;
        return;
      case 'resumed':
        this.stage = 'handling';
        if (this.pause !== null) this.handle = moved(this.pause.clock, event.handle.dueAtMs);
        this.pause = null;
        return;
      case 'closed':
        this.still();
        this.stage = 'closed';
        this.closedAtMs = occurredAtMs;
        return;
      case 'confirmed':
      case 'disputed':
      case 'command-refused':
        return;
      default:
        // An event that this checker does not know yet is not judged.
        return;
    }
  }

  private onDuty(event: Opened): void {
    this.still();
    this.stage = 'open';
    this.holder = null;
    this.closedAtMs = null;
    this.tier = event.type === 'opened' ? 1 : event.type === 'escalated' ? event.toTier : event.tier;
    const tier = this.rules.tiers[this.tier - 1];
    if (tier === undefined) return;
    this.acknowledge = started(event.acknowledge.dueAtMs, tier.acknowledgeWithin);
    this.handle = started(event.handle.dueAtMs, tier.handleWithin);
  }

  private rung(clock: ClockName, nextAtMs: Instant): void {
    const before = this[clock];
    if (before === null) return;
    const { deadlineAtMs, calls, time } = before;
    this[clock] = { dueAtMs: nextAtMs, deadlineAtMs, calls: calls + 1, time };
  }

  private answer(approval: string): void {
    this.answered.add(approval);
    if (this.question?.approval !== approval) return;
    this.decided = this.question;
    this.question = null;
  }

  private still(): void {
    this.acknowledge = this.handle = this.confirm = this.pause = null;
  }
}

const started = (dueAtMs: Instant, term: Term): Running => ({
  dueAtMs,
  deadlineAtMs: dueAtMs,
  calls: 0,
  time: term.time,
});
const moved = (clock: Running, dueAtMs: Instant): Running => ({ ...clock, dueAtMs, deadlineAtMs: dueAtMs });
