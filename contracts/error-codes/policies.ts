import { EXIT, type ErrorTable } from './meaning';

const REPAIR = 'Repair the places listed (file:line:column, field, reason) and load again; nothing of it was used.';

/** Errors of the documents: procedures, directory, messages, report files, and of what is looked up in them. */
export const policyErrors = {
  POLICIES_UNREADABLE: {
    meaning: 'The folder of policies, or a file in it, could not be read.',
    remedy: 'Check the path and its permissions; DOORSTEP_POLICIES names another folder than the shipped policies/.',
    exit: EXIT.missing,
  },
  POLICIES_INVALID: {
    meaning: 'Several kinds of policy documents contain mistakes; all are refused.',
    remedy: REPAIR,
    exit: EXIT.input,
  },
  PROCEDURE_INVALID: {
    meaning: 'A procedure contains mistakes; it is refused as a whole.',
    remedy: REPAIR,
    exit: EXIT.input,
  },
  CALENDAR_INVALID: {
    meaning: 'A calendar contains mistakes; it is refused as a whole.',
    remedy: REPAIR,
    exit: EXIT.input,
  },
  COMMUNITY_INVALID: {
    meaning: 'The community document contains mistakes; it is refused as a whole.',
    remedy: REPAIR,
    exit: EXIT.input,
  },
  RETENTION_INVALID: {
    meaning: 'The document retention.yaml contains mistakes; nothing is removed by it.',
    remedy: REPAIR,
    exit: EXIT.input,
  },
  MESSAGES_INVALID: {
    meaning: 'The texts of the notices contain mistakes; they are refused as a whole.',
    remedy: REPAIR,
    exit: EXIT.input,
  },
  FIXTURE_INVALID: {
    meaning: 'A fixture (the scenarios of a procedure) contains mistakes; none of its scenarios was played.',
    remedy:
      'Repair the places listed (file:line:column, field, reason) and test again; docs/procedures.md says what may be written.',
    exit: EXIT.input,
  },
  REPORTS_INVALID: {
    meaning: 'A file of reports contains mistakes; it is refused as a whole.',
    remedy: REPAIR,
    exit: EXIT.input,
  },
  REPORTS_UNREADABLE: {
    meaning: 'A file of reports could not be read.',
    remedy: 'Check the path and its permissions; the file is UTF-8 text with one JSON object on each line.',
    exit: EXIT.missing,
  },
  UNIT_UNKNOWN: {
    meaning: 'No unit of the community has this id.',
    remedy: 'Use one of the unit ids of community.yaml.',
    exit: EXIT.missing,
  },
  PERSON_UNKNOWN: {
    meaning: 'Nobody of the community has this id.',
    remedy: 'Use one of the person ids of community.yaml.',
    exit: EXIT.missing,
  },
  ROLE_UNKNOWN: {
    meaning: 'The community has no such role.',
    remedy: 'Use one of the role ids of community.yaml.',
    exit: EXIT.missing,
  },
  PROCEDURE_UNKNOWN: {
    meaning: 'The place has no procedure with this id.',
    remedy: 'List the procedures with `doorstep procedure list`.',
    exit: EXIT.missing,
  },
  CATEGORY_UNKNOWN: {
    meaning: 'The community has no such category.',
    remedy: 'Use one of the categories of community.yaml.',
    exit: EXIT.missing,
  },
  SEVERITY_UNKNOWN: {
    meaning: 'There is no such severity.',
    remedy: 'Use low, normal, high or urgent.',
    exit: EXIT.input,
  },
  CALENDAR_UNKNOWN: {
    meaning: 'There is no calendar with this id.',
    remedy: 'Use one of the calendars that `doorstep calendar list` shows.',
    exit: EXIT.missing,
  },
  UNIT_TOO_WIDE: {
    meaning: 'No rung of the procedure looks after the whole of this unit.',
    remedy: 'Report the matter at a unit inside it, for example at a building.',
    exit: EXIT.input,
  },
  TIME_SCALE_INVALID: {
    meaning: 'The time scale is not a number from 1 to 100,000.',
    remedy: 'Use 1 for real life, 3600 to play an hour in a second.',
    exit: EXIT.input,
  },
} as const satisfies ErrorTable;
