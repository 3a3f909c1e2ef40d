/**
 * Where the commands of one issue are served one after another: decide, append, evolve.
 * The log decides: when it holds more than this state, the state is adopted from it and the decision made again.
 */
import { allHandlersFinished, condition, log, type ApplicationFailure } from '@temporalio/workflow';
import { timelineEntry, type IssueStart, type Receipt, type TimelineEntry } from '../contracts/workflow';
import {
  dueWake,
  isReused,
  isSameCommand,
  mayHaveForgotten,
  nextWake,
  spreadOf,
  type CommandId,
  type Instant,
  type IssueId,
  type IssueState,
  type Staffing,
  type Wake,
} from '../domain';
import type { Loaded, Opening, Recording } from '../activities';
import type { Ring } from './alarm';
import { appendStep, openIssue, standing } from './append';
import type { Job, Task } from './job';
import { refusalOf, reused, unlessNotDue } from './refusals';
import { openedAs, type AnsweredOpening } from './opened-as';
import { follow } from './rules-broke';
import { makeStep } from './step';
import { QUARANTINE, quarantineTask, tasksAround, wakeTask } from './tasks';

/** How many entries of the timeline a running workflow shows; the log has all. */
const TIMELINE_SHOWN = 100;
/** The door refuses by a state that was seen to be the log's no longer ago than this. */
const TRUSTED_MS = 1_000;
/** A database's clock that is further ahead than this is not believed about the present. */
const CLOCKS_APART_MS = 2_000;

