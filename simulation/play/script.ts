/** What happens next in a made-up history: who does what, and when. */
import type { Command, Staffing } from '../../domain';
import type { CommandStep, HistoryStep } from '../history';
import type { Random } from '../random';
import type { Traits } from '../world/people';
import type { Player } from './player';
import { mischief } from './mischief';
import { proper } from './proper';
import { staffing } from '../world/staffing';
import { lookedUp, surroundings } from './surroundings';
import { commandTime, lateness } from './timing';

const NOBODY_LOOKED = {};
const DIGEST = '0123456789abc';

export class Script {
  /**
   * @param digested command ids carry a digest of what they ask for, as those of the clients do
   * @param restless people come and go: the directory often has something new to say
   */
  constructor(
    private readonly random: Random,
    private readonly traits: Traits,
    private readonly digested: boolean,
    private readonly restless: boolean,
    private readonly sent: CommandStep[] = [],
  ) {}

  /** Other people, and another chance, after what happened so far. */
  mark(): (random: Random, traits: Traits) => Script {
    const { length } = this.sent;
    return (random, traits) => new Script(random, traits, this.digested, this.restless, this.sent.slice(0, length));
  }

  /** Null when nothing more is to come. */
  next(player: Player): HistoryStep | null {
    const { random } = this;
    const { state, next } = player;
    const roll = random.next();
    if (roll < 0.02) return { do: 'again', afterMs: random.chance(0.5) ? 0 : random.below(5_000) };
    if (roll < 0.04 && next !== undefined)
      return { do: 'wake', afterMs: early(random, next.atMs - player.nowMs), ...this.present(player) };
    if (roll < 0.08 && this.sent.length > 0) return this.repeated(player);
    if (roll < 0.2) return this.send(player, mischief(random, state));
    if (state.stage === 'closed' && roll < 0.55) return null;
    const aside = surroundings(random, state, this.restless);
    if (aside !== null) return aside;
    const command = proper(random, this.traits, state, player.nowMs);
    if (command !== null) return this.send(player, command);
    return next === undefined
      ? null
      : { do: 'wake', afterMs: Math.max(0, next.atMs - player.nowMs) + lateness(random), ...this.present(player) };
  }

  private send(player: Player, command: Command): CommandStep {
    const name = `c${this.sent.length + 1}`;
    const id = this.digested ? `${name}~${DIGEST}` : name;
    const { afterMs, waitedMs } = commandTime(this.random, player);
    const found = { ...lookedUp(this.random, command, player.state), ...this.present(player) };
    const given = Object.keys(found).length === 0 ? undefined : found;
    const step: CommandStep = {
      do: 'command',
      afterMs,
      command,
      id,
      ...(waitedMs === 0 ? {} : { waitedMs }),
      ...(given === undefined ? {} : { given }),
    };
    this.sent.push(step);
    return step;
  }

  /** Who is there, now and then. */
  private present({ state }: Player): { readonly staffing?: Staffing } {
    if (!this.random.chance(this.restless ? 0.25 : 0.01)) return NOBODY_LOOKED;
    return { staffing: staffing(this.random, state) };
  }

  /** A command is sent again, sometimes under its own id for something else. */
  private repeated(player: Player): CommandStep {
    const before = this.random.pick(this.sent);
    if (!this.digested || !this.random.chance(0.3)) return { ...before, ...commandTime(this.random, player) };
    return {
      do: 'command',
      ...commandTime(this.random, player),
      command: mischief(this.random, player.state),
      id: before.id.replace(DIGEST, DIGEST.replace('0', 'z')),
    };
  }
}

const early = (random: Random, aheadMs: number): number =>
  random.chance(0.4) ? Math.max(0, aheadMs - 1) : random.below(Math.max(1, aheadMs));
