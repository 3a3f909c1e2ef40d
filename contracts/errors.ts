/**
 * The one error type of Doorstep's edges.
 *
 * `code` is stable and listed in docs/errors.md, `message` is a sentence a person understands,
 * `remedy` says what to do next, and `place` says where (file, line and column count from 1, field).
 */
import { ERROR_CODES, type ErrorCode } from './error-codes';

export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
}

export class DoorstepError extends Error {
  override readonly name = 'DoorstepError';
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly place: Place | undefined;
  /** Facts for programs, for example which commands are allowed. Never personal data. */
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { remedy?: string; place?: Place; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.remedy = more.remedy ?? ERROR_CODES[code].remedy;
    this.place = more.place;
    this.details = more.details;
  }
}

/** `file:line:column (field)`, leaving out what is unknown. */
export function formatPlace(place: Place): string {
  const where = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  return [where, place.field === undefined ? '' : `(${place.field})`].filter(Boolean).join(' ');
}
