/** What a channel is to the notifier: something that takes a letter to an address and says what became of it. */
import type { BundleKind, Channel, DeliveryReason } from '../../contracts/channels';
import type { Severity, Template } from '../../domain';
import type { NoticeMessage } from '../../messaging';
import type { Address } from '../../store';

/** Something that the reader can do with one tap. */
export interface LetterAction {
  /** One of contracts/act-from-notice, or several that the page behind the link lets choose from, joined by `+`. */
  readonly action: string;
  /** In the language of the letter. */
  readonly label: string;
  readonly url: string;
}

/** What every message has, whatever it says. The same message is the same whenever it is sent. */
interface Addressed {
  /** `<issue>:<seq>:<recipient>:<channel>`, the same however often it is sent; a bundle has its own name instead of an issue's. */
  readonly id: string;
  readonly recipient: string;
  readonly severity: Severity;
  /** When the notice, or the oldest of several, was queued, in milliseconds. */
  readonly queuedAtMs: number;
  readonly lang: string;
  readonly subject: string;
  readonly body: string;
}

/** One notice in the words of its reader, ready to go out. */
export interface Letter extends Addressed {
  readonly issue: string;
  readonly seq: number;
  readonly template: Template;
  readonly tier: number;
  readonly round: number;
  readonly facts: NoticeMessage['facts'];
  readonly category: string;
  readonly unit: string;
  /** None where this installation gives no links, or nothing can be answered by one. */
  readonly actions: readonly LetterAction[];
}

/** Several notices to one person as one message, of the severity of its most urgent one. */
export interface Bundle extends Addressed {
  readonly kind: BundleKind;
  /** The most urgent first; each as it would be by itself. */
  readonly items: readonly Letter[];
}

/** A text for one person that is about no issue: nobody else may read it, and nothing can be answered. */
export interface Note extends Omit<Addressed, 'recipient'> {
  readonly kind: 'code';
}

export const isBundle = (message: Letter | Bundle | Note): message is Bundle => 'items' in message;
export const isNote = (message: Letter | Bundle | Note): message is Note =>
  'kind' in message && message.kind === 'code';

export type Result =
  /** `delivered`: it is where its reader finds it; `sent`: the next server has it. */
  | { readonly outcome: 'sent' | 'delivered'; readonly receipt: string | null }
  | {
      readonly outcome: 'failed';
      readonly reason: DeliveryReason;
      /** Sending the same again can't succeed. */
      readonly permanent: boolean;
      /** The address does not exist any more, and nothing is to go there. */
      readonly gone?: true;
      /** The other side did not answer as a server that is well does: others that go there had better wait. */
      readonly unwell?: true;
    }
  /** The other side asks for patience. No fault of the message: no attempt is spent. */
  | { readonly outcome: 'busy'; readonly afterMs: number };

export interface Sender {
  /** People to whom messages are under way at once, of one notifier. */
  readonly parallel: number;
  /** What fails together: letters to one endpoint wait together while it is unwell. */
  endpointOf(address: Address): string;
  /** Never throws for what the other side does. Ends within a bound, or soon after `signal`. */
  send(message: Letter | Bundle, address: Address, signal: AbortSignal): Promise<Result>;
  /** The same for a note; undefined where it would be read by others, or by a program. */
  readonly sendNote?: (note: Note, address: Address, signal: AbortSignal) => Promise<Result>;
  close(): Promise<void>;
}

export type Senders = ReadonlyMap<Channel, Sender>;

export const failed = (
  reason: DeliveryReason,
  more: { readonly permanent?: boolean; readonly gone?: true; readonly unwell?: true } = {},
): Result => ({ outcome: 'failed', permanent: false, reason, ...more });
