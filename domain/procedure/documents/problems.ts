/** What is wrong with a document, and how a document is refused: as a whole, with every problem named. */
import { DoorstepError, formatPlace } from '../../../contracts/errors';
import type { ErrorCode } from '../../../contracts/error-codes';

/** One thing wrong. `line` and `column` count from 1; `field` is a path such as `tiers[1].handle`, '' for the whole file. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly field: string;
  readonly reason: string;
}

/** Of a file that is not there, or that as a whole is none. */
export const wholeFile = (file: string, reason: string): Problem => ({ file, line: 1, column: 1, field: '', reason });

export type FieldPath = readonly (string | number)[];

export const fieldName = (path: FieldPath): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');

const SHOWN = 5;

/**
 * Throws the DoorstepError that refuses `what`; its `details.problems` lists the problems (all, or the first `limit`),
 * `details.total` counts them and its `place` is the first one's.
 */
export function refuse(code: ErrorCode, what: string, problems: readonly Problem[], limit = Infinity): never {
  const sorted = [...problems].sort(byPlace);
  const lines = sorted.slice(0, SHOWN).map((problem) => `  ${formatProblem(problem)}`);
  if (sorted.length > SHOWN) lines.push(`  ... and ${sorted.length - SHOWN} more`);
  const count = sorted.length === 1 ? '1 problem' : `${sorted.length} problems`;
  const first = sorted[0];
  throw new DoorstepError(code, [`${what} is refused: ${count}.`, ...lines].join('\n'), {
    ...(first === undefined ? {} : { place: placeOf(first) }),
    details: { problems: sorted.slice(0, limit), total: sorted.length },
  });
}

/** `file:line:column (field) reason`. */
export const formatProblem = (problem: Problem): string => `${formatPlace(placeOf(problem))} ${problem.reason}`;

const placeOf = ({ file, line, column, field }: Problem) =>
  field === '' ? { file, line, column } : { file, line, column, field };

// By code unit, not by locale: the order must not depend on the machine.
const byPlace = (a: Problem, b: Problem): number =>
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
