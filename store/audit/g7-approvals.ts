import type { IssueEvent } from '../../domain';
import type { AuditedEvent, AuditedIssue } from './audited-issue';
import { Bench, type Asked, type Ended, type Voted } from './bench';
import { Findings, type Finding } from './finding';

/**
 * G7: one decision per approval, by those to whom it was put, exactly when the numbers say so: of the named panels, or of the
 * lowest tier above the one on duty and above the asker's that has anybody left. One voice a person and a place; never by its
 * asker, who has the issue, who handled it last or who reported it, in whosever's place.
 */
export function checkApprovals(issues: readonly AuditedIssue[]): Finding {
  const found = new Findings('G7');
  for (const { issue, log } of issues) {
    const hearing = new Hearing(found, issue);
    for (const [index, event] of log.entries()) hearing.hear(event, log[index + 1]);
  }
  return found.result();
}

interface Question {
  readonly asked: Asked;
  deciders: readonly string[];
  panels: Asked['panels'];
  readonly votes: Voted[];
  ended: string | null;
}

class Hearing {
  private readonly questions = new Map<string, Question>();
  private readonly bench = new Bench();

  constructor(
    private readonly found: Findings,
    private readonly issue: string,
  ) {}

  hear({ seq, event, commandId }: AuditedEvent, next: AuditedEvent | undefined): void {
    this.bench.hear(event);
    if (event.type === 'approval-requested') this.ask(seq, event);
    // What is decided with a voice is decided in the same breath; what comes later comes of silence.
    if (event.type === 'voted') this.vote(seq, event, next?.commandId === commandId ? next.event : undefined);
    if (event.type === 'approval-climbed') {
      const question = this.questions.get(event.approval);
      this.check(question?.ended === null, seq, `approval ${event.approval} climbs, and is not pending`);
      if (question === undefined) return;
      Object.assign(question, { deciders: event.deciders, panels: event.panels });
      question.votes.length = 0;
      this.fair(seq, event.approval, question);
    }
    if (event.type === 'approved' || event.type === 'rejected' || event.type === 'approval-lapsed')
      this.end(seq, event);
  }

  private ask(seq: number, event: Asked): void {
    const { approval, deciders, panels } = event;
    const outside = deciders.filter((person) => !this.bench.mayDecide(event).includes(person));
    this.check(!this.questions.has(approval), seq, `approval ${approval} is asked for twice`);
    this.check(
      outside.length === 0,
      seq,
      `approval ${approval} is put to ${outside.join(', ')}, who may not decide it`,
    );
    const question: Question = { asked: event, deciders, panels, votes: [], ended: null };
    this.questions.set(approval, question);
    this.fair(seq, approval, question);
  }

  /** Somebody may decide it, and each panel can reach its number. */
  private fair(seq: number, approval: string, { deciders, panels = [], asked }: Question): void {
    const biased = deciders.filter((person) => this.bench.biases(asked.by, person).length > 0);
    this.check(deciders.length > 0, seq, `nobody may decide approval ${approval}`);
    this.check(biased.length === 0, seq, `approval ${approval} is put to ${biased.join(', ')}, who are involved`);
    this.check(
      panels.every(({ need, people }) => need >= 1 && need <= people.length),
      seq,
      `a panel of approval ${approval} can't reach its number`,
    );
  }

  private vote(seq: number, event: Voted, follows: IssueEvent | undefined): void {
    const { approval, by } = event;
    const question = this.questions.get(approval);
    this.check(question?.ended === null, seq, `${by} votes on approval ${approval}, which is not pending`);
    if (question === undefined) return;
    const place = event.for ?? by;
    const before = question.votes.find((vote) => vote.by === by || (vote.for ?? vote.by) === place);
    this.check(before === undefined, seq, `the voice of ${by} for ${place} on approval ${approval} was given before`);
    this.voice(seq, event, question);
    question.votes.push(event);
    const decision = outcome(question);
    const decided =
      (follows?.type === 'approved' || follows?.type === 'rejected') && follows.approval === approval
        ? follows.type
        : null;
    this.check(
      decided === decision,
      seq,
      `the numbers of approval ${approval} make it ${decision ?? 'undecided'}, and it is ${decided ?? 'undecided'}`,
    );
  }

  private end(seq: number, event: Ended): void {
    const { approval } = event;
    const question = this.questions.get(approval);
    this.check(question !== undefined, seq, `approval ${approval} is ${event.type}, but nobody asked for it`);
    const before = question?.ended ?? null;
    this.check(before === null, seq, `approval ${approval} is ${event.type}, and was ${before} before`);
    if (question === undefined) return;
    question.ended = event.type;
    if (event.type === 'approval-lapsed') return;
    if (event.by === undefined) {
      const silence = this.bench.silence(question.asked.kind);
      const holds = silence === (event.type === 'approved' ? 'approve' : 'reject');
      return this.check(holds, seq, `approval ${approval} is ${event.type} by nobody, and silence means ${silence}`);
    }
    if (question.panels === undefined) return this.voice(seq, { ...event, by: event.by }, question);
    const decision = outcome(question);
    this.check(decision === event.type, seq, `approval ${approval} is ${event.type}, and its numbers say ${decision}`);
  }

  private voice(
    seq: number,
    { by, approval, ...more }: Pick<Voted, 'by' | 'for' | 'approval'>,
    { asked, deciders }: Question,
  ): void {
    const place = more.for ?? by;
    for (const person of new Set([by, place])) {
      const wrong = this.bench.biases(asked.by, person);
      this.check(wrong.length === 0, seq, wrong.map((what) => `${person} ${what} ${approval}`).join('; '));
    }
    this.check(
      by === place || this.bench.standsIn(by, place),
      seq,
      `${by} decides ${approval} for ${place}, and is no deputy of theirs`,
    );
    this.check(deciders.includes(place), seq, `${by} decides ${approval}, which was put to others`);
  }

  private check(holds: boolean, seq: number, what: string): void {
    this.found.check(holds, this.issue, seq, what);
  }
}

/** Counted anew from the voices: agreed by enough of each panel, or too few left of one. */
function outcome({ panels = [], votes }: Question): 'approved' | 'rejected' | null {
  const counts = panels.map(({ people, need }) => {
    const of = votes.filter((vote) => (people as readonly string[]).includes(vote.for ?? vote.by));
    const against = of.filter(({ vote }) => vote === 'reject').length;
    return { yes: of.length - against, mayStill: people.length - against, need };
  });
  if (counts.some(({ mayStill, need }) => mayStill < need)) return 'rejected';
  return counts.every(({ yes, need }) => yes >= need) ? 'approved' : null;
}
