/** Every promise that a history is held to. A further one is a file here and a line below. */
import type { Check } from '../check';
import { afterTheEnd } from './after-the-end';
import { answers } from './answers';
import { approvals } from './approvals';
import { charges } from './charges';
import { climbing } from './climbing';
import { countsOnce } from './counts-once';
import { extension } from './extension';
import { firesOnce } from './fires-once';
import { folds } from './folds';
import { inTime } from './in-time';
import { neverDropped } from './never-dropped';
import { neverEarly } from './never-early';
import { practice } from './practice';
import { refusals } from './refusals';
import { reopening } from './reopening';
import { sequence } from './sequence';
import { suspension } from './suspension';
import { tellsOnce } from './tells-once';
import { toldLate } from './told-late';
import { whoIsTold } from './who-is-told';

export const checks: readonly Check[] = [
  answers,
  sequence,
  neverEarly,
  firesOnce,
  neverDropped,
  afterTheEnd,
  tellsOnce,
  whoIsTold,
  approvals,
  extension,
  suspension,
  charges,
  climbing,
  reopening,
  toldLate,
  practice,
  inTime,
  refusals,
  countsOnce,
  folds,
];
