/** An error for people and for programs: code, place, sentence, what is possible instead, what to do. */
import { ERROR_CODES } from '../../../contracts/error-codes';
import { DoorstepError, formatPlace } from '../../../contracts/errors';
import type { Words } from '../words/words';

interface Problem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
  readonly reason?: string;
}

export const asDoorstepError = (error: unknown): DoorstepError =>
  error instanceof DoorstepError
    ? error
    : new DoorstepError('UNEXPECTED', error instanceof Error ? error.message : String(error), { cause: error });

export const exitCodeOf = (error: DoorstepError): number => ERROR_CODES[error.code].exit;

/** A translated sentence says what kind of thing is wrong; the English one beside it says which. */
export function errorText(error: DoorstepError, words: Words): string {
  const said = words.codes[error.code];
  const place = error.place === undefined ? '' : formatPlace(error.place);
  const allowed = listOf(error.details?.['allowed']);
  const problems = problemLines(error.details?.['problems']);
  // A refused document names its first problems in the sentence; the list below has them all.
  const message = problems.length === 0 ? error.message : (error.message.split('\n', 1)[0] ?? '');
  return [
    `${error.code}: ${said === undefined ? message : `${said.meaning}\n  ${message}`}`,
    ...problems,
    ...(place === '' || problems.length > 0 || error.message.includes(error.place?.field ?? place)
      ? []
      : [`  ${words.error.at}: ${place}`]),
    ...(allowed.length === 0 ? [] : [`  ${words.error.allowed}: ${allowed.join(', ')}`]),
    `  ${words.error.try}: ${remedyText(error, words)}`,
  ].join('\n');
}

/** Of an error that has a remedy of its own, the English one says more than the translated one of its code. */
export function remedyText({ code, remedy }: Pick<DoorstepError, 'code' | 'remedy'>, words: Words): string {
  const said = words.codes[code]?.remedy;
  if (said === undefined) return remedy;
  return remedy === ERROR_CODES[code].remedy ? said : `${said} ${remedy}`;
}

export const errorJson = (error: DoorstepError): Record<string, unknown> => ({
  error: {
    code: error.code,
    message: error.message,
    remedy: error.remedy,
    ...(error.place === undefined ? {} : { place: error.place }),
    ...(error.details === undefined ? {} : { details: error.details }),
  },
});

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function problemLines(problems: unknown): readonly string[] {
  if (!Array.isArray(problems)) return [];
  return (problems as readonly unknown[]).map((problem) => {
    if (typeof problem !== 'object' || problem === null) return `  ${String(problem)}`;
    const { reason = '', file, line, column, field } = problem as Problem;
    const place = formatPlace({
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(field === undefined || field === '' ? {} : { field }),
    });
    return `  ${[place, reason].filter(Boolean).join(': ')}`;
  });
}
