/** One simulated person: learns of things from the own inbox only, means to do something about them, and does it later. */
import { personId, type Doorstep, type InboxMessage, type PersonId } from '../../sdk';
import type { Lang } from '../../cli/words/words';
import { act } from './act';
import type { Character } from './character';
import { Hands } from './hands';
import { isWork, subjectOf, type Intention, type Plan } from './intention';
import type { Ledger } from './ledger';
import { Memory } from './memory';
import { reaction } from './reactions';
import { byClosing, type Told } from './told';
import type { World } from './world';

export interface ActorOptions {
  readonly person: string;
  readonly lang: Lang;
  readonly character: Character;
  readonly doorstep: Doorstep;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
}

export class Actor {
  readonly person: PersonId;
  private readonly hands: Hands;
  private readonly plans = new Map<string, NodeJS.Timeout>();
  /** Issues that this person means to reopen. */
  private readonly returning = new Set<string>();
  private readonly memory = new Memory();
  private acting = 0;

  constructor(private readonly options: ActorOptions) {
    const { person, doorstep, ledger, signal } = options;
    this.person = personId(person);
    this.hands = new Hands(person, doorstep, ledger, signal);
    signal.addEventListener('abort', () => this.plans.forEach((timer) => clearTimeout(timer)), { once: true });
  }

  /** Resolves to the begin of the day once nothing that is told from now on can be missed. */
  async listen(): Promise<(world: World) => void> {
    const { doorstep, signal } = this.options;
    const inbox = doorstep.inbox(this.person, { since: 'new', signal });
    await inbox.ready;
    return (world) => void this.hear(inbox, world).catch((error: unknown) => this.fault('the inbox ended', error));
  }

  /** Nothing under way, and nothing meant that could still change a closed issue. */
  isIdle = (): boolean => this.acting === 0 && this.returning.size === 0;

  private async hear(inbox: AsyncIterable<InboxMessage>, world: World): Promise<void> {
    for await (const message of inbox) {
      this.options.ledger.receive(message.id);
      const alike = this.memory.alike(message, world.hourMs);
      const told: Told = {
        person: this.person,
        character: this.options.character,
        world,
        message,
        nowMs: Date.now(),
        ...(alike === undefined ? {} : { alike }),
      };
      if (this.options.character.diligence !== 'absent') this.start(() => this.hands.read(message.id));
      this.mean(told, reaction(told));
    }
  }

  private mean(told: Told, plan: Plan | null): void {
    if (plan === null) return;
    const subject = `${told.message.issue} ${subjectOf(plan.intention)}`;
    clearTimeout(this.plans.get(subject));
    const afterMs = isWork(plan.intention) ? byClosing({ ...told, nowMs: Date.now() }, plan).afterMs : plan.afterMs;
    if (plan.intention.kind === 'reopen') this.returning.add(subject);
    const timer = setTimeout(() => {
      this.plans.delete(subject);
      this.returning.delete(subject);
      this.start(() => this.act(told, plan.intention));
    }, afterMs);
    this.plans.set(subject, timer);
  }

  private act(told: Told, intention: Intention): Promise<void> {
    const { hands, options } = this;
    const mean = (plan: Plan): void => this.mean(told, plan);
    return act({ told: { ...told, nowMs: Date.now() }, by: this.person, lang: options.lang, hands, mean }, intention);
  }

  private start(work: () => Promise<void>): void {
    this.acting += 1;
    void work()
      .catch((error: unknown) => this.fault('an action failed', error))
      .finally(() => (this.acting -= 1));
  }

  private fault(what: string, error: unknown): void {
    if (this.options.signal.aborted) return;
    this.options.ledger.faults.push(
      `${this.person}: ${what}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
