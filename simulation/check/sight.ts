/**
 * What somebody who reads the events one after another knows of the issue. Told from the practice and from what the
 * events announce; nothing here was taken from domain/, whose states the checker must not believe.
 */
import type { Instant, IssueEvent, IssueRules, PersonId, Posted, Recorded, Report } from '../../domain';
import { hearing } from './hearing';
import {
  CLOCKS,
  askedAgain,
  NO_DEPUTIES,
  NO_PARTS,
  NO_VOTES,
  NONE,
  type ClockName,
  type Deputy,
  type Event,
  type Link,
  type Part,
  type Pause,
  type Question,
  type Vote,
  withOne,
} from './known';
import { started, type Running, type Stopped } from './running';
import { isEmpty, there } from './there';

type OnDuty = Pick<Event<'opened'>, 'acknowledge' | 'handle'>;

type Granted = Readonly<Record<Question['kind'], number>>;

export class Sight {
  tiers: number;
  readonly reporter: PersonId;
  stage: 'none' | 'verifying' | 'open' | 'handling' | 'suspended' | 'checking' | 'confirming' | 'linked' | 'closed' =
    'none';
  tier = 1;
  seq = 0;
  verify: Running | null = null;
  acknowledge: Running | null = null;
  handle: Running | null = null;
  renew: Running | null = null;
  check: Running | null = null;
  confirm: Running | null = null;
  answer: Running | null = null;
  total: Running | null = null;
  totalStopped: Stopped | null = null;
  pause: Pause | null = null;
  /** The party that has it, and the time of the tier that dispatched it, which stands still. */
  dispatch: { readonly party: string; readonly handle: Stopped | null } | null = null;
  link: Link | null = null;
  parts: readonly Part[] = NO_PARTS;
  deputies: readonly Deputy[] = NO_DEPUTIES;
  /** Who watches over it; a tier's number. */
  watch: { readonly tier: number; readonly people: readonly PersonId[] } | null = null;
  /** Since then its rules can't be followed; null when they can. */
  quarantinedAtMs: Instant | null = null;
  holder: PersonId | null = null;
  handler: PersonId | null = null;
  handlersTier = 1;
  question: Question | null = null;
  votes: readonly Vote[] = NO_VOTES;
  /** The question that was decided last. */
  decided: Question | null = null;
  closedAtMs: Instant | null = null;
  outcome: string | null = null;
  reworks = 0;
  problem = false;
  unreached = 0;
  /** How often the ladder was climbed again from below. */
  rounds = 0;
  granted: Granted = { extension: 0, suspension: 0, 'force-close': 0, return: 0, void: 0 };
  returnedBy: ReadonlySet<string> = NONE;
  /** Who finished a part of it, ever. */
  finishers: ReadonlySet<PersonId> = NONE;
  /** Questions that were asked, and those that were decided or lapsed. */
  asked: ReadonlySet<string> = NONE;
  answered: ReadonlySet<string> = NONE;
  /** Commands and deadlines that were accepted: few, so that a list is looked through and copied faster than a set. */
  ids: string[] = [];
  /** The first and the latest call of the tier that was called last, and the one of which it was said that nobody could be told. */
  calls: { readonly tier: number; readonly first: number; readonly last: number } | null = null;
  untold: { readonly tier: number; readonly round: number } | null = null;
  /** The calls that each person was given: see checks/tells-once.ts. */
  called = new Map<PersonId, readonly number[]>();

  constructor(
    public rules: IssueRules,
    private readonly report: Report,
  ) {
    this.tiers = rules.tiers.length;
    this.reporter = report.reporter;
  }

  /** How it stands now: each history that goes on otherwise from here has a sight of its own. */
  mark(): () => Sight {
    const { rules, report, ids } = this;
    const { length } = ids;
    const kept = { ...this, called: new Map(this.called) };
    return () => {
      const sight = Object.assign(new Sight(rules, report), kept);
      // Ids only ever join, at the end.
      sight.ids = ids.slice(0, length);
      sight.called = new Map(kept.called);
      return sight;
    };
  }

  get isTop(): boolean {
    return this.tier >= this.tiers;
  }
  /** Whose turn it is: the party that has it, else the tier on duty. */
  get crew(): readonly PersonId[] {
    return (this.dispatch === null ? this.tierPeople : this.party(this.dispatch.party)?.people) ?? NOBODY;
  }
  get crewPost(): Posted | undefined {
    return this.dispatch === null ? this.rules.tiers[this.tier - 1] : this.party(this.dispatch.party);
  }
  /** Who of the crew is called. Nobody stands above the top, and a unit has no next one: there it is everybody where nobody is there. */
  get crewThere(): readonly PersonId[] {
    return isEmpty(this.crewPost) && (this.isTop || this.dispatch !== null) ? this.crew : there(this.crewPost);
  }
  get tierPeople(): readonly PersonId[] {
    return this.rules.tiers[this.tier - 1]?.people ?? NOBODY;
  }
  get working(): boolean {
    return this.stage === 'open' || this.stage === 'handling';
  }
  party(key: string): (Posted & { readonly key: string }) | undefined {
    return this.rules.parties?.find((party) => party.key === key);
  }
  above(tier: number): number {
    return Math.min(tier + 1, this.tiers);
  }
  running(clock: string): Running | null {
    return CLOCKS.includes(clock as ClockName) ? this[clock as ClockName] : null;
  }
  /** In whose places somebody may act: their own first. */
  places(by: PersonId): readonly PersonId[] {
    if (this.deputies.length === 0) return [by];
    return [by, ...this.deputies.filter(({ to }) => to === by).map(({ from }) => from)];
  }

