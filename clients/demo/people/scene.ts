/** Somebody in front of an issue: what it says, and what of it is theirs to do. */
import { explain, type IssueState } from '../../../domain';
import type { Lang } from '../../cli/words/words';
import type { CommandName, Commands, IssueId, PersonId } from '../../sdk';
import type { Hands } from './hands';
import type { Plan } from './intention';
import { phrase, type Occasion } from './phrases';
import type { Told } from './told';

export interface Doing {
  readonly told: Told;
  readonly by: PersonId;
  readonly lang: Lang;
  readonly hands: Hands;
  /** Means to do something else later. */
  readonly mean: (plan: Plan) => void;
}

export class Scene {
  readonly explained;
  /** In whose places they may act: their own, and those of the people who made them their deputy. */
  private readonly places: readonly PersonId[];

  constructor(
    readonly doing: Doing,
    readonly issue: IssueId,
    readonly state: IssueState,
  ) {
    this.explained = explain(state);
    const from = (state.delegations ?? []).filter(({ to }) => to === doing.by).map((one) => one.from);
    this.places = [doing.by, ...from];
  }

  get told(): Told {
    return this.doing.told;
  }

  get by(): PersonId {
    return this.doing.by;
  }

  may(command: CommandName): boolean {
    return this.explained.offers.some(
      (offer) => offer.command === command && offer.whom.some((person) => this.places.includes(person)),
    );
  }

  /** True when it was done, false when the rules refused it. */
  give<N extends CommandName>(name: N, payload: Omit<Parameters<Commands[N]>[1], 'by'>): Promise<boolean> {
    const said = { by: this.by, ...payload } as unknown as Parameters<Commands[N]>[1];
    return this.doing.hands.give(name, this.issue, said);
  }

  mean(plan: Plan): void {
    this.doing.mean(plan);
  }

  say(occasion: Occasion): string {
    return phrase(this.doing.lang, occasion, this.chance(occasion));
  }

  /** Of this person with this issue. */
  chance(what: string): number {
    return this.told.world.chance(this.by, this.issue, what);
  }

  evidence(): { readonly kind: string; readonly ref: string }[] {
    return [{ kind: 'photo', ref: `demo-${this.issue}` }];
  }
}
