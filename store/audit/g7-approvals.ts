import type { IssueEvent } from '../../domain';
import type { AuditedEvent, AuditedIssue } from './audited-issue';
import { Findings, type Finding } from './finding';

type Asked = Extract<IssueEvent, { type: 'approval-requested' }>;
type Ended = Extract<IssueEvent, { type: 'approved' | 'rejected' | 'approval-lapsed' }>;

/**
 * G7: one decision per approval, by somebody it was put to: of the lowest tier above the one on duty and above the
 * asker's that has anybody left, and never its asker, who has the issue, who handled it last or who reported it.
 */
export function checkApprovals(issues: readonly AuditedIssue[]): Finding {
  const found = new Findings('G7');
  for (const { issue, log } of issues) {
    const bench = new Bench(found, issue);
    for (const event of log) bench.hear(event);
  }
  return found.result();
}

/**
 * Follows who has the issue, who handled it and what was asked, told from the events alone. Climbing takes nothing
 * back: whoever handled a matter that the resident disputed stays who handled it.
 */
class Bench {
  private readonly asked = new Map<string, Asked>();
  private readonly ended = new Map<string, string>();
  private rungs: readonly (readonly string[])[] = [];
  private tier = 1;
  private reporter: string | null = null;
  private holder: string | null = null;
  private handler: string | null = null;

  constructor(
    private readonly found: Findings,
    private readonly issue: string,
  ) {}

  hear({ seq, event }: AuditedEvent): void {
    if (event.type === 'opened') {
      this.rungs = event.rules.tiers.map(({ people }) => people);
      this.reporter = event.report.reporter;
    }
    if (event.type === 'escalated') this.tier = event.toTier;
    if (event.type === 'reopened') this.tier = event.tier;
    if (event.type === 'acknowledged') this.holder = event.by;
    if (event.type === 'assigned') this.holder = event.to;
    if (event.type === 'handled') this.handler = event.by;
    if (event.type === 'approval-requested') this.ask(seq, event);
    if (event.type === 'approved' || event.type === 'rejected' || event.type === 'approval-lapsed')
      this.end(seq, event);
  }

  private ask(seq: number, event: Asked): void {
    const { approval, deciders, by } = event;
    const mayDecide = this.above(by);
    const outside = deciders.filter((person) => !mayDecide.includes(person));
    this.check(!this.asked.has(approval), seq, `approval ${approval} is asked for twice`);
    this.check(
      outside.length === 0,
      seq,
      `approval ${approval} is put to ${outside.join(', ')}, who may not decide it`,
    );
    this.asked.set(approval, event);
  }

  private above(asker: string): readonly string[] {
    const top = this.rungs.length;
    const own = this.rungs.flatMap((people, index) => (people.includes(asker) ? [index + 1] : []));
    let rung = Math.min(Math.max(this.tier, ...own) + 1, top);
    while (rung < top && this.unbiased(rung, asker).length === 0) rung += 1;
    return this.unbiased(rung, asker);
  }

  private unbiased(rung: number, asker: string): readonly string[] {
    const biased = [asker, this.holder, this.handler, this.reporter];
    return (this.rungs[rung - 1] ?? []).filter((person) => !biased.includes(person));
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
    this.check(event.by !== this.holder, seq, `${event.by} has the issue and decides ${approval}`);
    this.check(event.by !== this.handler, seq, `${event.by} handled it last and decides ${approval}`);
    this.check(question.deciders.includes(event.by), seq, `${event.by} decides ${approval}, which was put to others`);
  }

  private check(holds: boolean, seq: number, what: string): void {
    this.found.check(holds, this.issue, seq, what);
  }
}
