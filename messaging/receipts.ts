import { jetstream } from '@nats-io/jetstream';
import { DoorstepError } from '../contracts/errors';
import { refusedOr } from './forbidden';
import type { NatsConnection } from './nats';
import { receiptSchema, type Receipt } from './schemas';
import { parseNoticeId, subjects } from './subjects';

/**
 * Says what became of a notice; the notifier records the first. Resolves when the server has stored it; sending the
 * same again is harmless. Throws DoorstepError NATS_MESSAGE_UNFIT, NATS_REFUSED (the notice is
 * somebody else's) or NATS_UNREACHABLE.
 */
export async function sendReceipt(nats: NatsConnection, receipt: Receipt): Promise<void> {
  const parsed = receiptSchema.safeParse(receipt);
  const key = parseNoticeId(receipt.notice);
  if (!parsed.success || key === undefined) {
    throw new DoorstepError(
      'NATS_MESSAGE_UNFIT',
      'A receipt names a notice (<issue>:<seq>:<person>:<channel>), a state (delivered, read or acted) and an instant.',
    );
  }
  try {
    // Without a message id: the stream drops a second message of one id, so whoever knew it could silence this one.
    await jetstream(nats).publish(subjects.receipt(key.recipient, receipt.notice), JSON.stringify(parsed.data), {
      retries: 3,
    });
  } catch (cause) {
    throw refusedOr(cause, new DoorstepError('NATS_UNREACHABLE', 'NATS did not take the receipt.', { cause }));
  }
}

/**
 * Whether a receipt came on the subject of the notice that it speaks of. The server lets a person publish below their own
 * name only, so a receipt that says otherwise is somebody else's.
 */
export function isOwnReceipt(subject: string, { notice }: Receipt): boolean {
  const key = parseNoticeId(notice);
  return key !== undefined && subject === subjects.receipt(key.recipient, notice);
}
