import type { ErrorCode } from '../../contracts/error-codes';
import type { DoorstepError } from '../../contracts/errors';
import { spoken, type Part, type Phrase } from '../texts';

/** One thing that was looked at, in English. */
export interface Finding {
  readonly part: Part;
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do, where something is not as it should be. */
  readonly remedy?: string;
  /** With which a start refuses. */
  readonly code?: ErrorCode;
  /** The same for a reader of another language. */
  readonly phrases: { readonly found: Phrase; readonly remedy?: Phrase };
}

export const ok = (part: Part, check: string, found: Phrase): Finding => ({
  part,
  check,
  status: 'ok',
  found: spoken(found),
  phrases: { found },
});
export const warn = (part: Part, check: string, found: Phrase, remedy: Phrase): Finding =>
  complaint('warn', part, check, found, remedy);
export const fail = (part: Part, check: string, found: Phrase, remedy: Phrase): Finding =>
  complaint('fail', part, check, found, remedy);

/** What a start refuses with. */
export const refusal = (part: Part, check: string, { code, message, remedy }: DoorstepError): Finding => ({
  ...fail(part, check, message, remedy),
  code,
});

/** ok when it holds, else the given kind of complaint. */
export function judge(
  holds: boolean,
  part: Part,
  check: string,
  found: Phrase,
  remedy: Phrase,
  otherwise: 'warn' | 'fail' = 'fail',
): Finding {
  return holds ? ok(part, check, found) : complaint(otherwise, part, check, found, remedy);
}

const complaint = (status: 'warn' | 'fail', part: Part, check: string, found: Phrase, remedy: Phrase): Finding => ({
  part,
  check,
  status,
  found: spoken(found),
  remedy: spoken(remedy),
  phrases: { found, remedy },
});
