/** What somebody was told, and how much time that leaves. */
import type { InboxMessage, IssueId } from '../../sdk';
import { between } from './chance';
import type { Character } from './character';
import type { Intention, Plan } from './intention';
import type { World } from './world';

export interface Told {
  readonly world: World;
  readonly person: string;
  readonly character: Character;
  readonly message: InboxMessage;
  readonly nowMs: number;
  /** Another issue of which they were told a while ago, about the same thing at the same place. */
  readonly alike?: IssueId;
}

export const isClosing = ({ world, nowMs }: Pick<Told, 'world' | 'nowMs'>): boolean => nowMs >= world.closingAtMs;

/** Not before everybody catches up: the ladder has all the time to climb past them. */
export const atClosing = (told: Told, intention: Intention): Plan => ({
  intention,
  afterMs: Math.max(0, told.world.closingAtMs - told.nowMs) + hours(told, 0, 1.5),
});

/** Nobody puts off what waits for them beyond the end of the day. */
export const byClosing = (told: Told, plan: Plan): Plan =>
  atClosing(told, plan.intention).afterMs < plan.afterMs ? atClosing(told, plan.intention) : plan;

export const roll = ({ world, person, message }: Told, ...names: readonly (string | number)[]): number =>
  world.chance(person, message.issue, ...names);

/** The time that the notice gives, in real milliseconds. */
export const allotted = ({ world, message }: Told): number =>
  Math.max(0, (message.facts.dueAtMs ?? message.queuedAtMs + 4 * world.hourMs) - message.queuedAtMs);

export const share = (told: Told, from: number, to: number): number =>
  allotted(told) * between(from, to, roll(told, 'share', told.message.template, told.message.tier, told.message.round));

export const hours = (told: Told, from: number, to: number): number =>
  told.world.hourMs *
  between(from, to, roll(told, 'hours', told.message.template, told.message.tier, told.message.round));
