/** GIVEN events, WHEN a command or the passing of time, THEN events or a refusal: tests that read like the sentence. */
import {
  decide,
  decideWake,
  dueWake,
  fold,
  natural,
  nextWake,
  notices,
  open,
  record,
  wakeKey,
  type Command,
  type CommandId,
  type Decision,
  type EventType,
  type Evidence,
  type IssueEvent,
  type IssueId,
  type IssueRules,
  type IssueState,
  type PersonId,
  type Posted,
  type Recorded,
  type Report,
  type UnitId,
} from '../../domain';

export const HOUR = 3_600_000;
export const T0 = Date.parse('2026-03-02T08:00:00Z');
export const ISSUE = 'i-test' as IssueId;
export const person = (id: string): PersonId => id as PersonId;

const tier = (key: string, people: string[], acknowledgeH: number, handleH: number, times: number) => ({
  key,
  role: key,
  unit: `${key}-unit` as UnitId,
  people: people.map(person),
  acknowledgeWithin: natural(acknowledgeH * HOUR),
  handleWithin: natural(handleH * HOUR),
  repeat: { every: natural(HOUR), times },
});

export const RULES: IssueRules = {
  procedure: 'default',
  version: 1,
  timeScale: 1,
  tiers: [
    tier('building-lead', ['lead'], 2, 8, 1),
    tier('grid-worker', ['grid', 'grid-deputy'], 2, 12, 1),
    tier('party-group', ['group', 'group-member'], 4, 24, 0),
    tier('committee', ['committee', 'committee-b', 'committee-c'], 4, 48, 2),
  ],
  evidenceMinimum: 1,
  extension: { maximum: 2, limitMs: 24 * HOUR, decideWithin: natural(6 * HOUR) },
  suspension: { maximum: 1, limitMs: 30 * 24 * HOUR, decideWithin: natural(6 * HOUR) },
  forceClose: { decideWithin: natural(6 * HOUR) },
  confirmation: { within: natural(24 * HOUR), repeat: { every: natural(12 * HOUR), times: 1 } },
  reopenWithinMs: 30 * 24 * HOUR,
};

export const REPORT: Report = {
  text: '楼道灯不亮',
  category: 'lamps',
  severity: 'normal',
  unit: 'b-1' as UnitId,
  reporter: person('resident'),
  channel: 'app',
};

/** What was looked up for a decision. */
type Facts = NonNullable<Parameters<typeof decide>[4]>;

/** What a test says of an event: its type and the fields that matter. */
type Expected = Partial<IssueEvent> & { readonly type: IssueEvent['type'] };

export class Given {
  readonly log: Recorded[] = [];
  state: IssueState;
  private count = 0;

  constructor(
    public nowMs = T0,
    rules: IssueRules = RULES,
    report: Report = REPORT,
  ) {
    this.state = this.keep(null, open(report, rules, nowMs), 'resident', 'open');
  }

  /** A command that the test takes for granted. */
  and(command: Command, laterMs = 0, facts: Facts = {}): this {
    const decision = this.decide(command, laterMs, 0, facts);
    if (!decision.ok) throw new Error(`GIVEN was refused: ${decision.refusal.code} ${decision.refusal.message}`);
    this.state = this.keep(this.state, decision.events, command.by, `c${++this.count}`);
    return this;
  }

  /** @param waitedMs how long the command had to wait before it is served now */
  when(command: Command, laterMs = 0, waitedMs = 0, facts: Facts = {}) {
    const decision = this.decide(command, laterMs, waitedMs, facts);
    return {
      then: (...expected: Expected[]): Given => {
        if (!decision.ok) throw new Error(`refused: ${decision.refusal.code} ${decision.refusal.message}`);
        expect(decision.events).toMatchObject(expected);
        expect(decision.events).toHaveLength(expected.length);
        this.state = this.keep(this.state, decision.events, command.by, `c${++this.count}`);
        return this;
      },
      refused: (code: string) => {
        expect(decision.ok ? decision.events : decision.refusal).toMatchObject({ code });
        return decision.ok ? undefined : decision.refusal;
      },
    };
  }

  /** Lets time pass and the ladder decide all that falls due on the way, each at its own instant plus `lateMs`. */
  pass(spanMs: number, lateMs = 0): this {
    const untilMs = this.nowMs + spanMs;
    for (
      let wake = nextWake(this.state);
      wake !== undefined && wake.atMs + lateMs <= untilMs;
      wake = nextWake(this.state)
    ) {
      this.nowMs = Math.max(this.nowMs, wake.atMs + lateMs);
      this.wakeOnce();
    }
    this.nowMs = untilMs;
    return this;
  }

  /** Decides the one wake that is due now. */
  wakeOnce(): readonly IssueEvent[] {
    const due = dueWake(this.state, this.nowMs);
    if (due === undefined) throw new Error('Nothing is due.');
    const decision = decideWake(this.state, due.wake, this.nowMs);
    if (!decision.ok) throw new Error(`A due wake was refused: ${decision.refusal.code}`);
    this.state = this.keep(this.state, decision.events, 'ladder', wakeKey(due.wake));
    return decision.events;
  }

  /** The events since `seq`, as types. */
  types = (afterSeq = 0): string[] => this.log.filter((entry) => entry.seq > afterSeq).map((entry) => entry.event.type);

  folded = (): IssueState | null => fold(ISSUE, this.log);

