/** Every promise that a history is held to. A further one is a file here and a line below. */
import type { Check } from '../check';
import { afterTheEnd } from './after-the-end';
import { answers } from './answers';
import { approvals } from './approvals';
import { charges } from './charges';
import { climbing } from './climbing';
import { countsOnce } from './counts-once';
import { decisionReminders } from './decision-reminders';
import { deputies } from './deputies';
import { expiry } from './expiry';
import { extension } from './extension';
import { firesOnce } from './fires-once';
import { folds } from './folds';
import { givenBack } from './given-back';
import { inTime } from './in-time';
import { links } from './links';
import { neverDropped } from './never-dropped';
import { neverEarly } from './never-early';
import { otherEyes } from './other-eyes';
import { otherRules } from './other-rules';
import { outcomes } from './outcomes';
import { parts } from './parts';
import { pauses } from './pauses';
import { practice } from './practice';
import { problem } from './problem';
import { quorum } from './quorum';
import { refusals } from './refusals';
import { reminders } from './reminders';
import { reopening } from './reopening';
import { sequence } from './sequence';
import { stillness } from './stillness';
import { supervision } from './supervision';
import { suspension } from './suspension';
import { tellsOnce } from './tells-once';
import { toldLate } from './told-late';
import { total } from './total';
import { warnings } from './warnings';
import { whoIsTold } from './who-is-told';
import { handOver } from './hand-over';
import { notTold } from './not-told';
import { passedOver } from './passed-over';
import { refilling } from './refilling';
import { thoseThere } from './those-there';

export const checks: readonly Check[] = [
  answers,
  sequence,
  neverEarly,
  firesOnce,
  neverDropped,
  afterTheEnd,
  tellsOnce,
  whoIsTold,
  thoseThere,
  passedOver,
  notTold,
  handOver,
  refilling,
  approvals,
  extension,
  suspension,
  charges,
  climbing,
  reopening,
  toldLate,
  stillness,
  reminders,
  warnings,
  decisionReminders,
  total,
  expiry,
  quorum,
  deputies,
  pauses,
  otherRules,
  otherEyes,
  outcomes,
  givenBack,
  problem,
  parts,
  links,
  supervision,
  practice,
  inTime,
  refusals,
  countsOnce,
  folds,
];
