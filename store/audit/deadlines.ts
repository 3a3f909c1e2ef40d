/** What had to happen until when, and what came of it: told from the events of an issue alone, without the rules. */
import { CLOCKS, type Clock, type IssueEvent } from '../../domain';
import type { AuditedEvent } from './audited-issue';
import { Ledger, type Deadline, type Stray } from './deadline-ledger';
import { numberOf } from './ladder';
import { isSilent, type Standing } from './silence';

export interface Account {
  readonly deadlines: readonly Deadline[];
  readonly strays: readonly Stray[];
}

export function accountOf(log: readonly AuditedEvent[]): Account {
  const book = new Book();
  for (const event of log) book.enter(event);
  return { deadlines: book.deadlines, strays: book.strays };
}

type Event<T extends IssueEvent['type']> = Extract<IssueEvent, { type: T }>;

/** Clocks of whoever has the issue: a change of hands ends them. */
const ON_DUTY = ['acknowledge', 'handle', 'renew', 'check', 'confirm', 'verify', 'suspension', 'warning'] as const;

/** Of a question that waits for its answer. */
const DECISION = ['approval', 'approval-reminder'] as const;

class Book extends Ledger {
  private keys: readonly string[] = [];
  /** The number of the tier that watches; 0 for none. */
  private watching = 0;
  private stage: Standing['stage'] = 'open';
  private dispatched = false;
  private quarantined = false;
  /** The stage to which an issue that goes with another comes back. */
  private before: 'open' | 'handling' = 'open';

  enter(by: AuditedEvent): void {
    this.hear(by);
    for (const deadline of this.running) {
      const silent = isSilent(deadline.clock, this.standing);
      if (deadline.suppressed && !silent) deadline.ringsFromMs = by.recordedAtMs;
      deadline.suppressed = silent;
    }
  }

  private get standing(): Standing {
    const { stage, dispatched, quarantined } = this;
    return { stage, dispatched, quarantined, isTop: this.tier >= this.keys.length };
  }

