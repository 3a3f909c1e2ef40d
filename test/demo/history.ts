/** A whole history as an audit reads it, made by the rules without any server: the checks must find it in order. */
import {
  decide,
  decideWake,
  dueWake,
  eventTypeName,
  nextWake,
  open,
  record,
  rulesName,
  wakeKey,
  type Command,
  type CommandId,
  type IssueEvent,
  type IssueRules,
  type IssueState,
  type Report,
} from '../../domain';
import { INBOX_CHANNEL, type AuditedEvent, type AuditedIssue, type NoticeRecord } from '../../store';
import { chainHash } from '../../store/hash-chain';
import { ISSUE, REPORT, RULES, T0 } from '../domain/given';

/** How long after its decision a step is recorded. */
const APPEND_MS = 5;

export class History {
  nowMs = T0;
  state: IssueState;
  private readonly log: AuditedEvent[] = [];
  private readonly notices: NoticeRecord[] = [];

  constructor(report: Report = REPORT, rules: IssueRules = RULES) {
    this.state = this.keep(null, open(report, rules, T0), report.reporter, 'open');
  }

  /** `receivedAtMs`: when it came, if it had to wait; `occurredAtMs`: when its sender says that it happened. */
  does(command: Command, { receivedAtMs = this.nowMs, occurredAtMs = this.nowMs } = {}): this {
    const decision = decide(this.state, command, this.nowMs, receivedAtMs);
    if (!decision.ok) throw new Error(`${decision.refusal.code}: ${decision.refusal.message}`);
    this.state = this.keep(this.state, decision.events, command.by, `c${this.log.length}`, occurredAtMs);
    return this;
  }

  /** Time passes, and what falls due is decided 20 ms late. */
  waits(spanMs: number): this {
    const untilMs = this.nowMs + spanMs;
    for (
      let wake = nextWake(this.state);
      wake !== undefined && wake.atMs + 20 <= untilMs;
      wake = nextWake(this.state)
    ) {
      this.nowMs = wake.atMs + 20;
      const due = dueWake(this.state, this.nowMs);
      if (due === undefined) throw new Error('A wake that is due is not due.');
      const decision = decideWake(this.state, due.wake, this.nowMs);
      if (!decision.ok) throw new Error(decision.refusal.message);
      this.state = this.keep(this.state, decision.events, 'ladder', wakeKey(due.wake));
    }
    this.nowMs = untilMs;
    return this;
  }

  audited(): AuditedIssue {
    const wake = nextWake(this.state);
    const { report, rules } = this.state;
    return structuredClone({
      issue: ISSUE,
      log: this.log,
      notices: this.notices,
      row: {
        seq: this.state.seq,
        hash: this.log.at(-1)?.hash ?? new Uint8Array(),
        stage: this.state.stage,
        tier: this.state.tier,
        unit: report.unit,
        category: report.category,
        severity: report.severity,
        reporter: report.reporter,
        assignee: this.state.assignee,
        procedure: rulesName(rules),
        outcome: this.state.closure?.outcome ?? null,
        dueAtMs: wake?.atMs ?? null,
        openedAtMs: this.state.openedAtMs,
        state: JSON.parse(JSON.stringify(this.state)) as IssueState,
      },
    });
  }

  private keep(
    before: IssueState | null,
    events: readonly IssueEvent[],
    actor: string,
    commandId: string,
    occurredAtMs = this.nowMs,
  ): IssueState {
    const step = record(ISSUE, before, events, { actor, commandId: commandId as CommandId, occurredAtMs });
    const recordedAtMs = this.nowMs + APPEND_MS;
    for (const entry of step.records) {
      const { type, ...data } = entry.event;
      this.log.push(
        sealed(
          { ...entry, recordedAtMs, typeName: eventTypeName(type), data: JSON.stringify(data), hash: new Uint8Array() },
          this.log.at(-1),
        ),
      );
    }
    const queued = {
      issue: ISSUE,
      channel: INBOX_CHANNEL,
      queuedAtMs: recordedAtMs,
      deliveredAtMs: recordedAtMs + 10,
      readAtMs: null,
    };
    this.notices.push(...step.notices.map((notice) => ({ ...notice, ...queued })));
    return step.after;
  }
}

const sealed = (event: AuditedEvent, before: AuditedEvent | undefined): AuditedEvent => ({
  ...event,
  hash: new Uint8Array(chainHash(before?.hash ?? new Uint8Array(), { ...event, issue: ISSUE, type: event.typeName })),
});

/** The history with one event changed, as somebody would who tampers with the log and mends the chain after it. */
export function altered(
  audited: AuditedIssue,
  seq: number,
  change: (event: AuditedEvent) => Partial<AuditedEvent> & { readonly said?: object },
): AuditedIssue {
  const log: AuditedEvent[] = [];
  for (const event of audited.log) {
    const { said, ...fields } = event.seq === seq ? change(event) : { said: undefined };
    const changed = { ...event, ...fields, event: { ...event.event, ...said } };
    const { type: _type, ...data } = changed.event;
    log.push(sealed({ ...changed, data: JSON.stringify(data) }, log.at(-1)));
  }
  return { ...audited, log };
}

export const seqOf = ({ log }: AuditedIssue, type: IssueEvent['type']): number =>
  log.find(({ event }) => event.type === type)?.seq ?? 0;
