import { EXIT, type ErrorTable } from './meaning';

/** Errors of who somebody is: accounts, keys, sessions and codes. */
export const identityErrors = {
  SIGN_IN_FAILED: {
    meaning: 'The name or the password is wrong, or the account may not sign in.',
    remedy: 'Try again; an operator sets a new password with `doorstep user password <name>`.',
    exit: EXIT.refused,
  },
  SIGN_IN_LATER: {
    meaning: 'Too many attempts to sign in failed; each further one has to wait longer.',
    remedy: 'Wait as long as `Retry-After` says, then try again.',
    exit: EXIT.refused,
  },
  CROSS_SITE_REQUEST: {
    meaning: 'A request with the cookie of a session came from another site, or does not say that it was meant.',
    remedy: 'Send it from a page of this site, with the header `Doorstep-Request: 1`.',
    exit: EXIT.refused,
  },
  PASSWORD_UNFIT: {
    meaning: 'A password is too short, too long or too easy to guess.',
    remedy: 'Choose another one of 12 to 128 characters; four or five words that do not belong together are good.',
    exit: EXIT.input,
  },
  ACCOUNT_EXISTS: {
    meaning: 'There is an account with this name already.',
    remedy: 'Choose another name, or give that one a new password: `doorstep user password <name>`.',
    exit: EXIT.refused,
  },
  ACCOUNT_UNKNOWN: {
    meaning: 'There is no account with this name.',
    remedy: 'List them: `doorstep user list`.',
    exit: EXIT.missing,
  },
  KEY_UNKNOWN: {
    meaning: 'There is no key with this id, or it was revoked before.',
    remedy: 'List them: `doorstep key list`.',
    exit: EXIT.missing,
  },
  BUSY: {
    meaning: 'Too much of the same is asked for at this moment.',
    remedy: 'Try again in a few seconds.',
    exit: EXIT.stack,
  },
  REPORTS_USED_UP: {
    meaning: 'More reports came without an account in this hour than are taken from one address or for one place.',
    remedy: 'Wait as long as `Retry-After` says, sign in, or call: somebody else can report it for you.',
    exit: EXIT.refused,
  },
  REPORTER_TOO_LITTLE_KNOWN: {
    meaning: 'The procedure of the matter takes no reports from somebody of whom so little is known.',
    remedy:
      'Report with a one-time code (`POST /v1/report-codes`) where the message names one, else signed in; over Open311 name a resident by `account_id`.',
    exit: EXIT.refused,
  },
  REPORT_CODE_UNFIT: {
    meaning: 'A one-time code is wrong, or it was used, replaced or is over.',
    remedy: 'Type it as it came; after five wrong ones, or ten minutes, ask for another: `POST /v1/report-codes`.',
    exit: EXIT.refused,
  },
  REPORT_CODE_TOO_SOON: {
    meaning: 'A one-time code was made for this address less than a minute ago.',
    remedy: 'Look for it, also among unwanted mail; another one is made after as long as `Retry-After` says.',
    exit: EXIT.refused,
  },
  REPORT_CODES_USED_UP: {
    meaning: 'More one-time codes were asked for, or tried, in this hour than one address, one network or all may.',
    remedy: 'Wait as long as `Retry-After` says, or report without an address.',
    exit: EXIT.refused,
  },
  REPORT_CODES_NOT_SENT: {
    meaning: 'This installation sends no one-time codes by this channel, or none to numbers of this country.',
    remedy:
      'Choose the other channel, or report without an address. Operators set DOORSTEP_SMTP_URL or DOORSTEP_SMS_GATEWAY_URL of the notifier, and the master key of the gateway.',
    exit: EXIT.refused,
  },
  ISSUER_AWAY: {
    meaning: 'The keys of an identity provider can’t be fetched, so that its tokens can’t be checked.',
    remedy: 'Try again in a few seconds; the log of the gateway says which provider it is, and what failed.',
    exit: EXIT.stack,
  },
  ERASURE_DUTIES: {
    meaning: 'The person holds a post, takes turns or stands in for somebody, and can’t be erased meanwhile.',
    remedy: 'End their duties in the directory first, or ask with `--hand-over` (`handOver`), which ends them.',
    exit: EXIT.refused,
  },
  ERASURE_OPEN_ISSUES: {
    meaning: 'The person has open issues, to handle or reported by them.',
    remedy:
      'Close them first, or ask with `--hand-over` (`handOver`): others take over, and the words of their reports are gone.',
    exit: EXIT.refused,
  },
  ERASURE_HELD: {
    meaning:
      'Issues with words or files of the person, or letters to them, are held, so that nothing of these may be destroyed.',
    remedy: 'Release them when whoever had them held agrees: `doorstep retention release <issue>`.',
    exit: EXIT.refused,
  },
  ERASURE_RUNNING: {
    meaning: 'The person is being erased already.',
    remedy: 'See how far it is: `doorstep person certificate <id>`.',
    exit: EXIT.refused,
  },
  ERASURE_MISMATCH: {
    meaning: 'This key stands for a request of another person or another reason.',
    remedy: 'Use a new key for a new request.',
    exit: EXIT.refused,
  },
  HOLD_UNKNOWN: {
    meaning: 'The issue is not held.',
    remedy: 'List those that are: `doorstep retention holds`.',
    exit: EXIT.missing,
  },
  CERTIFICATE_UNKNOWN: {
    meaning: 'Nobody of this name was erased.',
    remedy: 'Name the person or the erasure as it was asked for.',
    exit: EXIT.missing,
  },
  CERTIFICATE_BROKEN: {
    meaning: 'A certificate of erasure is missing or was altered, or something of the person is there again.',
    remedy: 'Find out who changed the database; what came back, ask to erase again.',
    exit: EXIT.refused,
  },
} as const satisfies ErrorTable;
