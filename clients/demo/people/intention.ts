/** What a person means to do about an issue, and when. Whether it is still theirs to do is seen at that time. */

export type Intention =
  /** Acknowledge it, and see about the rest. */
  | { readonly kind: 'take' }
  | { readonly kind: 'pass-up' }
  /** Give it to somebody of the tier below, who then takes it. */
  | { readonly kind: 'assign' }
  /** Go on with what was taken before: handle it, ask for something, pass it up or forget it. */
  | { readonly kind: 'go-on' }
  /** Handle it now; `careless` forgets the evidence at first. */
  | { readonly kind: 'handle' }
  | { readonly kind: 'ask'; readonly what: 'extension' | 'force-close' }
  /** `blind`: without looking whether somebody decided already. */
  | { readonly kind: 'decide'; readonly approval: string; readonly yes: boolean; readonly blind: boolean }
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
      return 'answer';
    case 'take':
    case 'pass-up':
    case 'assign':
    case 'go-on':
    case 'handle':
    case 'ask':
      return 'work';
    default:
      return intention satisfies never;
  }
};
