import type { RefusalCode } from '../../domain';
import { EXIT, type ErrorMeaning } from './meaning';

const refused = (meaning: string, remedy: string): ErrorMeaning => ({ meaning, remedy, exit: EXIT.refused });

/** What the rules of an issue refuse. */
export const ruleErrors = {
  ISSUE_CLOSED: refused(
    'The issue is closed.',
    'Reopen it if the matter is back: `doorstep reopen <issue> --reason …`.',
  ),
  NOT_IN_THIS_STAGE: refused(
    'The command does not belong to the stage the issue is in.',
    'See what is possible now: `doorstep explain <issue>`.',
  ),
  NOT_YOURS_TO_DO: refused('Somebody else has to give this command.', 'See who may: `doorstep explain <issue>`.'),
  NOT_ON_LADDER: refused(
    'The person is not on the ladder of the issue.',
    'Choose one of the persons named in the message.',
  ),
  COMMAND_MALFORMED: {
    meaning: 'The command lacks a field or has one of the wrong form.',
    remedy: 'Mend the field named in the message.',
    exit: EXIT.input,
  },
  COMMAND_UNKNOWN: {
    meaning: 'There is no such command.',
    remedy: 'See the commands: `doorstep --help`.',
    exit: EXIT.input,
  },
  COMMAND_ID_REUSED: {
    meaning: 'The same command id was used before for another command.',
    remedy: 'Use a new id for a new command; the same one only to send the same again.',
    exit: EXIT.input,
  },
  EVIDENCE_REQUIRED: refused(
    'The procedure asks for evidence with a handling.',
    'Add it: `--evidence photo:<reference>`.',
  ),
  HANDLER_IS_REPORTER: refused(
    'Whoever reported an issue confirms it and can’t handle it.',
    'Let somebody else of the tier handle it, or pass it up: `doorstep escalate`.',
  ),
  TOP_OF_LADDER: refused(
    'The issue is with the last tier already.',
    'The last tier has to handle it or ask to force-close it.',
  ),
  APPROVAL_PENDING: refused(
    'Another question of this issue waits for its decision.',
    'Wait for it, or ask the persons named by `doorstep explain`.',
  ),
  APPROVAL_UNKNOWN: {
    meaning: 'The issue has no such approval.',
    remedy: 'Use an id from the message, or leave it out for the pending one.',
    exit: EXIT.missing,
  },
  APPROVAL_DECIDED: refused(
    'The approval was decided before, or lapsed.',
    'Nothing to do; the first decision counts. See `doorstep timeline <issue>`.',
  ),
  APPROVAL_BY_ASKER: refused('Nobody decides on what they asked for themselves.', 'Let one of the deciders decide.'),
  APPROVAL_NOT_YOURS: refused('The question was put to others.', 'Let one of the persons named in the message decide.'),
  APPROVAL_KIND_UNUSED: refused(
    'The procedure of the issue knows no such question.',
    'Ask for something it knows, or pass the issue up: `doorstep escalate <issue> --reason …`.',
  ),
  NO_DECIDER: refused(
    'Nobody is there who could decide on this.',
    'Put more people on the tier above in policies/community.yaml.',
  ),
  EXTENSION_OVERDUE: refused('An overdue issue can’t be extended.', 'Handle it, or pass it up.'),
  EXTENSION_LIMIT: refused(
    'The procedure limits how long and how often an issue is extended.',
    'Ask for less, or pass the issue up.',
  ),
  SUSPENSION_OVERDUE: refused('An overdue issue can’t be suspended.', 'Handle it, or pass it up.'),
  SUSPENSION_LIMIT: refused(
    'The procedure limits how often and for how long an issue is suspended.',
    'Choose an earlier date, or pass the issue up.',
  ),
  CALL_BACK_TOO_SOON: refused(
    'Calls in vain within one interval of the reminders are one attempt.',
    'Call again later; doorstep explain <issue> tells when the next reminder is due.',
  ),
  REOPEN_TOO_LATE: refused('The time to reopen the issue is over.', 'Report the matter anew.'),
  CHECK_BY_HANDLER: refused(
    'Nobody checks what they handled or reported themselves.',
    'Let one of the persons named in the message look at it.',
  ),
  CALL_BACK_BY_HANDLER: refused(
    'Nobody calls the resident about what they handled themselves.',
    'Let one of the persons named in the message call.',
  ),
  PARTY_UNKNOWN: {
    meaning: 'The procedure of the issue knows no such party, or the party has no part in it.',
    remedy: 'Use a party named in the message.',
    exit: EXIT.missing,
  },
  PARTY_BUSY: refused(
    'The party has the issue or a part of it already, gave it back before, or had it taken away by who dispatched it.',
    'Choose another party, or handle it yourselves.',
  ),
  PARTS_UNFINISHED: refused(
    'A summoned party has not finished its part.',
    'Wait for it, or go on without it: `doorstep release <issue> <party> --reason …`.',
  ),
  TIER_UNKNOWN: {
    meaning: 'The ladder of the issue has no such tier above the present one.',
    remedy: 'Use a tier named in the message, or leave it out for the next one.',
    exit: EXIT.missing,
  },
  NOTHING_TO_ANSWER: refused(
    'No supervising tier waits for an answer.',
    'Nothing to do; a word for the timeline is `doorstep comment <issue> "…"`.',
  ),
  NOTHING_CHANGES: refused('The command would change nothing.', 'Nothing to do: it is so already.'),
  MIGRATION_BREAKS: refused(
    'Under the other rules the issue could not go on from where it stands.',
    'See the message for what is in the way; end that first, or leave the issue under its own rules.',
  ),
  ISSUE_QUARANTINED: refused(
    'The rules of the issue can’t be followed, so nothing is decided by them.',
    'Mend the procedure and load it, then let somebody of the last tier migrate the issue: `doorstep migrate <issue> procedure --reason …`.',
  ),
  DELEGATION_INVALID: refused(
    'A deputy is another person of the same ladder, until a date that is still to come.',
    'Choose a person named in the message, or a later date.',
  ),
  LINK_IMPOSSIBLE: refused(
    'The two issues can’t go together as they stand now.',
    'See the message; link to the issue that leads, while both are in work.',
  ),
  NOT_DUE: refused('No such deadline is due.', 'Nothing to do; the ladder wakes by itself.'),
  OCCURRED_IN_FUTURE: {
    meaning: 'The command says that it happened later than now.',
    remedy: 'Leave the time out, or check the clock of the sender.',
    exit: EXIT.input,
  },
  ALREADY_OPEN: refused(
    'Only a closed issue can be reopened.',
    'See what is possible now: `doorstep explain <issue>`.',
  ),
  PRECONDITION_FAILED: refused(
    'The issue has moved on since it was read: `If-Match` (`ifSeq` in the SDK) names an older state.',
    'Read it again, and decide anew.',
  ),
} as const satisfies Readonly<Record<RefusalCode, ErrorMeaning>>;
