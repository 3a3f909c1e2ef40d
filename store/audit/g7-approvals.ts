import type { IssueEvent } from '../../domain';
import type { AuditedEvent, AuditedIssue } from './audited-issue';
import { Findings, type Finding } from './finding';

type Asked = Extract<IssueEvent, { type: 'approval-requested' }>;
type Ended = Extract<IssueEvent, { type: 'approved' | 'rejected' | 'approval-lapsed' }>;

/** G7: one decision per approval, by somebody it was put to, never by its asker or the handler, within the tier above. */
export function checkApprovals(issues: readonly AuditedIssue[]): Finding {
  const found = new Findings('G7');
  for (const { issue, log } of issues) {
    const bench = new Bench(found, issue);
    for (const event of log) bench.hear(event);
  }
  return found.result();
}

/** Follows who has the issue and what was asked, told from the events alone. */
class Bench {
  private readonly asked = new Map<string, Asked>();
  private readonly ended = new Map<string, string>();
  private rungs: readonly (readonly string[])[] = [];
  private tier = 1;
  private handler: string | null = null;

  constructor(
    private readonly found: Findings,
    private readonly issue: string,
  ) {}

  hear({ seq, event }: AuditedEvent): void {
    if (event.type === 'opened') this.rungs = event.rules.tiers.map(({ people }) => people);
    if (event.type === 'escalated' || event.type === 'reopened') {
      this.tier = event.type === 'escalated' ? event.toTier : event.tier;
      this.handler = null;
    }
    if (event.type === 'acknowledged') this.handler = event.by;
    if (event.type === 'assigned') this.handler = event.to;
    if (event.type === 'approval-requested') this.ask(seq, event);
    if (event.type === 'approved' || event.type === 'rejected' || event.type === 'approval-lapsed')
      this.end(seq, event);
  }

  private ask(seq: number, event: Asked): void {
    const { approval, deciders, by } = event;
    const above = this.rungs[Math.min(this.tier + 1, this.rungs.length) - 1] ?? [];
    const outside = deciders.filter((person) => !above.includes(person) || person === by || person === this.handler);
    this.check(!this.asked.has(approval), seq, `approval ${approval} is asked for twice`);
    this.check(
      outside.length === 0,
      seq,
      `approval ${approval} is put to ${outside.join(', ')}, who may not decide it`,
    );
    this.asked.set(approval, event);
  }

  private end(seq: number, event: Ended): void {
    const { approval } = event;
    const question = this.asked.get(approval);
    const before = this.ended.get(approval);
    this.check(question !== undefined, seq, `approval ${approval} is ${event.type}, but nobody asked for it`);
    this.check(before === undefined, seq, `approval ${approval} is ${event.type}, and was ${before} before`);
    this.ended.set(approval, event.type);
    if (event.type === 'approval-lapsed' || question === undefined) return;
    this.check(event.by !== question.by, seq, `${event.by} decides on what they asked for (${approval})`);
    this.check(event.by !== this.handler, seq, `${event.by} has the issue and decides ${approval}`);
    this.check(question.deciders.includes(event.by), seq, `${event.by} decides ${approval}, which was put to others`);
  }

  private check(holds: boolean, seq: number, what: string): void {
    this.found.check(holds, this.issue, seq, what);
  }
}
