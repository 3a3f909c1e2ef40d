/**
 * Plays a history step by step, as the desk of a workflow would (workflows/desk.ts): what fell due before a command came
 * is decided first, a command that had to wait keeps the instant at which it came, and a known command id counts once.
 */
import {
  allowedCommands,
  callersId,
  isReused,
  isSameCommand,
  wakeKey,
  type CommandId,
  type Decision,
  type IssueEvent,
  type IssueId,
  type IssueState,
  type Recorded,
  type Staffing,
  type Wake,
} from '../../domain';
import type { LeadView } from '../../domain/capabilities/linking/messages';
import type { Engine } from '../engine';
import { staffingOf, type CommandStep, type EngineStep, type History, type HistoryStep } from '../history';
import type { Trace, Turn } from '../trace';
import { freeze } from './freeze';

export const ISSUE = 'i-sim' as IssueId;
/** So many deadlines at one instant are a loop. */
const ENDLESS = 60;

export class Player {
  readonly turns: Turn[];
  readonly log: Recorded[];
  nowMs: number;
  /** Commands are served in the order in which they came. */
  private receivedMs: number;
  /** Of commands, as their callers gave them: few, so that a list is looked through and copied faster than a set. */
  private readonly names: string[];
  private decided: Wake | null;
  private crash: string | null;
  private step: number;

  /**
   * @param careful states are frozen and the log goes through JSON: slower, and sees more
   * @param folds the whole log is folded once more at the end
   * @param from goes on from here instead of from the beginning
   */
  constructor(
    private readonly engine: Engine,
    private readonly given: Omit<History, 'steps'>,
    private readonly careful: boolean,
    private readonly folds: boolean,
    from?: Played,
  ) {
    this.turns = from?.turns ?? [];
    this.log = from?.log ?? [];
    this.names = from?.names ?? [];
    this.nowMs = from?.nowMs ?? given.startMs;
    this.receivedMs = from?.receivedMs ?? given.startMs;
    this.decided = from?.decided ?? null;
    this.crash = from?.crash ?? null;
    this.step = from?.step ?? -1;
    if (from !== undefined) return;
    this.attempt(() => {
      const events = engine.open(given.report, given.rules, this.nowMs);
      this.keep(OPENING, null, given.report.reporter, 'open', events);
    });
  }

  /** How it stands now: whoever goes on from there has a player of their own, and nothing is copied until somebody does. */
  mark(): () => Player {
    const { nowMs, receivedMs, decided, crash, step } = this;
    const [turns, records, known] = [this.turns.length, this.log.length, this.names.length];
    return () => {
      const [before, log, names] = [this.turns.slice(0, turns), this.log.slice(0, records), this.names.slice(0, known)];
      const from = { turns: before, log, names, nowMs, receivedMs, decided, crash, step };
      return new Player(this.engine, this.given, this.careful, this.folds, from);
    };
  }

  get crashed(): boolean {
    return this.crash !== null;
  }
  get last(): Turn {
    const last = this.turns.at(-1);
    if (last === undefined) throw new Error('Nothing was played.');
    return last;
  }
  get state(): IssueState {
    return this.last.after;
  }
  get next(): Wake | undefined {
    return this.last.next;
  }

  play(step: HistoryStep): void {
    this.step += 1;
    this.nowMs += step.afterMs;
    this.attempt(() => {
      if (step.do === 'command') this.serve(step);
      else if (step.do === 'again') this.wake(this.decided);
      else if (step.do === 'wake') this.wake(this.next ?? this.decided, step.staffing);
      else this.stir(step);
    });
  }

  /** The end: everything that is due by now is decided. */
  trace(): Trace {
    this.attempt(() => this.serveWakes(this.nowMs));
    const { report, rules } = this.given;
    const trace: Trace = { report, rules, turns: this.turns, crash: this.crash };
    if (!this.folds) return trace;
    let folded: IssueState | null = null;
    this.attempt(() => {
      const log = this.careful ? (JSON.parse(JSON.stringify(this.log)) as Recorded[]) : this.log;
      folded = this.engine.fold(ISSUE, log);
    });
    return { ...trace, folded, crash: this.crash };
  }

  private serve({ command, id, waitedMs = 0, given }: CommandStep): void {
    this.receivedMs = Math.max(this.receivedMs, this.nowMs - waitedMs);
    this.serveWakes(this.receivedMs);
    const before = this.state;
    const staffing = given?.staffing ?? null;
    const asked: Asked = { what: 'command', command, wake: null, lead: null, found: null, staffing };
    const known = this.known(before, id as CommandId);
    if (known !== null) return this.note(asked, id, known);
    const decision = this.engine.decide(before, command, this.nowMs, this.receivedMs, given);
    this.settle(asked, before, command.by, id, decision);
  }

  private known(state: IssueState, id: CommandId): 'repeated' | 'COMMAND_ID_REUSED' | null {
    // Most ids are new, and comparing with each of the recent ones is dear.
    const name = callersId(id);
    if (!this.names.includes(name)) {
      this.names.push(name);
      return null;
    }
    // What the state has forgotten the log knows.
    const sameOf = (known: { readonly id: CommandId }): boolean => isSameCommand(known.id, id);
    if (state.recent.some(sameOf) || this.log.some(({ commandId }) => commandId === id)) return 'repeated';
    return state.recent.some((known) => isReused(known.id, id)) ? 'COMMAND_ID_REUSED' : null;
  }