  /** What the engine decides by itself, without a command or a clock. */
  happens(events: readonly IssueEvent[]): this {
    this.state = this.keep(this.state, events, 'engine', `e${++this.count}`);
    return this;
  }

  private decide(command: Command, laterMs: number, waitedMs = 0, facts: Facts = {}): Decision {
    this.nowMs += laterMs;
    return decide(this.state, command, this.nowMs, this.nowMs - waitedMs, facts);
  }

  private keep(before: IssueState | null, events: readonly IssueEvent[], actor: string, id: string): IssueState {
    const step = record(ISSUE, before, events, { actor, commandId: id as CommandId, occurredAtMs: this.nowMs });
    this.log.push(...step.records);
    for (const kept of [step.records, step.notices, step.after]) JSON.stringify(kept, plain);
    return step.after;
  }
}

/** Whatever happens, all that is kept is plain JSON: what there is nothing of is absent, and not there as undefined. */
function plain(field: string, value: unknown): unknown {
  if (value === undefined) throw new Error(`${field} is there without a value.`);
  return value;
}

export const given = (...args: ConstructorParameters<typeof Given>): Given => new Given(...args);
export const by = (id: string) => ({ by: person(id) });
export const photo = [{ kind: 'photo', ref: 'p-1' }];
export const acknowledge = (id: string): Command => ({ type: 'acknowledge', ...by(id) });
export const assign = (id: string, to: string): Command => ({ type: 'assign', ...by(id), to: person(to) });
export const handle = (id: string): Command => ({ type: 'handle', ...by(id), note: 'done', evidence: photo });
export const askExtension = (id: string, hours = 4): Command => ({
  type: 'request',
  ...by(id),
  kind: 'extension',
  reason: 'parts',
  extendByMs: hours * HOUR,
});
export const askSuspension = (id: string, untilMs: number): Command => ({
  type: 'request',
  ...by(id),
  kind: 'suspension',
  reason: 'the ground is frozen',
  untilMs,
});
export const resume = (id: string): Command => ({ type: 'resume', ...by(id) });
export const askForceClose = (id: string): Command => ({
  type: 'request',
  ...by(id),
  kind: 'force-close',
  reason: 'moved away',
});
export const approve = (id: string, approval?: string): Command =>
  ({ type: 'approve', ...by(id), ...(approval === undefined ? {} : { approval }) }) as Command;
export const reject = (id: string): Command => ({ type: 'reject', ...by(id), reason: 'no' });
export const confirm = (id = 'resident'): Command => ({ type: 'confirm', ...by(id) });
export const dispute = (id = 'resident'): Command => ({ type: 'dispute', ...by(id), reason: 'still dark' });
export const reopen = (id = 'resident'): Command => ({ type: 'reopen', ...by(id), reason: 'dark again' });

/** Somebody who holds a post. */
export const post = (role: string, ...people: readonly string[]): Posted => ({
  role,
  unit: `${role}-unit` as UnitId,
  people: people.map(person),
});
/** The rules with a check on the spot. */
export const CHECKED: IssueRules = {
  ...RULES,
  check: {
    by: post('inspector', 'grid', 'inspector', 'inspector-b', 'resident'),
    within: natural(6 * HOUR),
    repeat: { every: natural(3 * HOUR), times: 1 },
    evidenceMinimum: 1,
    reworkWithin: natural(5 * HOUR),
  },
};
/** Whom the latest event of a type told, as `template recipient`, seen from the state right after it. */
export function told({ log }: Given, type: EventType): readonly string[] {
  const until = log.findLastIndex(({ event }) => event.type === type) + 1;
  const after = fold(ISSUE, log.slice(0, until));
  const record = log[until - 1];
  if (after === null || record === undefined) throw new Error(`Nothing of the type ${type} has happened.`);
  return notices(after, record.event).map(({ template, recipient }) => `${template} ${recipient}`);
}
export const verify = (id: string): Command => ({ type: 'verify', ...by(id) });
export const decline = (id: string): Command => ({ type: 'decline', ...by(id), reason: 'a private matter' });
export const passCheck = (id: string, evidence: readonly Evidence[] = photo): Command => ({
  type: 'pass-check',
  ...by(id),
  evidence,
});
export const failCheck = (id: string, evidence: readonly Evidence[] = photo): Command => ({
  type: 'fail-check',
  ...by(id),
  reason: 'one lamp of two',
  evidence,
});
export const callBack = (
  id: string,
  answer: 'satisfied' | 'dissatisfied' | 'unreachable',
  note = 'called',
): Command => ({
  type: 'call-back',
  ...by(id),
  answer,
  note,
});
export const withdraw = (id = 'resident'): Command => ({ type: 'withdraw', ...by(id), reason: 'it works again' });
export const comment = (id: string, evidence: readonly Evidence[] = []): Command => ({
  type: 'comment',
  ...by(id),
  text: 'the key is with the neighbour',
  evidence,
});

export const askVoid = (id: string): Command => ({ type: 'request', ...by(id), kind: 'void', reason: 'a test' });
export const delegate = (id: string, to: string, untilMs: number): Command => ({
  type: 'delegate',
  ...by(id),
  to: person(to),
  untilMs,
});
export const supervise = (id: string): Command => ({
  type: 'supervise',
  ...by(id),
  reason: 'asked about by the press',
});
export const answer = (id: string): Command => ({ type: 'answer', ...by(id), note: 'the lamp comes tomorrow' });
