import { EXIT, type ErrorTable } from './meaning';

/** Errors of what people are told beyond the inbox. */
export const channelErrors = {
  CONTACT_INVALID: {
    meaning: 'An address does not have the form that its channel needs.',
    remedy: 'Give it as docs/channels.md shows; nothing of it was kept.',
    exit: EXIT.input,
  },
  CONTACT_UNKNOWN: {
    meaning: 'This person has no contact for this channel.',
    remedy: 'See who has which: `doorstep contact list`.',
    exit: EXIT.missing,
  },
  CONTACTS_UNREADABLE: {
    meaning: 'A file of contacts can’t be read, or has rows that can’t be used; none of it was kept.',
    remedy: 'Mend the lines named in the message (columns person, channel, address) and import again.',
    exit: EXIT.input,
  },
  CONTACT_KEY_UNFIT: {
    meaning: 'The key that opens contacts is missing or is another one.',
    remedy:
      'Set DOORSTEP_MASTER_KEY, or put contacts.key back into the data folder, as it was when the contacts were entered.',
    exit: EXIT.stack,
  },
  WORD_KEY_UNFIT: {
    meaning: 'The key that seals and opens what people write is missing or is another one.',
    remedy:
      'Set DOORSTEP_MASTER_KEY (or DOORSTEP_MASTER_KEY_FILE, or DOORSTEP_DATA to the folder with contacts.key) as the gateway has it.',
    exit: EXIT.stack,
  },
  DEAD_LETTER_UNKNOWN: {
    meaning: 'There is no such dead letter, or it was replayed before.',
    remedy: 'List them: `doorstep dead-letters list`.',
    exit: EXIT.missing,
  },
} as const satisfies ErrorTable;
