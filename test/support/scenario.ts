/** A scenario of a procedure in the hands of real servers, step by step beside the rules alone. */
import { setTimeout as pause } from 'node:timers/promises';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId, Payload } from '../../clients/sdk';
import { nextWake, type Command, type CommandName, type Instant } from '../../domain';
import { pin } from '../../domain/directory/pin';
import { lookUpIn } from '../../domain/procedure/fixtures/look-up';
import { Play, type Entry } from '../../domain/procedure/fixtures/play';
import type { Scenario, When } from '../../domain/procedure/fixtures/scenario';
import type { Policies } from '../../domain/procedure/policies';
import { UNWATCHED } from './in-hours';
import type { World } from './world';

/** What the servers did is not what the rules say: either is wrong, or the machine was too slow for the clocks. */
export class Deviation extends Error {}

export interface Stage {
  readonly world: World;
  readonly policies: Policies;
  /** How much faster than life the clocks of the servers run. */
  readonly scale: number;
  readonly signal: AbortSignal;
}

/** How long after its instant something may come. */
const LATEST_MS = 30_000;
/** What instants of the rules and of the servers may differ by. */
const GRAIN_MS = 1_000;
/** How long nobody looks. */
const LOOK_MS = 1_000;

/** Throws Deviation as soon as the log can't become what the rules say any more. What is not closed in the end is withdrawn. */
export async function playForReal(stage: Stage, name: string, scenario: Scenario): Promise<void> {
  stage.signal.throwIfAborted();
  const issue = await stage.world.caller.report(scenario.report);
  try {
    await new RealPlay(stage, issue, name, scenario).run();
  } finally {
    // Nothing is to ring on behind the next scenario.
    const { stage: stands } = await stage.world.doorstep.get(issue);
    if (stands !== 'closed')
      await stage.world.caller.command('withdraw', issue, { by: scenario.report.reporter, reason: 'the end' });
  }
}

export const inWords = (timeline: readonly Entry[]): readonly string[] =>
  timeline.map((entry) =>
    'event' in entry ? `${entry.by} ${entry.event}` : `${entry.by} ${entry.command}: ${entry.refused.code}`,
  );

class RealPlay {
  private readonly rules: Play;
  /** When the scenario began, for what comes next: later and later, because answers take time. */
  private beganMs = 0;
  private nowMs: Instant;
  private at = 'at the report';

  constructor(
    private readonly on: Stage,
    private readonly issue: IssueId,
    private readonly name: string,
    private readonly scenario: Scenario,
  ) {
    const { policies } = on;
    this.nowMs = scenario.atMs;
    this.rules = new Play(scenario, pin(policies, scenario.report), UNWATCHED, lookUpIn(policies));
  }

  async run(): Promise<void> {
    await this.compare();
    for (const [index, { when, spot }] of this.scenario.steps.entries()) {
      const what = when.kind === 'does' ? `${when.command.by} ${when.command.type}` : 'time passes';
      this.at = `in step ${index + 1} (line ${spot.line}: ${what})`;
      await this.step(when);
    }
  }

  private async step(when: When): Promise<void> {
    this.on.signal.throwIfAborted();
    const refusal = this.rules.step(when);
    if (when.kind === 'does') {
      const refused = await this.give(when.command);
      if (refused !== refusal?.code) throw this.deviation(refusal?.code ?? 'an answer', refused ?? 'an answer');
      await this.compare();
    } else {
      this.nowMs = when.kind === 'until' ? Math.max(this.nowMs, when.atMs) : this.nowMs + when.ms;
      while (!(await this.compare()) || Date.now() < this.really(this.nowMs)) await this.untilNext();
    }
  }

  private really = (atMs: Instant): Instant => Math.round(this.beganMs + (atMs - this.scenario.atMs) / this.on.scale);

  /** Whether all has happened that the rules say; throws as soon as something else has. */
  private async compare(): Promise<boolean> {
    const left = this.rules.timeline.filter((entry) => 'event' in entry);
    const log = (await this.on.world.doorstep.timeline(this.issue)).slice(0, left.length);
    for (const [index, { actor, type, recordedAtMs }] of log.entries()) {
      const found = left.findIndex(({ by, event }) => by === actor && event === type);
      const next = left[0]!;
      // Deadlines of one instant have no order of their own.
      const together = left.slice(0, found + 1).every(({ by, atMs }) => by === 'ladder' && atMs === next.atMs);
      if (found < 0 || (found > 0 && !together))
        throw this.deviation(`${next.by} ${next.event}`, `${actor} ${type}`, index);
      left.splice(found, 1);
      this.beganMs = Math.max(this.beganMs, (recordedAtMs ?? 0) - (next.atMs - this.scenario.atMs) / this.on.scale);
    }
    return left.length === 0;
  }

  /** Sleeps until something may have come; throws when what is missing can't come any more. */
  private async untilNext(): Promise<void> {
    const wake = nextWake(await this.on.world.doorstep.get(this.issue));
    const endMs = this.really(this.nowMs);
    const isTooLate = Date.now() > endMs + LATEST_MS || (wake?.atMs ?? Infinity) > endMs + GRAIN_MS;
    if (isTooLate && !(await this.compare())) {
      const next = wake === undefined ? 'nothing more' : `nothing before ${wake.clock} in ${wake.atMs - endMs} ms`;
      throw this.deviation('more than has happened', next);
    }
    const nextMs = Math.min(wake?.atMs ?? Infinity, endMs) - Date.now();
    await pause(Math.min(LOOK_MS, Math.max(50, nextMs)), undefined, { signal: this.on.signal });
  }

  /** The code of the refusal, if there was one. Instants and spans that a command names are in the time of the servers. */
  private async give({ type, ...fields }: Command): Promise<string | undefined> {
    const payload: Record<string, unknown> = { ...fields };
    if (typeof payload['untilMs'] === 'number') payload['untilMs'] = this.really(payload['untilMs']);
    if (typeof payload['extendByMs'] === 'number')
      payload['extendByMs'] = Math.max(1, Math.round(payload['extendByMs'] / this.on.scale));
    try {
      // The union of commands and their names are tied together where they are written; the call can't be.
      await this.on.world.caller.command(type, this.issue, payload as unknown as Payload<CommandName>);
      return undefined;
    } catch (error) {
      if (error instanceof DoorstepError) return error.code;
      throw error;
    }
  }

  private deviation(expected: string, found: string, index?: number): Deviation {
    const where = index === undefined ? '' : ` as event ${index + 1}`;
    const line = `${this.name}, ${this.at}: the rules say ${expected}, the servers ${found}${where}.`;
    return new Deviation(`${line}\nThe rules: ${inWords(this.rules.timeline).join(', ')}`);
  }
}
