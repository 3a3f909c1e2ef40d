import type { JsMsg } from '@nats-io/jetstream';
import type { Log } from './log';
import { sendAll, type Pipe } from './pipe';
import { subjects } from './subjects';

/** So much of a message is kept; the whole may be as large as the server allows. */
const KEPT_CHARACTERS = 64_000;

export interface DeadLetter {
  readonly msg: JsMsg;
  readonly reason: string;
}

/**
 * Puts messages that can't be processed where people find them: stream DEAD, with the reason. Tells for each whether it
 * is stored there; otherwise the message has to stay where it is. The log counts and quotes nothing.
 */
export const createDeadLetters =
  (pipe: Pipe, consumer: string, log: Log) =>
  async (letters: readonly DeadLetter[]): Promise<readonly boolean[]> => {
    if (letters.length === 0) return [];
    const acks = await sendAll(
      pipe,
      letters.map(({ msg, reason }) => ({
        subject: subjects.dead(consumer),
        // With the instant: after a stream was made anew its numbers begin again.
        id: `${msg.info.stream}:${msg.info.timestampNanos}:${msg.seq}`,
        payload: JSON.stringify(letterOf(consumer, msg, reason)),
      })),
    );
    const facts = {
      consumer,
      count: letters.length,
      firstStreamSeq: letters[0]?.msg.seq,
      reasons: [...new Set(letters.map(({ reason }) => reason))],
    };
    log.error({ ...facts, kept: acks.filter((ack) => ack.stored).length }, 'messages were put aside; see stream DEAD');
    return acks.map((ack) => ack.stored);
  };

const letterOf = (consumer: string, msg: JsMsg, reason: string) => ({
  consumer,
  reason,
  subject: msg.subject,
  stream: msg.info.stream,
  streamSeq: msg.seq,
  deliveries: msg.info.deliveryCount,
  atMs: Date.now(),
  body: msg.string().slice(0, KEPT_CHARACTERS),
});
