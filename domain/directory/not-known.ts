/** How a name is refused that the directory does not know. */
import { DoorstepError } from '../../contracts/errors';
import type { ErrorCode } from '../../contracts/error-codes';
import { suggestion } from '../procedure/documents/nearest';

const SHOWN = 50;

/**
 * Names the field and what is known, never the word that was given: it may be anything that somebody typed into the
 * wrong field, a telephone number for example, and errors with their details reach log files and Temporal's histories.
 */
export const notKnown = (code: ErrorCode, field: string, word: string, known: readonly string[]): DoorstepError =>
  new DoorstepError(code, `The ${field} is not known to the directory. ${capital(suggestion(word, known))}`, {
    place: { field },
    details: { field, known: known.slice(0, SHOWN), total: known.length },
  });

const capital = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