  private serveWakes(untilMs: number): void {
    for (let count = 0; this.next !== undefined && this.next.atMs <= untilMs; count += 1) {
      if (count > ENDLESS) throw new Error('The deadlines of one instant do not end.');
      this.decideWake(this.next);
    }
  }

  private wake(wake: Wake | null, staffing?: Staffing): void {
    if (wake === null) return;
    // Whoever came before would have been served by now.
    this.receivedMs = Math.max(this.receivedMs, this.nowMs);
    this.decideWake(wake, staffing);
  }

  private decideWake(wake: Wake, staffing?: Staffing): void {
    const given = staffing === undefined ? {} : { staffing };
    const decision = this.engine.decideWake(this.state, wake, this.nowMs, given);
    if (decision.ok) this.decided = wake;
    const asked: Asked = { what: 'wake', command: null, wake, lead: null, found: null, staffing: staffing ?? null };
    this.settle(asked, this.state, 'ladder', wakeKey(wake), decision);
    if (!decision.ok && wake.atMs <= this.nowMs && wake === this.next) throw new Error('A due deadline was refused.');
  }

  /** What the engine decides without a person and without a clock: what fell due before is decided first. */
  private stir(step: EngineStep): void {
    this.receivedMs = Math.max(this.receivedMs, this.nowMs);
    this.serveWakes(this.nowMs);
    const before = this.state;
    const lead: LeadView | null = step.do === 'lead' ? step.lead : null;
    const found = step.do === 'not-told' ? step.found : null;
    const asked: Asked = { what: 'engine', command: null, wake: null, lead, found, staffing: staffingOf(step) ?? null };
    const events = this.byEngine(step, before);
    if (events.length > 0) this.keep(asked, before, 'engine', `engine:${this.step}`, events);
    // That nothing came of a look is to be judged too.
    else if (step.do === 'hand-over' || step.do === 'not-told') this.note(asked, `engine:${this.step}`, 'accepted');
  }

  private byEngine(step: EngineStep, state: IssueState): readonly IssueEvent[] {
    switch (step.do) {
      case 'lead':
        return this.engine.followLead(state, step.lead, this.nowMs, step.staffing);
      case 'follower':
        return this.engine.followerChange(state, step.follower, step.joins);
      case 'hand-over':
        return this.engine.handOverNow(state, step.staffing, this.nowMs);
      case 'not-told':
        return this.engine.notToldNow(state, step.found, this.nowMs, step.staffing);
      case 'quarantine':
        return state.quarantine !== undefined || state.stage === 'closed'
          ? []
          : [{ type: 'quarantined', what: 'simulated', atMs: this.nowMs }];
      default:
        return step satisfies never;
    }
  }

  private settle(asked: Asked, before: IssueState, actor: string, id: string, decision: Decision): void {
    if (decision.ok) this.keep(asked, before, actor, id, decision.events);
    else this.note(asked, id, decision.refusal.code);
  }

  private keep(
    asked: Asked,
    before: IssueState | null,
    actor: string,
    id: string,
    events: readonly IssueEvent[],
  ): void {
    const from = { actor, commandId: id as CommandId, occurredAtMs: this.nowMs };
    const { records, after, notices } = this.engine.record(ISSUE, before, events, from);
    if (this.careful) {
      freeze(after);
      // Nobody looks at them here; that they can be said is looked at.
      allowedCommands(after);
    }
    for (const record of records) this.log.push(record);
    const next = this.engine.nextWake(after);
    this.push(asked, id, 'accepted', records, notices, before, after, next);
  }

  private note(asked: Asked, id: string, outcome: Turn['outcome']): void {
    const { after, next } = this.last;
    this.push(asked, id, outcome, NONE, NONE, after, after, next);
  }

  private push(
    asked: Asked,
    id: string,
    outcome: Turn['outcome'],
    records: Turn['records'],
    told: Turn['told'],
    before: IssueState | null,
    after: IssueState,
    next: Wake | undefined,
  ): void {
    const { command, wake, what, lead, found, staffing } = asked;
    const { step, nowMs, receivedMs: receivedAtMs } = this;
    // Written out on purpose: one shape for all turns, of which there are millions.
    this.turns.push({
      what,
      command,
      wake,
      lead,
      found,
      staffing,
      step,
      nowMs,
      receivedAtMs,
      id,
      outcome,
      records,
      told,
      before,
      after,
      next,
    });
  }

  private attempt(work: () => void): void {
    if (this.crashed) return;
    try {
      work();
    } catch (error) {
      this.crash = error instanceof Error ? error.message : String(error);
    }
  }
}

/** Where a player stands, in lists that are its own. */
interface Played {
  readonly turns: Turn[];
  readonly log: Recorded[];
  readonly names: string[];
  readonly nowMs: number;
  readonly receivedMs: number;
  readonly decided: Wake | null;
  readonly crash: string | null;
  readonly step: number;
}

type Asked = Pick<Turn, 'what' | 'command' | 'wake' | 'lead' | 'found' | 'staffing'>;
const OPENING: Asked = { what: 'opening', command: null, wake: null, lead: null, found: null, staffing: null };
const NONE: readonly never[] = [];
