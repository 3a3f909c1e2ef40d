/** What every person was told, against what the test expects. Reads the INBOX stream: what a person's app would show. */
import { DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { IssueId } from '../../clients/sdk';
import { evolve, notices, type IssueState } from '../../domain';
import { inboxMessageSchema, noticeId, STREAM, subjects, type InboxMessage } from '../../messaging';
import { outboxBacklog, noticeCounts, readLog, INBOX_CHANNEL } from '../../store';
import { until } from './until';
import type { World } from './world';

export class Inbox {
  private readonly expected = new Map<IssueId, readonly string[]>();
  private byTheLog = false;
  private readonly purged = new Set<string>();

  constructor(private readonly world: World) {}

  expect(issue: IssueId, notices: readonly string[]): void {
    this.expected.set(issue, [...(this.expected.get(issue) ?? []), ...notices]);
  }

  /** For tests with too many issues to name each notice: every event of the log tells exactly whom the rules say, once. */
  expectWhatTheLogSays(): void {
    this.byTheLog = true;
  }

  /** Somebody was erased, and their inbox with them: what was owed to them is nobody's to find. */
  expectPurged(person: string): void {
    this.purged.add(person);
  }

  /** Waits until everything that is owed has been delivered, then fails on anything missing, unexpected or double. */
  async check(): Promise<void> {
    await this.untilDelivered();
    const messages = await this.read();
    expect(twice(messages.map(({ id }) => id))).toEqual([]);
    if (this.byTheLog) expect(messages.map(({ id }) => id).sort()).toEqual((await this.owedByTheLog()).sort());
    else this.compare(told(messages));
  }

  private compare(told: ReadonlyMap<string, readonly string[]>): void {
    const expected = new Map([...this.expected].map(([issue, list]) => [issue, [...list].sort()]));
    // Blamed once: the tests that follow are not to fail for it again.
    this.expected.clear();
    for (const [issue, list] of told) this.expected.set(issue as IssueId, list);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(expected));
  }

  /** Everything in every inbox, oldest first. */
  async read(): Promise<readonly InboxMessage[]> {
    const { nats } = this.world;
    const { state } = await (await jetstreamManager(nats)).streams.info(STREAM.inbox);
    if (state.messages === 0) return [];
    const consumer = await jetstream(nats).consumers.get(STREAM.inbox, { deliver_policy: DeliverPolicy.All });
    const messages: InboxMessage[] = [];
    for await (const message of await consumer.consume()) {
      const read = inboxMessageSchema.parse(message.json());
      // Nobody may find another person's notice.
      expect(message.subject).toBe(subjects.inbox(recipientOf(read.id)));
      messages.push(read);
      // The last that was ever written may have been purged.
      if (message.info.pending === 0) break;
    }
    return messages;
  }

  async untilDelivered(): Promise<void> {
    await until('the outbox is empty and every notice is delivered', async () => {
      const [outbox, notices] = await Promise.all([
        outboxBacklog(this.world.database),
        noticeCounts(this.world.database),
      ]);
      return outbox.count === 0 && notices.owed === 0;
    });
  }

  /** The ids of all notices, worked out from the events alone. */
  private async owedByTheLog(): Promise<string[]> {
    const rows = await this.world.database.db.selectFrom('doorstep.issue').select('id').execute();
    const owed: string[] = [];
    for (const row of rows) {
      const issue = row.id as IssueId;
      let state: IssueState | null = null;
      for (const recorded of await readLog(this.world.database, issue)) {
        state = evolve(issue, state, recorded);
        for (const { recipient } of notices(state, recorded.event)) {
          if (this.purged.has(recipient)) continue;
          owed.push(noticeId({ issue, seq: recorded.seq, recipient, channel: INBOX_CHANNEL }));
        }
      }
    }
    return owed;
  }
}

/** By issue, as `person template` in alphabetical order. */
function told(messages: readonly InboxMessage[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { issue, id, template } of messages)
    found.set(issue, [...(found.get(issue) ?? []), `${recipientOf(id)} ${template}`].sort());
  return found;
}

const recipientOf = (id: string): string => id.split(':').at(-2) ?? '';

const twice = (ids: readonly string[]): readonly string[] => ids.filter((id, index) => ids.indexOf(id) !== index);
