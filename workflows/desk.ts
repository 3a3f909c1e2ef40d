/**
 * Where the commands of one issue are served one after another: decide, append, evolve.
 * The log decides: when it holds more than this state, the state is adopted from it and the decision made again.
 */
import { allHandlersFinished, ApplicationFailure, condition } from '@temporalio/workflow';
import { openingStep, timelineEntry, type IssueStart, type Receipt, type TimelineEntry } from '../contracts/workflow';
import {
  decideWake,
  dueWake,
  mayHaveForgotten,
  nextWake,
  record,
  wakeKey,
  type CommandId,
  type Decision,
  type IssueId,
  type IssueState,
  type Provenance,
  type Step,
  type Wake,
} from '../domain';
import type { Loaded, Opening, Recording } from '../activities';
import { appendStep, findCommand, openIssue } from './append';
import type { Job } from './job';

/** How many entries of the timeline a running workflow shows; the log has all. */
const TIMELINE_SHOWN = 100;

export class Desk {
  private folded: IssueState | null;
  private entries: readonly TimelineEntry[];
  private readonly jobs: Job[] = [];
  /** The database's instant of the last append: nearer to the present than the workflow's own clock. */
  private recordedAtMs = 0;
  /** Why the issue could not be opened. */
  private refused: ApplicationFailure | null = null;
  /** Whether this report was answered before, or the issue was in the log already. */
  private opened = false;
  private mustLook = false;
  /** A step is on its way to the log: it may be in there already, and this state behind. */
  private appending = false;

  constructor(private readonly start: IssueStart) {
    this.folded = start.carried?.state ?? null;
    this.opened = start.carried !== undefined;
    this.entries = start.carried?.timeline ?? [];
  }

  /** Opens the issue, or goes on from what the log holds of it. The code of the refusal when there is nothing to open. */
  async open(): Promise<string | null> {
    if (this.folded !== null) return null;
    try {
      this.takeUp(await openIssue(this.start));
      return null;
    } catch (error) {
      this.refused = refusalOf(error);
      this.jobs.splice(0).forEach((job) => job.fail(this.refused!));
      return this.refused.type ?? 'UNKNOWN';
    }
  }

  get state(): IssueState {
    if (this.folded === null) throw new Error(`${this.start.id} is not open yet.`);
    return this.folded;
  }
  get stateOrNull(): IssueState | null {
    return this.folded;
  }
  /** The state by which a command may be refused at the door; null while the log may know more than it. */
  get stateAtRest(): IssueState | null {
    const isWhole = this.folded !== null && !this.appending && !this.mustLook && !mayHaveForgotten(this.folded);
    return isWhole ? this.folded : null;
  }
  get timeline(): readonly TimelineEntry[] {
    return this.entries;
  }
  get id(): IssueId {
    return this.start.id;
  }
  get refusal(): ApplicationFailure | null {
    return this.refused;
  }

  openReceipt(): Receipt {
    const repeated = this.opened;
    this.opened = true;
    return this.receipt(1, repeated);
  }

  submit(job: Job): void {
    if (this.refused !== null) job.fail(this.refused);
    else this.jobs.push(job);
  }

  /** Asks for a look at the log before the next command or wake is served. */
  lookAtLog(): void {
    this.mustLook = true;
  }

  hasCommands = (): boolean => this.jobs.length > 0 || this.mustLook;
  isFinished = (): boolean => this.state.stage === 'closed' && !this.hasCommands() && allHandlersFinished();

  /** Waits until everybody has got an answer; true when nobody asked meanwhile, so that the run may end and the next begin. */
  async isQuiet(): Promise<boolean> {
    await condition(allHandlersFinished);
    return !this.hasCommands();
  }

  carryOn = (): IssueStart => ({ id: this.start.id, carried: { state: this.state, timeline: this.entries } });

  nextWake(): { readonly wake: Wake; readonly nowMs: number } | undefined {
    const wake = nextWake(this.state);
    return wake === undefined ? undefined : { wake, nowMs: Math.max(Date.now(), this.recordedAtMs) };
  }

