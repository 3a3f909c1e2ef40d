/** What can be kept at all, whoever says it: the log is JSON in PostgreSQL, and people read its instants as dates. */
import type { Instant, Span } from './ids';

/** The end of the year 9999 in UTC: later dates have no form that every program reads. */
export const LATEST_MS: Instant = 253_402_300_799_999;
/** A century: longer than any matter, and short enough that many of them still end before LATEST_MS. */
export const LONGEST_SPAN_MS: Span = 36_525 * 86_400_000;
/** Of an event within its issue, and of a version: what four bytes hold. */
export const MOST_NUMBER = 2_147_483_647;

/** PostgreSQL keeps no U+0000, and half of a surrogate pair is no character. */

export const canBeKept = (text: string): boolean => !/[\u0000\p{Surrogate}]/u.test(text);
