/** The version of an issue as HTTP names it: the number of its last event. */
import { malformed } from './problem';

export const etagOf = (seq: number): string => `"${seq}"`;

/** Whether a reader has this version already. */
export const isKnown = (ifNoneMatch: string | undefined, seq: number): boolean =>
  ifNoneMatch !== undefined &&
  ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etagOf(seq));

/**
 * The version that a command insists on; undefined for `*`, which any has. A proxy that compresses makes tags weak, which
 * changes nothing here. Throws REQUEST_MALFORMED.
 */
export function seqOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const seq = /^(?:W\/)?"([1-9]\d{0,8})"$/.exec(ifMatch.trim())?.[1];
  if (seq !== undefined) return Number(seq);
  throw malformed('If-Match is no ETag of an issue.', [
    { field: 'headers.if-match', reason: 'must be one ETag as an answer gave it, for example "7"' },
  ]);
}
