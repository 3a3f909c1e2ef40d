/** One search for who is on duty: what has been found so far, and how long each finding holds at least. */
import { holdsAt, type Deputyship, type Layer } from '../directory/staffing';
import type { Instant, PersonId } from '../kernel/ids';
import type { Hop } from './duty';
import { hoursAt } from './hours';
import type { Plan, Roster } from './roster';
import { turnAt, type Turn } from './turns';

export class Search {
  readonly hops: Hop[] = [];
  /** Nothing that was looked at changes before. */
  changesAtMs: Instant = Infinity;

  constructor(
    readonly roster: Roster,
    readonly plan: Plan,
    readonly atMs: Instant,
    /** Whoever is found holds all of these. */
    readonly competence: readonly string[] = [],
  ) {}

  /** Holders of the post who are there or stood in for, each once. */
  wholePost(): readonly PersonId[] {
    const found = this.plan.post.people
      .filter((person) => this.holds(person))
      .flatMap((person) => this.take(person) ?? []);
    return [...new Set(found)];
  }

  /** By the last override that has somebody and is not only in the place of another. */
  byOverride(): PersonId | undefined {
    for (const { person, untilMs, instead, ...when } of this.plan.overrides) {
      if (instead !== undefined || !holdsAt({ ...when, untilMs }, this.atMs)) continue;
      this.note('override', { person, untilMs });
      const found = this.presentOrDeputy(person);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /**
   * By the last layer of the rotation that has somebody.
   * @returns null when no layer is on, which is a gap that somebody planned
   */
  byRotation(layers: readonly Layer[]): PersonId | null | undefined {
    let on = false;
    for (const layer of layers.toReversed()) {
      const turn = this.turnOf(layer);
      if (turn === undefined) continue;
      on = true;
      this.note('rotation', { person: turn.person, untilMs: turn.untilMs });
      const found = this.take(turn.person) ?? this.nextOf(layer, turn);
      if (found !== undefined) return found;
    }
    return on ? undefined : null;
  }

  /** Whoever has the next turn and is there. */
  private nextOf({ people }: Layer, turn: Turn): PersonId | undefined {
    for (const person of [...people.slice(turn.index + 1), ...people.slice(0, turn.index)]) {
      const instead = this.swapFor(person)?.person ?? person;
      if (!this.isThere(instead) || (instead === person && !this.holds(person))) continue;
      this.note('next-on-duty', { person, for: turn.person });
      return this.take(person);
    }
    return undefined;
  }

  /** Undefined before the first turn and outside the hours of the layer. */
  private turnOf(layer: Layer): Turn | undefined {
    const turn = turnAt(layer, this.plan.clock, this.atMs);
    if (turn === undefined) {
      this.until(layer.startMs);
      return undefined;
    }
    const hours = layer.hours && hoursAt(layer.hours, this.plan.clock, this.atMs);
    const untilMs = Math.min(turn.untilMs, hours?.untilMs ?? Infinity);
    if (hours?.on === false) {
      this.until(hours.untilMs);
      return undefined;
    }
    this.until(untilMs);
    return { ...turn, untilMs };
  }

  /** Whoever really is on duty for somebody whose turn it is: by an exchange, themselves, or by their deputy. */
  private take(person: PersonId): PersonId | undefined {
    const swap = this.swapFor(person);
    if (swap !== undefined) {
      this.note('override', { person: swap.person, for: person, untilMs: swap.untilMs });
      return this.presentOrDeputy(swap.person);
    }
    if (this.holds(person)) return this.presentOrDeputy(person);
    this.note('left', { person });
    return undefined;
  }

  private presentOrDeputy(person: PersonId): PersonId | undefined {
    if (!this.roster.belongs(person, this.atMs)) {
      this.note('left', { person });
      return undefined;
    }
    const backMs = this.roster.awayUntil(person, this.atMs);
    if (backMs === undefined && this.isCompetent(person)) return person;
    if (backMs === undefined) this.note('not-competent', { person });
    else this.note('absent', { person, untilMs: backMs });
    const standsIn = this.deputyOf(person);
    if (standsIn === undefined) return undefined;
    this.note('deputy', {
      person: standsIn.deputy,
      for: person,
      untilMs: Math.min(backMs ?? Infinity, standsIn.untilMs ?? Infinity),
    });
    return standsIn.deputy;
  }

  /** The first who is there; whoever is there and lacks what is asked is told of. */
  private deputyOf(person: PersonId): Deputyship | undefined {
    for (const one of this.roster.deputiesOf(person)) {
      if (!holdsAt(one, this.atMs) || !this.isPresent(one.deputy)) continue;
      if (this.isCompetent(one.deputy)) return one;
      this.note('not-competent', { person: one.deputy, for: person });
    }
    return undefined;
  }

  private swapFor(person: PersonId) {
    return this.plan.overrides.find((one) => one.instead === person && holdsAt(one, this.atMs));
  }

  private isPresent(person: PersonId): boolean {
    return this.roster.belongs(person, this.atMs) && this.roster.awayUntil(person, this.atMs) === undefined;
  }

  private isThere(person: PersonId): boolean {
    return this.isPresent(person) && this.isCompetent(person);
  }

  /** A competence expires; none begins later. */
  private isCompetent(person: PersonId): boolean {
    const untilMs = this.roster.competentUntil(person, this.competence, this.atMs);
    if (untilMs !== undefined) this.until(untilMs);
    return untilMs !== undefined;
  }

  /** Whether somebody holds the post at this instant. */
  private holds(person: PersonId): boolean {
    const terms = this.plan.terms.get(person) ?? [];
    return this.roster.belongs(person, this.atMs) && terms.some((term) => holdsAt(term, this.atMs));
  }

  note(why: Hop['why'], { untilMs = Infinity, ...who }: Omit<Hop, 'why'> = {}): void {
    this.hops.push({ why, ...who, ...(untilMs < Infinity ? { untilMs } : {}) });
  }

  private until(atMs: Instant): void {
    this.changesAtMs = Math.min(this.changesAtMs, atMs);
  }
}