  /** Everything that is to be done now, deadlines and commands in the order in which they came. */
  async serve(): Promise<void> {
    if (this.mustLook) {
      const opening = await openIssue({ id: this.id });
      this.mustLook = false;
      this.takeUp(opening);
    }
    for (let job = this.jobs.shift(); job !== undefined; job = this.jobs.shift()) {
      await this.serveWakes(job.receivedAtMs);
      try {
        job.answer(await this.settle(job.commandId(this.state), job.actor, job.occurredAtMs, job.decide));
      } catch (error) {
        job.fail(refusalOf(error));
      }
    }
    await this.serveWakes(Date.now());
  }

  /** Everything that fell due by then, each deadline under its own name, so that nobody can count it twice. */
  private async serveWakes(untilMs: number): Promise<void> {
    for (let due = dueWake(this.state, untilMs); due !== undefined; due = dueWake(this.state, untilMs)) {
      const { wake } = due;
      await this.settle(wakeKey(wake) as CommandId, 'ladder', undefined, (state, nowMs) =>
        decideWake(state, wake, nowMs),
      ).catch(
        // Somebody else decided it first, and the log was adopted: the next look at the wakes tells.
        (error: unknown) => {
          if (refusalOf(error).type !== 'NOT_DUE') throw error;
        },
      );
    }
  }

  private async settle(
    commandId: CommandId,
    actor: string,
    occurredAtMs: number | undefined,
    decide: (state: IssueState, nowMs: number) => Decision,
  ): Promise<Receipt> {
    for (;;) {
      const known = this.state.recent.find((entry) => entry.id === commandId);
      if (known !== undefined) return this.receipt(known.seq, true);
      const nowMs = Date.now();
      const decision = decide(this.state, nowMs);
      if (!decision.ok) {
        // An old command that comes again need not be possible any more to get its answer.
        const seq = mayHaveForgotten(this.state) ? await findCommand(this.id, commandId) : null;
        if (seq !== null) return this.receipt(seq, true);
        throw ApplicationFailure.nonRetryable(decision.refusal.message, decision.refusal.code, decision.refusal);
      }
      const from: Provenance = { actor, commandId, occurredAtMs: occurredAtMs ?? nowMs };
      const step = record(this.id, this.state, decision.events, from);
      const result = await this.append(step);
      if (result.outcome === 'appended') {
        this.folded = step.after;
        this.entries = [...this.entries, ...step.records.map(timelineEntry)].slice(-TIMELINE_SHOWN);
        this.recordedAtMs = result.recordedAtMs;
        return this.receipt(step.after.seq, false);
      }
      this.adopt(result.loaded);
      if (result.outcome === 'duplicate') return this.receipt(result.seq, true);
    }
  }

  private takeUp(opening: Opening): void {
    if (opening.outcome === 'found') {
      this.opened = true;
      this.adopt(opening.loaded);
      return;
    }
    if (this.start.report === undefined) throw new Error(`${this.id} was opened without a report.`);
    const { records, after } = openingStep(this.id, this.start.report, opening.rules, opening.nowMs);
    this.adopt({ state: after, timeline: records.map(timelineEntry), recordedAtMs: opening.recordedAtMs });
  }

  private async append(step: Step): Promise<Recording> {
    this.appending = true;
    try {
      return await appendStep(this.id, step);
    } finally {
      this.appending = false;
    }
  }

  private adopt(loaded: Loaded): void {
    this.folded = loaded.state;
    this.entries = loaded.timeline;
    this.recordedAtMs = loaded.recordedAtMs;
  }

  private receipt = (seq: number, repeated: boolean): Receipt => ({
    issue: this.id,
    seq,
    stage: this.state.stage,
    tier: this.state.tier,
    repeated,
  });
}

/** What an error means to a caller; a defect stays a defect and fails the workflow task, which keeps the issue for repair. */
function refusalOf(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof ApplicationFailure) return cause;
  throw error;
}
