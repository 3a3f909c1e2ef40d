/** Carries out what somebody meant to do, as far as it is still theirs to do. */
import { explain, pendingApproval, type IssueState } from '../../../domain';
import type { Lang } from '../../cli/words/words';
import { approvalId, issueId, type CommandName, type IssueId, type PersonId } from '../../sdk';
import type { Hands } from './hands';
import type { Intention, Plan } from './intention';
import { phrase, type Occasion } from './phrases';
import { goOn, isClosing, type Told } from './reactions';
import { staysSilent } from './silence';

export interface Doing {
  readonly told: Told;
  readonly by: PersonId;
  readonly lang: Lang;
  readonly hands: Hands;
  /** Means to do something else later. */
  readonly mean: (plan: Plan) => void;
}

/** A person looks at the issue first, as everybody does who opens a notice. */
export async function act(doing: Doing, intention: Intention): Promise<void> {
  const issue = issueId(doing.told.message.issue);
  await new Deed(doing, issue, await doing.hands.look(issue)).carryOut(intention);
}

class Deed {
  private readonly explained;

  constructor(
    private readonly doing: Doing,
    private readonly issue: IssueId,
    private readonly state: IssueState,
  ) {
    this.explained = explain(state);
  }

  async carryOut(intention: Intention): Promise<void> {
    const { issue, state } = this;
    const { by, hands, told } = this.doing;
    switch (intention.kind) {
      case 'take':
        return this.take();
      case 'pass-up':
        return this.passUp();
      case 'assign':
        return this.assign();
      case 'go-on':
        if (state.assignee === by || told.message.template === 'tier-alerted') this.goOn(state.approvals.length);
        return;
      case 'handle':
        return this.handle();
      case 'ask':
        return this.ask(intention.what);
      case 'decide':
        return this.decide(intention);
      case 'confirm':
        if (this.may('confirm') && !staysSilent(state, told)) await hands.give('confirm', issue, { by });
        return;
      case 'dispute':
        if (!this.may('dispute')) return;
        if (state.disputes > 0) await hands.give('confirm', issue, { by });
        else await hands.give('dispute', issue, { by, reason: this.say('dispute') });
        return;
      case 'reopen':
        if (!this.may('reopen') || state.reopenings > 0 || isClosing(told)) return;
        await hands.give('reopen', issue, { by, reason: this.say('reopen') });
        return;
      default:
        intention satisfies never;
    }
  }

  private async take(): Promise<void> {
    const { by, hands, told } = this.doing;
    if (this.may('acknowledge') && (await hands.give('acknowledge', this.issue, { by }))) this.goOn(0);
    else if (isClosing(told)) await this.handle();
  }

  private async passUp(): Promise<void> {
    const { by, hands } = this.doing;
    if (this.may('escalate')) await hands.give('escalate', this.issue, { by, reason: this.say('pass-up') });
    else if (this.may('acknowledge')) await this.take();
    // Nobody is above the last tier: it has to see to it.
    else await this.handle();
  }

  private async assign(): Promise<void> {
    const { by, hands } = this.doing;
    const [to] = this.state.rules.tiers[this.state.tier - 2]?.people ?? [];
    if (to === undefined || !this.may('assign')) await this.take();
    else await hands.give('assign', this.issue, { by, to });
  }

  private goOn(asked: number): void {
    const { told, mean } = this.doing;
    const due = this.explained.waits.find(({ what }) => what === 'handling')?.untilMs;
    mean(goOn(told, due == null ? 4 * told.world.hourMs : due - told.nowMs, asked));
  }

  private async handle(): Promise<void> {
    const { by, hands, told } = this.doing;
    const note = this.say('handled');
    if (this.may('handle')) {
      const careless = told.world.chance(by, this.issue, 'careless') < 0.12;
      if (careless && (await hands.give('handle', this.issue, { by, note, evidence: [] }))) return;
      await hands.give('handle', this.issue, { by, note, evidence: [{ kind: 'photo', ref: `demo-${this.issue}` }] });
    } else if (this.state.report.reporter === by && this.may('escalate')) {
      // Who reported a matter can't handle it: somebody else has to.
      await hands.give('escalate', this.issue, { by, reason: this.say('pass-up') });
    }
  }

  private async ask(what: 'extension' | 'force-close'): Promise<void> {
    const { by, hands, told } = this.doing;
    if (!this.may('request')) return;
    const asking = { by, reason: this.say(what) };
    const extendByMs = Math.ceil(this.state.rules.extension.limitMs / 2);
    const asked = await hands.give(
      'request',
      this.issue,
      what === 'extension' ? { ...asking, kind: what, extendByMs } : { ...asking, kind: what },
    );
    if (!asked) return this.goOn(1);
    // Some try to say yes to themselves.
    if (told.world.chance(by, this.issue, 'tries') < 0.3) await hands.give('approve', this.issue, { by });
  }

  private async decide({ approval, yes, blind }: Extract<Intention, { kind: 'decide' }>): Promise<void> {
    const { by, hands, told } = this.doing;
    if (!blind && pendingApproval(this.state)?.id !== approval) return;
    const said = { by, approval: approvalId(approval), reason: this.say(yes ? 'yes' : 'no') };
    if (told.character.signals) await hands.signalDecision(this.issue, yes, said);
    else await hands.give(yes ? 'approve' : 'reject', this.issue, said);
  }

  private may(command: CommandName): boolean {
    return this.explained.offers.some((offer) => offer.command === command && offer.whom.includes(this.doing.by));
  }

  private say(occasion: Occasion): string {
    const { told, by, lang } = this.doing;
    return phrase(lang, occasion, told.world.chance(by, this.issue, occasion));
  }
}