type ToAppend = Parameters<typeof appendStep> extends [IssueId, ...infer Rest] ? Rest : never;

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
  /** When this state was last seen to be what the log holds. */
  private seenAtMs = 0;
  private serving = false;
  /** When this workflow last had something to do. */
  private stirredAtMs = Date.now();

  constructor(private readonly start: IssueStart) {
    this.folded = start.carried?.state ?? null;
    this.opened = start.carried !== undefined;
    this.entries = start.carried?.timeline ?? [];
  }

  /** Opens the issue, or goes on from what the log holds of it. The code of the refusal when there is nothing to open. */
  async open(): Promise<string | null> {
    if (this.folded !== null) return null;
    const { opening } = this.start;
    try {
      this.takeUp(opening === undefined ? await openIssue(this.start) : { outcome: 'answered', ...opening });
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
    return isWhole && Date.now() - this.seenAtMs < TRUSTED_MS ? this.folded : null;
  }
  /**
   * When what comes in now reached the workflow. While no worker was there it may have waited with a deadline that fell
   * due meanwhile, and nobody can tell any more which came first: then it did, in favour of whoever moved.
   */
  get receivedAtMs(): Instant {
    return this.serving ? Date.now() : this.stirredAtMs;
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
    // Whoever came while the last step was under way waits for this desk: then there is more to serve first.
    await condition(() => allHandlersFinished() || this.hasCommands());
    return !this.hasCommands();
  }

  carryOn = (): IssueStart => ({ id: this.start.id, carried: { state: this.state, timeline: this.entries } });

  nextWake(): Ring | undefined {
    const wake = nextWake(this.state);
    if (wake === undefined) return undefined;
    const nowMs = Date.now();
    const isNearer = this.recordedAtMs > nowMs && this.recordedAtMs < nowMs + CLOCKS_APART_MS;
    return { wake, spreadMs: spreadOf(this.state, wake), nowMs: isNearer ? this.recordedAtMs : nowMs };
  }

  /** What is worked out of the state by its rules; should they break on it, what is worked out of it in quarantine. */
  async plan(work: () => void): Promise<void> {
    for (let planned = follow(work); !planned.ok; planned = follow(work))
      await this.quarantine('deadlines', planned.error);
  }

  /** Something has come, or a deadline: notes when. */
  stir = (): void => {
    this.stirredAtMs = Date.now();
  };

  /** Everything that is to be done now, deadlines and commands in the order in which they came. */
  async serve(): Promise<void> {
    this.serving = true;
    try {
      await this.serveAll();
    } finally {
      this.serving = false;
      this.stir();
    }
  }

  private async serveAll(): Promise<void> {
    if (this.mustLook) {
      const opening = await openIssue({ id: this.id });
      this.mustLook = false;
      this.takeUp(opening);
      for (const task of await tasksAround(this.state)) await this.settle(...task).catch(unlessNotDue);
    }
    for (let job = this.jobs.shift(); job !== undefined; job = this.jobs.shift()) {
      await this.serveWakes(job.receivedAtMs);
      try {
        job.answer(await this.settle(job.commandId(this.state), job));
      } catch (error) {
        job.fail(refusalOf(error));
      }
    }
    await this.serveWakes(Date.now());
  }

  /** Everything that fell due by then, each deadline under its own name, so that nobody can count it twice. */
  private async serveWakes(untilMs: number): Promise<void> {
    for (;;) {
      const due = follow(() => dueWake(this.state, untilMs));
      if (!due.ok) await this.quarantine('deadlines', due.error);
      else if (due.value === undefined) return;
      else await this.serveWake(due.value.wake);
    }
  }

  private async serveWake(wake: Wake): Promise<void> {
    // Somebody else may have decided it first, and the log was adopted: the next look at the wakes tells.
    await this.settle(...wakeTask(wake)).catch(unlessNotDue);
  }

  /** Whatever went on meanwhile is judged anew: only the state on which the rules broke is put aside. */
  private async quarantine(what: string, error: unknown): Promise<void> {
    const { seq, quarantine } = this.state;
    // Not even in quarantine, or into it: a defect, which keeps the issue for repair.
    if (quarantine !== undefined || what === QUARANTINE) throw error;
    log.error('the rules of an issue can not be followed', { issue: this.id, seq, what, error });
    await this.settle(...quarantineTask(seq, what)).catch(unlessNotDue);
  }

  private async settle(commandId: CommandId, task: Task): Promise<Receipt> {
    // By when and by whom it is decided again: after a stale step, and when others are there than it went by.
    let atLeastMs = 0;
    let present: Staffing | undefined;
    for (;;) {
      const known = this.state.recent.find((entry) => isSameCommand(entry.id, commandId));
      if (known !== undefined) return this.receipt(known.seq, true);
      if (this.state.recent.some((entry) => isReused(entry.id, commandId))) throw reused(commandId);
      const made = await makeStep(this.state, commandId, task, atLeastMs, present);
      if ('broke' in made) {
        await this.quarantine(task.what, made.broke);
        continue;
      }
      if ('refused' in made) {
        // An old command that comes again need not be possible any more to get its answer, and only the log's state refuses.
        const stand = await standing(this.id, commandId);
        if (stand.commandSeq !== null) return this.receipt(stand.commandSeq, true);
        if (stand.seq !== this.state.seq) {
          this.takeUp(await openIssue({ id: this.id }));
          continue;
        }
        this.seenAtMs = Date.now();
        throw made.refused;
      }
      const result = await this.append(made.step, made.nowMs, made.people, task.trace);
      present = undefined;
      switch (result.outcome) {
        case 'appended': {
          // Replayed after a crash, this may be another instant than the one at which it was decided: the log's counts.
          const { decidedAtMs = made.nowMs } = result;
          const step = decidedAtMs === made.nowMs ? made.step : made.decidedAt(decidedAtMs);
          this.folded = step.after;
          this.entries = [...this.entries, ...step.records.map(timelineEntry)].slice(-TIMELINE_SHOWN);
          this.seen(result.recordedAtMs);
          return this.receipt(step.after.seq, false);
        }
        case 'stale':
          atLeastMs = result.nowMs;
          break;
        case 'others-there':
          present = result.staffing;
          break;
        case 'reused':
          throw reused(commandId);
        case 'conflict':
          this.adopt(result.loaded);
          break;
        case 'duplicate':
          this.adopt(result.loaded);
          return this.receipt(result.seq, true);
        default:
          return result satisfies never;
      }
    }
  }

  private takeUp(opening: Opening | AnsweredOpening): void {
    this.opened ||= opening.outcome !== 'opened';
    this.adopt(opening.outcome === 'found' ? opening.loaded : openedAs(this.start, opening));
    // Only the log could say what has happened since.
    if (opening.outcome === 'answered') this.seenAtMs = opening.recordedAtMs;
  }

  private async append(...recorded: ToAppend): Promise<Recording> {
    this.appending = true;
    try {
      return await appendStep(this.id, ...recorded);
    } finally {
      this.appending = false;
    }
  }

  private adopt(loaded: Loaded): void {
    this.folded = loaded.state;
    this.entries = loaded.timeline;
    this.seen(loaded.recordedAtMs);
  }

  private seen(recordedAtMs: Instant): void {
    this.recordedAtMs = recordedAtMs;
    this.seenAtMs = Date.now();
  }

  private receipt = (seq: number, repeated: boolean): Receipt => ({
    issue: this.id,
    seq,
    stage: this.state.stage,
    tier: this.state.tier,
    repeated,
  });
}
