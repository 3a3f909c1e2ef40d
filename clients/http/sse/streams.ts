/** The streams of this process: who has how many, and how each begins where its reader left off. */
import { DoorstepError } from '../../../contracts/errors';
import type { IssueId } from '../../../domain';
import { followLog, isBefore, logEnd, readLog, type Database, type LoggedEvent, type LogPlace } from '../../../store';
import { malformed } from '../problem';
import { broadcastOf, type Broadcast, type Listener, type LogHub } from './hub';
import type { Wire } from './wire';

const PAGE = 200;
/** A stream ends after this, and its reader comes back: then it is asked anew who it is and what it may see. */
const LONGEST_MS = 30 * 60_000;

/** Whether a listener is to be sent an event. */
export type Wanted = (event: Broadcast) => boolean;

/** Every event of the log after a place, or from now on; `id` is the place. */
export async function streamLog(
  { hub, database }: { readonly hub: LogHub; readonly database: Database },
  wire: Wire,
  from: LogPlace | undefined,
  wants: Wanted,
): Promise<void> {
  const send = (event: Broadcast): void => {
    if (wants(event)) wire.send(`id: ${placeText(event.place)}\n${event.lines}`);
  };
  let place = from ?? (await hub.start());
  wire.send(`id: ${placeText(place)}\n\n`);
  const listener: Listener = {
    hear: (event) => {
      if (isBefore(place, event.place)) send(event);
    },
    // Says where a reader is of whose events none came.
    beat: (at) => wire.send(`: beat\nid: ${placeText(isBefore(place, at) ? at : place)}\n\n`),
  };
  while (wire.isOpen) {
    const reached = await hub.start();
    if (hub.join(listener, place)) return attend(hub, wire, listener);
    // What it is behind of the others, it reads by itself.
    const { events } = await followLog(database, place, PAGE);
    for (const event of events) send(broadcastOf(event));
    await wire.drained();
    place = events.at(-1)?.place ?? reached;
  }
}

/** Every event of one issue after a number; `id` is the number. */
export async function streamIssue(
  { hub, database }: { readonly hub: LogHub; readonly database: Database },
  wire: Wire,
  issue: { readonly id: IssueId; readonly procedure: string },
  afterSeq: number,
): Promise<void> {
  let seq = afterSeq;
  let isReading = false;
  let hasMore = true;
  const readOn = async (): Promise<void> => {
    hasMore = true;
    if (isReading) return;
    isReading = true;
    try {
      while (hasMore && wire.isOpen) {
        const log = await readLog(database, issue.id, seq, PAGE);
        hasMore = log.length === PAGE;
        for (const event of log) {
          wire.send(`id: ${event.seq}\n${linesOf(issue, event)}`);
          seq = event.seq;
        }
        await wire.drained();
      }
    } catch {
      // The reader comes back, and begins where this one ended.
      wire.end();
    } finally {
      isReading = false;
    }
  };
  const listener: Listener = {
    hear: (event) => {
      if (event.issue === issue.id && event.recorded.seq > seq) void readOn();
    },
    beat: () => wire.send(': beat\n\n'),
  };
  // It reads the log of its issue by itself, and is only told when.
  while (!hub.join(listener, await hub.start()));
  attend(hub, wire, listener);
  await readOn();
}

function attend(hub: LogHub, wire: Wire, listener: Listener): void {
  const tooLong = setTimeout(() => wire.end(), LONGEST_MS * (0.9 + Math.random() / 5)).unref();
  wire.onClose(() => {
    clearTimeout(tooLong);
    hub.leave(listener);
  });
}

const linesOf = ({ id, procedure }: { readonly id: IssueId; readonly procedure: string }, event: LoggedEvent): string =>
  broadcastOf({
    place: { tx: '0', position: 0 },
    issue: id,
    recorded: event,
    recordedAtMs: event.recordedAtMs,
    procedure,
    // Nobody is asked about these: the issue was allowed as a whole.
    unit: '' as never,
    reporter: '' as never,
    assignee: null,
    told: [],
  }).lines;

export const placeText = ({ tx, position }: LogPlace): string => `${tx}-${position}`;

/** Throws REQUEST_MALFORMED for what no stream has given, or for a place that the log has not reached. */
export async function placeFrom(database: Database, text: string): Promise<LogPlace> {
  const [, tx, position] = /^(\d{1,19})-(\d{1,15})$/.exec(text) ?? [];
  const refused = (reason: string) =>
    malformed(`The last event id ${reason}.`, [{ field: 'headers.last-event-id', reason }]);
  if (tx === undefined || position === undefined) throw refused('is none that a stream of all events has given');
  const place = { tx, position: Number(position) };
  if (isBefore(await logEnd(database), place)) throw refused('lies behind the end of the log, which was set back');
  return place;
}

/** How many streams are open, by whom. */
export class StreamLimits {
  private readonly open = new Map<string, number>();
  private total = 0;

  constructor(private readonly most: { readonly inAll: number }) {}

  /** Throws TOO_MANY_REQUESTS. Returns what gives the place back. */
  take(who: string, most: number): () => void {
    const own = this.open.get(who) ?? 0;
    if (own >= most || this.total >= this.most.inAll)
      throw new DoorstepError(
        'TOO_MANY_REQUESTS',
        own >= most ? `At most ${most} streams at once.` : 'This process has as many streams as it takes.',
      );
    this.open.set(who, own + 1);
    this.total += 1;
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      this.total -= 1;
      const left = (this.open.get(who) ?? 1) - 1;
      if (left === 0) this.open.delete(who);
      else this.open.set(who, left);
    };
  }
}
