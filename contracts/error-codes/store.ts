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
  SETTING_INVALID: {
    meaning: 'A setting in the environment has a value that cannot be used.',
    remedy: 'Mend or unset the variable named in the message.',
    exit: EXIT.input,
  },
} as const satisfies ErrorTable;
