/** Receipts of the people's apps, and of those who carry messages to them. Of each state the first for a notice is kept. */
import { isOwnReceipt, parseNoticeId, readMessage, receiptSchema, type Handled, type Work } from '../../messaging';
import { recordReceipts, type Database } from '../../store';

export const createReceiptRecorder =
  (database: Database) =>
  async (works: readonly Work[]): Promise<readonly Handled[]> => {
    const read = works.map((work) => {
      const message = readMessage(receiptSchema, work);
      if ('problem' in message || parseNoticeId(message.value.notice) === undefined) return message;
      return isOwnReceipt(work.subject, message.value) ? message : { problem: 'not on the subject of its notice' };
    });
    await recordReceipts(
      database,
      read.flatMap((message) => {
        const name = 'value' in message ? parseNoticeId(message.value.notice) : undefined;
        return 'value' in message && name !== undefined
          ? [{ ...name, state: message.value.state, atMs: message.value.atMs }]
          : [];
      }),
    );
    return read.map((message): Handled => {
      if ('problem' in message) return { dead: message.problem };
      return parseNoticeId(message.value.notice) === undefined ? { dead: 'not the id of a notice' } : 'done';
    });
  };