  private hear(by: AuditedEvent): void {
    const { event } = by;
    switch (event.type) {
      case 'opened':
        this.rules(event.rules);
        if (event.total !== undefined) this.start('total', by, event.total.dueAtMs);
        if (event.verify !== undefined) {
          this.stage = 'verifying';
          return this.start('verify', by, event.verify.dueAtMs);
        }
        return this.onDuty(by, 1, event);
      case 'verified':
        if (event.firedAtMs !== undefined) this.fire('verify', by, event.firedAtMs);
        return this.onDuty(by, this.tier, event);
      case 'escalated':
        return this.climbed(by, event);
      case 'reopened':
        this.end(by, 'answer', 'report-in', 'part');
        this.replace('total', by, event.total);
        return this.onDuty(by, event.tier, event);
      case 'dispatched':
        this.dispatched = true;
        return this.handed(by, event);
      case 'returned':
        if (event.cause !== undefined)
          this.fire(event.cause === 'not-handled' ? 'handle' : 'acknowledge', by, event.firedAtMs ?? null);
        this.dispatched = false;
        return this.handed(by, event);
      case 'reminded':
        this.fire(event.clock, by, event.firedAtMs);
        return this.start(event.clock, by, event.nextAtMs);
      case 'warned':
        this.fire('warning', by, event.firedAtMs);
        // What else should have been warned of by then was warned of with this.
        return this.endOver('warning', by, by.occurredAtMs);
      case 'acknowledged':
        this.stage = 'handling';
        this.end(by, 'acknowledge');
        return this.replace('renew', by, event.renew);
      case 'acknowledgement-expired':
        this.stage = 'open';
        this.fire('renew', by, event.firedAtMs);
        return this.start('acknowledge', by, event.acknowledge.dueAtMs);
      case 'handed-over':
        if (event.acknowledge === undefined) return;
        this.stage = 'open';
        this.end(by, 'renew');
        return this.start('acknowledge', by, event.acknowledge.dueAtMs);
      case 'extended':
        return this.handle(by, event.handle);
      case 'suspended':
        this.stage = 'elsewhere';
        this.end(by, ...ON_DUTY, 'total');
        return this.start('suspension', by, event.untilMs);
      case 'resumed':
        if (event.firedAtMs !== undefined) this.fire('suspension', by, event.firedAtMs);
        this.end(by, 'suspension');
        this.stage = 'handling';
        this.replace('renew', by, event.renew);
        if (event.total !== undefined) this.replace('total', by, event.total);
        return this.handle(by, event.handle);
      case 'handled':
        this.stage = 'elsewhere';
        this.end(by, ...ON_DUTY, 'total', 'answer');
        this.replace('check', by, event.check);
        return this.replace('confirm', by, event.confirm);
      case 'checked':
        if (event.firedAtMs !== undefined) this.fire('check', by, event.firedAtMs);
        this.end(by, 'check');
        return this.start('confirm', by, event.confirm.dueAtMs);
      case 'check-failed':
        this.stage = 'handling';
        this.end(by, 'check');
        if (event.total !== undefined) this.replace('total', by, event.total);
        return this.handle(by, event.handle);
      case 'followed':
        if (event.what === 'climbed') this.reached(by, event.tier);
        this.dispatched = false;
        if (event.confirm === undefined) {
          this.before = 'open';
          return;
        }
        this.end(by, 'total', 'answer');
        return this.start('confirm', by, event.confirm.dueAtMs);
      case 'linked':
        this.before = this.stage === 'handling' ? 'handling' : 'open';
        this.stage = 'elsewhere';
        return this.end(by, ...ON_DUTY);
      case 'unlinked':
        this.stage = this.before;
        this.replace('acknowledge', by, event.acknowledge);
        this.replace('renew', by, event.renew);
        return this.handle(by, event.handle);
      case 'closed':
        if (event.outcome === 'unconfirmed') this.fire('confirm', by, null);
        this.stage = 'elsewhere';
        this.dispatched = false;
        return this.end(by, ...CLOCKS, 'suspension', 'warning', 'delegation', 'report-in', 'part', ...DECISION);
      case 'approval-requested':
        return this.ask(by, event.dueAtMs, event);
      case 'approval-reminded':
        this.fire('approval-reminder', by, event.firedAtMs);
        // What else should have been said by then was said with this.
        return this.endOver('approval-reminder', by, by.occurredAtMs);
      case 'approval-climbed':
        this.fire('approval', by, null);
        return this.ask(by, event.dueAtMs, event);
      case 'approval-lapsed':
        if (event.cause === 'expired') this.fire('approval', by, null);
        return this.end(by, ...DECISION);
      case 'approved':
      case 'rejected':
        if (event.by === undefined) this.fire('approval', by, null);
        return this.end(by, ...DECISION);
      case 'summoned':
        this.start('report-in', by, event.reportIn.dueAtMs, event.party);
        return this.start('part', by, event.handle.dueAtMs, event.party);
      case 'reported-in':
        return this.endOf(by, event.party, 'report-in');
      case 'part-finished':
      case 'part-released':
        return this.endOf(by, event.party, 'report-in', 'part');
      case 'part-overdue':
        this.fire(event.clock, by, event.firedAtMs, event.party);
        return this.start(event.clock, by, event.nextAtMs, event.party);
      case 'supervised':
        this.watching = event.tier;
        return this.replace('answer', by, event.answer);
      case 'answered':
        return this.end(by, 'answer');
      case 'delegated':
        this.endOf(by, `${event.by}>${event.to}`, 'delegation');
        return this.start('delegation', by, event.untilMs, `${event.by}>${event.to}`);
      case 'delegation-ended':
        return this.fire('delegation', by, event.firedAtMs, `${event.from}>${event.to}`);
      case 'quarantined':
        this.quarantined = true;
        return;
      case 'rules-changed':
        return this.recharged(by, event);
      case 'disputed':
        return this.end(by, 'confirm');
      case 'assigned':
      case 'called-back':
      case 'command-refused':
      case 'commented':
      case 'confirmed':
      case 'declined':
      case 'follower-joined':
      case 'follower-left':
      case 'problem-raised':
      case 'reclassified':
      case 'staffed':
      case 'not-told':
      case 'unstaffed':
      case 'voted':
      case 'withdrawn':
        return;
      default:
        event satisfies never;
    }
  }

