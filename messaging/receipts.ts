import { DoorstepError } from '../contracts/errors';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from './nats';
import { receiptSchema, type Receipt } from './schemas';
import { parseNoticeId, subjects } from './subjects';

/**
 * Says what became of a notice; the notifier records the first. Resolves when the server has stored it; sending the
 * same again is harmless. Throws DoorstepError NATS_MESSAGE_UNFIT or NATS_UNREACHABLE.
 */
export async function sendReceipt(nats: NatsConnection, receipt: Receipt): Promise<void> {
  const parsed = receiptSchema.safeParse(receipt);
  if (!parsed.success || parseNoticeId(receipt.notice) === undefined) {
    throw new DoorstepError(
      'NATS_MESSAGE_UNFIT',
      'A receipt names a notice (<issue>:<seq>:<person>:<channel>), a state (delivered, read or acted) and an instant.',
    );
  }
  try {
    await jetstream(nats).publish(subjects.receipt(receipt.notice), JSON.stringify(parsed.data), {
      msgID: `${receipt.notice}:${receipt.state}`,
      retries: 3,
    });
  } catch (cause) {
    throw new DoorstepError('NATS_UNREACHABLE', 'NATS did not take the receipt.', { cause });
  }
}
