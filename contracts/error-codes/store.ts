import { EXIT, type ErrorTable } from './meaning';

/** What can't be found, and what the log can't vouch for. */
export const storeErrors = {
  ISSUE_UNKNOWN: {
    meaning: 'There is no issue with this id.',
    remedy: 'List the issues: `doorstep list`.',
    exit: EXIT.missing,
  },
  REPORT_MISMATCH: {
    meaning: 'The same key was used before for another report.',
    remedy: 'Use a new key for a new report.',
    exit: EXIT.input,
  },
  LOG_BROKEN: {
    meaning: 'The hash chain of an issue does not verify: its log was altered.',
    remedy: 'Keep the database as it is and compare it with a backup.',
    exit: EXIT.stack,
  },
  DIRECTORY_CHANGED: {
    meaning:
      'Somebody else changed the directory meanwhile; this change was made from an older version. Nothing was written.',
    remedy:
      'Look at what changed (`doorstep directory history`), then import again: it is compared with the newest version.',
    exit: EXIT.refused,
  },
  DIRECTORY_EMPTY: {
    meaning: 'The store holds no directory yet.',
    remedy: 'Start the stack once, which puts community.yaml in, or import one: `doorstep directory import <file>`.',
    exit: EXIT.missing,
  },
  DIRECTORY_VERSION_UNKNOWN: {
    meaning: 'The directory has no such version.',
    remedy: 'Use one of the versions that `doorstep directory history` lists.',
    exit: EXIT.missing,
  },
  DIRECTORY_ENTRY_UNKNOWN: {
    meaning: 'The directory has no such entry and never had one.',
    remedy: 'Name a kind and one of its keys, for example `doorstep directory show post grid-worker@oleaster`.',
    exit: EXIT.missing,
  },
  DIRECTORY_UNREADABLE: {
    meaning:
      'This process can not use the directory in the store: it has fields that this version does not know, or names procedures or calendars that were not read.',
    remedy:
      'Restart this process, with the version and the documents with which the directory was imported; nothing in the store has to be mended.',
    exit: EXIT.stack,
  },
  SETTING_INVALID: {
    meaning: 'A setting in the environment has a value that cannot be used.',
    remedy: 'Mend or unset the variable named in the message.',
    exit: EXIT.input,
  },
} as const satisfies ErrorTable;
