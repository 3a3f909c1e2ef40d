/** One reader of the log for all listeners of this process. */
import type { Logger } from 'pino';
import { cloudEvent } from '../../../messaging';
import { followLog, isBefore, logEnd, type Database, type FollowedEvent, type LogPlace } from '../../../store';

/** An event as every listener is sent it: made into text once. */
export interface Broadcast extends FollowedEvent {
  readonly type: string;
  /** The lines of an SSE message behind its id. */
  readonly lines: string;
}

export interface Listener {
  /** Called in the order of the log, with every event after the place at which it joined. */
  hear(event: Broadcast): void;
  /** Every fifteen seconds. @param place how far the reader is */
  beat(place: LogPlace): void;
}

export interface HubOptions {
  readonly database: Database;
  readonly log: Pick<Logger, 'warn'>;
  /** Calls back when the log may have grown, until it is told to stop: a hint only. */
  readonly hints: (grown: () => void) => () => void;
  readonly stopping: AbortSignal;
}

const PAGE = 500;
/** How often it looks by itself: hints tell sooner, and an outage of theirs costs no more than this. */
const POLL_MS = 250;
/** An event that a running transaction may still come before is looked for again soon. */
const WAITING_MS = 5;
const AFTER_FAILURE_MS = 1_000;
const BEAT_MS = 15_000;

export class LogHub {
  private readonly listeners = new Set<Listener>();
  private place: LogPlace | undefined;
  private starting: Promise<LogPlace> | undefined;
  private wake: () => void = () => undefined;
  private hasHint = false;
  private waits = 0;

  constructor(private readonly options: HubOptions) {}

  get size(): number {
    return this.listeners.size;
  }

  /** How far it has read; it reads on from here as long as anybody listens. Throws what the database throws. */
  async start(): Promise<LogPlace> {
    if (this.place !== undefined) return this.place;
    this.starting ??= logEnd(this.options.database)
      .then((place) => {
        this.place = place;
        void this.follow();
        return place;
      })
      .finally(() => (this.starting = undefined));
    return this.starting;
  }

  /** False when it does not read, or is further than the listener, who then would miss something: read on, and try again. */
  join(listener: Listener, at: LogPlace): boolean {
    if (this.place === undefined || isBefore(at, this.place)) return false;
    this.listeners.add(listener);
    return true;
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
    this.wake();
  }

  private async follow(): Promise<void> {
    const { hints, stopping } = this.options;
    const stopHints = hints(() => {
      this.hasHint = true;
      this.wake();
    });
    const beats = setInterval(() => this.beat(), BEAT_MS).unref();
    const end = () => this.wake();
    stopping.addEventListener('abort', end, { once: true });
    let idleTurns = 0;
    // Who is about to join needs a moment, and who comes back finds it reading.
    while (!stopping.aborted && (this.listeners.size > 0 || idleTurns < PATIENT_TURNS)) {
      idleTurns = this.listeners.size > 0 ? 0 : idleTurns + 1;
      await this.rest(await this.readOn());
    }
    this.place = undefined;
    clearInterval(beats);
    stopping.removeEventListener('abort', end);
    stopHints();
  }

  /** Returns how long it may rest. */
  private async readOn(): Promise<number> {
    this.hasHint = false;
    try {
      const { events, isWaiting } = await followLog(this.options.database, this.place!, PAGE);
      for (const event of events) this.tell(event);
      if (events.length === PAGE) return 0;
      // A transaction that stays open is looked after less and less often.
      this.waits = isWaiting && events.length === 0 ? this.waits + 1 : 0;
      return isWaiting ? Math.min(POLL_MS, WAITING_MS * 2 ** Math.min(this.waits, 10)) : POLL_MS;
    } catch (error) {
      this.options.log.warn({ err: error }, 'the log can not be followed; trying again');
      return AFTER_FAILURE_MS;
    }
  }

  private tell(event: FollowedEvent): void {
    const made = broadcastOf(event);
    // Whoever joins meanwhile begins behind this event.
    this.place = event.place;
    for (const listener of this.listeners) listener.hear(made);
  }

  private beat(): void {
    const { place } = this;
    if (place !== undefined) for (const listener of this.listeners) listener.beat(place);
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.hasHint ? Math.min(ms, WAITING_MS) : ms);
      this.wake = () => {
        // Hints that come one upon another are one look.
        clearTimeout(timer);
        setTimeout(resolve, this.options.stopping.aborted ? 0 : 1);
      };
    });
  }
}

const PATIENT_TURNS = 40;

export function broadcastOf(event: FollowedEvent): Broadcast {
  const message = cloudEvent(event.issue, event.procedure, event.recorded, event.recordedAtMs);
  return { ...event, type: message.type, lines: `event: ${message.type}\ndata: ${JSON.stringify(message)}\n\n` };
}
