/** What a procedure must keep to beyond its shape: each rule protects an issue from being dropped or a clock from being idle. */
import type { OpenDocument } from '../documents/document';
import type { Problem } from '../documents/problems';
import { checkClocks } from './clocks';
import { checkLadder } from './ladder';
import { checkQuestions } from './questions';
import { checkStages } from './stages';

/** Problems of one procedure by itself; works on documents that are wrong elsewhere too. */
export const checkProcedure = (document: OpenDocument): readonly Problem[] => [
  ...checkLadder(document),
  ...checkClocks(document),
  ...checkQuestions(document),
  ...checkStages(document),
];
