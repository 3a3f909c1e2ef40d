/** How a request gets to the gateway and its answer back: over HTTP, or over NATS. The client above knows no difference. */
import type { ServiceName } from '../../../contracts/services';
import type { IssueId, Span } from '../../../domain';
import type { EventSubscription } from '../issues';
import type { Watch } from '../reading/watch';

export type Field = string | number | boolean;

export interface Asked {
  readonly service: ServiceName;
  readonly issue?: IssueId;
  /** The parameters of a read, which are plain values, or the body of what changes something. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Names what changes something, so that it counts once however often it is sent. */
  readonly key?: string;
  /** The number of the event on which the decision rests. */
  readonly ifSeq?: number;
}

export interface Answered {
  readonly status: number;
  /** Parsed; undefined when it is no JSON. */
  readonly body: unknown;
  /** How long to stay away, in milliseconds, where the answer says it. */
  readonly retryAfterMs?: Span;
}

export interface Carrier {
  /** Who is asked, for people: an address without secrets. */
  readonly whom: string;
  /**
   * One attempt. Throws DoorstepError for what another attempt would meet again, and anything else when no answer came.
   *
   * @param signal of the attempt: its time is over, or its caller gave up
   */
  send(asked: Asked, signal: AbortSignal, withinMs: Span): Promise<Answered>;
  /** Whether the error says that nobody was reached: then nothing was carried out. */
  isAway(error: unknown): boolean;
  /** Calls back when there may be something new about an issue. */
  watch(issue: IssueId, changed: () => void): Watch;
  /** @param withinMs until it is ready, or is given up */
  subscribe(signal: AbortSignal | undefined, withinMs: Span): EventSubscription;
  close(): Promise<void>;
}