  /** Whether a clock of this name rings now: the others wait until somebody of the ladder is expected to move. */
  rings(clock: ClockName): boolean {
    if (this.quarantinedAtMs !== null) return false;
    // The last tier is alerted for one thing at a time: first that nobody has the issue, then that it is overdue.
    if (clock === 'handle') return this.working && !(this.isTop && this.stage === 'open' && this.dispatch === null);
    if (clock === 'acknowledge') return this.working;
    return clock === 'total' ? this.working && !this.isTop : true;
  }

  /** The instant that was announced as the next at which something happens by itself; Infinity when none was. */
  announced(): Instant {
    let first = Infinity;
    if (this.quarantinedAtMs !== null) return first;
    const { working, handle } = this;
    if (this.acknowledge !== null && working) first = this.acknowledge.dueAtMs;
    if (handle !== null && working && this.rings('handle')) {
      first = Math.min(first, handle.dueAtMs);
      const [warnAtMs] = handle.warnAtMs;
      if (warnAtMs !== undefined) first = Math.min(first, warnAtMs);
    }
    if (this.total !== null && working && !this.isTop) first = Math.min(first, this.total.dueAtMs);
    if (this.verify !== null) first = Math.min(first, this.verify.dueAtMs);
    if (this.renew !== null) first = Math.min(first, this.renew.dueAtMs);
    if (this.check !== null) first = Math.min(first, this.check.dueAtMs);
    if (this.confirm !== null) first = Math.min(first, this.confirm.dueAtMs);
    if (this.answer !== null) first = Math.min(first, this.answer.dueAtMs);
    if (this.pause !== null) first = Math.min(first, this.pause.untilMs);
    if (this.question !== null) {
      const { dueAtMs, remindAtMs = [] } = this.question;
      first = Math.min(first, dueAtMs, remindAtMs[0] ?? Infinity);
    }
    for (const { untilMs } of this.deputies) first = Math.min(first, untilMs);
    if (working)
      for (const { reportIn, handle: part } of this.parts)
        first = Math.min(first, reportIn?.dueAtMs ?? Infinity, part?.dueAtMs ?? Infinity);
    return first;
  }

  hear(record: Recorded): void {
    this.seq = record.seq;
    const hear = hearing[record.event.type] as ((sight: Sight, event: IssueEvent, atMs: Instant) => void) | undefined;
    if (hear !== undefined) hear(this, record.event, record.occurredAtMs);
  }

  /** A tier that watched, and has the issue itself by now, is owed no answer. */
  reaches(tier: number): void {
    if (tier !== this.tier) this.calls = null;
    this.tier = tier;
    if (this.watch === null || this.watch.tier > tier) return;
    this.watch = null;
    this.answer = null;
  }

  onDuty(tier: number, event: OnDuty): void {
    this.reaches(tier);
    this.dispatch = null;
    this.closedAtMs = null;
    this.unreached = 0;
    this.anew(event);
  }

  /** Others have to take it: nobody has it until one of them says so. */
  anew({ acknowledge, handle }: OnDuty): void {
    this.still();
    this.stage = 'open';
    this.holder = null;
    this.acknowledge = acknowledge === undefined ? null : started(acknowledge);
    this.handle = handle === undefined ? null : started(handle);
  }

  call(tier: number, round: number): void {
    const first = this.calls?.tier === tier ? this.calls.first : round;
    this.calls = { tier, first, last: round };
  }

  end(approval: string): void {
    this.answered = withOne(this.answered, approval);
    this.votes = NO_VOTES;
    if (this.question?.approval !== approval) return;
    this.decided = this.question;
    this.question = null;
  }

  /** A question that nobody could decide meanwhile has its time later. */
  heldUp({ decideUntilMs: dueAtMs, remindAtMs }: Pick<Event<'rules-changed'>, 'decideUntilMs' | 'remindAtMs'>): void {
    if (this.question !== null && dueAtMs !== undefined)
      this.question = askedAgain(this.question, { dueAtMs, remindAtMs });
  }

  /** Over when its top had it, to which it leads, the time over all tiers is not called out below. */
  again(sinceMs: Instant): void {
    this.rounds += 1;
    if (this.total !== null && this.total.dueAtMs <= sinceMs) this.total = null;
  }

  /** What belongs to whoever has it ends; the time over all tiers and the answer to a supervising tier go on. */
  still(): void {
    this.verify = this.acknowledge = this.handle = this.renew = this.check = this.confirm = this.pause = null;
  }
}

const NOBODY: readonly PersonId[] = [];