  private rules({ tiers, spreadMs = 0 }: Event<'opened'>['rules']): void {
    if (this.watching > 0) this.watching = numberOf(tiers, this.keys[this.watching - 1], this.watching);
    this.keys = tiers.map(({ key }) => key);
    this.spreadMs = spreadMs;
  }

  /** A tier that watched, and has the issue itself by now, waits for no answer. */
  private reached(by: AuditedEvent, tier: number): void {
    this.tier = tier;
    if (this.watching === 0 || this.watching > tier) return;
    this.watching = 0;
    this.end(by, 'answer');
  }

  private climbed(by: AuditedEvent, event: Event<'escalated'>): void {
    const { cause, firedAtMs = null, total } = event;
    // Climbing again is what a top does that nobody acknowledged for.
    if (cause === 'not-acknowledged' || cause === 'again') this.fire('acknowledge', by, firedAtMs);
    if (cause === 'not-handled') this.fire('handle', by, firedAtMs);
    if (cause === 'not-closed') this.fire('total', by, firedAtMs);
    // Over at the top, to which it leads: it does not ring below.
    if (cause === 'again') this.endOver('total', by, event.acknowledge.sinceMs);
    if (total !== undefined) this.replace('total', by, total);
    this.onDuty(by, event.toTier, event);
  }

  private onDuty(by: AuditedEvent, tier: number, clocks: Pick<Event<'opened'>, 'acknowledge' | 'handle'>): void {
    this.dispatched = false;
    this.reached(by, tier);
    this.handed(by, clocks);
  }

  private handed(by: AuditedEvent, { acknowledge, handle }: Pick<Event<'opened'>, 'acknowledge' | 'handle'>): void {
    this.end(by, ...ON_DUTY);
    this.stage = 'open';
    this.replace('acknowledge', by, acknowledge);
    if (handle !== undefined) this.handle(by, handle);
  }

  /** The time to handle, with what it warns of. */
  private handle(by: AuditedEvent, clock: Clock): void {
    this.replace('handle', by, clock);
    this.end(by, 'warning');
    for (const atMs of clock.warnAtMs ?? []) this.start('warning', by, atMs);
  }

  private ask(
    by: AuditedEvent,
    dueAtMs: number,
    { remindAtMs = [] }: Pick<Event<'approval-requested'>, 'remindAtMs'>,
  ): void {
    this.replace('approval', by, { dueAtMs });
    this.end(by, 'approval-reminder');
    for (const atMs of remindAtMs) this.start('approval-reminder', by, atMs);
  }

  private recharged(by: AuditedEvent, event: Event<'rules-changed'>): void {
    const { rules, tier, clocks, parts, decideUntilMs } = event;
    this.rules(rules);
    this.quarantined = false;
    for (const name of CLOCKS) this.moved(by, name, clocks[name]);
    this.end(by, 'warning');
    for (const atMs of clocks.handle?.warnAtMs ?? []) this.start('warning', by, atMs);
    for (const part of parts ?? []) {
      this.moved(by, 'report-in', part.reportIn ?? undefined, part.party);
      this.moved(by, 'part', part.handle ?? undefined, part.party);
    }
    if (decideUntilMs !== undefined) this.ask(by, decideUntilMs, event);
    this.reached(by, tier);
  }

  /** One that the change of rules did not touch goes on as it was. */
  private moved(by: AuditedEvent, name: Deadline['clock'], clock: Clock | undefined, of?: string): void {
    const [before] = this.of(name, of);
    if (before?.dueAtMs === clock?.dueAtMs) return;
    if (before !== undefined) this.close(before, 'ended', by);
    if (clock !== undefined) this.start(name, by, clock.dueAtMs, of);
  }
}
