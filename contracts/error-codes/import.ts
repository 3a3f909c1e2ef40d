import { EXIT, type ErrorTable } from './meaning';

/** Errors of bringing in issues from other systems. */
export const importErrors = {
  IMPORT_MAPPING_INVALID: {
    meaning: 'The document that says how rows become issues can’t be used; nothing was imported.',
    remedy: 'Repair every place listed; docs/import.md shows one of each kind.',
    exit: EXIT.input,
  },
  IMPORT_UNREADABLE: {
    meaning: 'The file or the server does not give rows that can be read.',
    remedy:
      'Save the file as "CSV UTF-8" with a header that has the columns of the mapping; what was imported stays, and a second run goes on.',
    exit: EXIT.input,
  },
  IMPORT_INVALID: {
    meaning: 'Rows can’t be imported as they are; nothing was imported.',
    remedy: 'Repair the lines or the mapping, or leave those rows out with --skip-bad.',
    exit: EXIT.input,
  },
  IMPORT_SOURCE_AWAY: {
    meaning: 'The other system does not answer, or refuses to.',
    remedy: 'Try again from the date that the message names; what was imported stays, and counts once.',
    exit: EXIT.stack,
  },
} as const satisfies ErrorTable;
