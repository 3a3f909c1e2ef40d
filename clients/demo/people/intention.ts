/** What a person means to do about an issue, and when. Whether it is still theirs to do is seen at that time. */
import type { IssueId, PartyKey } from '../../sdk';

export type Asked = 'extension' | 'force-close' | 'suspension';

export type Intention =
  /** Acknowledge it, and see about the rest. */
  | { readonly kind: 'take' }
  | { readonly kind: 'pass-up' }
  /** Give it to somebody of the tier below, who then takes it. */
  | { readonly kind: 'assign' }
  /** Name somebody who does in their place what waits for them. */
  | { readonly kind: 'delegate' }
  /** It is the same matter as another one. */
  | { readonly kind: 'link'; readonly to: IssueId }
  /** Go on with what was taken before: handle it, ask for something, pass it up or forget it. */
  | { readonly kind: 'go-on' }
  /** Handle it now; `careless` forgets the evidence at first. */
  | { readonly kind: 'handle' }
  | { readonly kind: 'dispatch'; readonly to: PartyKey }
  /** Blow the whistle for them. */
  | { readonly kind: 'summon'; readonly parties: readonly PartyKey[] }
  | { readonly kind: 'ask'; readonly what: Asked }
  /** `blind`: without looking whether somebody decided already. */
  | { readonly kind: 'decide'; readonly approval: string; readonly yes: boolean; readonly blind: boolean }
  /** Of a unit that was summoned. */
  | { readonly kind: 'report-in' }
  | { readonly kind: 'finish' }
  /** Look at a report before it counts. */
  | { readonly kind: 'verify' }
  /** Look on the spot at what was done. */
  | { readonly kind: 'check' }
  /** Call the resident. */
  | { readonly kind: 'call' }
  | { readonly kind: 'supervise' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'comment' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'dispute' }
  | { readonly kind: 'reopen' };

export interface Plan {
  readonly intention: Intention;
  /** Real milliseconds from now. */
  readonly afterMs: number;
}

/** A later plan about the same thing replaces an earlier one. */
export const subjectOf = (intention: Intention): string => {
  switch (intention.kind) {
    case 'decide':
      return `decide ${intention.approval}`;
    case 'confirm':
    case 'dispute':
    case 'reopen':
      return 'resident';
    case 'take':
    case 'pass-up':
    case 'assign':
    case 'delegate':
    case 'link':
    case 'go-on':
    case 'handle':
    case 'dispatch':
    case 'summon':
    case 'ask':
      return 'work';
    case 'report-in':
    case 'finish':
      return 'part';
    case 'verify':
    case 'check':
    case 'call':
    case 'supervise':
    case 'answer':
    case 'comment':
    case 'withdraw':
      return intention.kind;
    default:
      return intention satisfies never;
  }
};

/** What somebody means to do about an issue that waits for them. */
export const isWork = (intention: Intention): boolean => subjectOf(intention) === 'work';
