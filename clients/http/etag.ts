/** The version of an issue as HTTP names it: the number of its last event. */
import { z } from 'zod';

const FORM = 'must be one ETag as an answer gave it, for example "7"';
/** Of a request that insists on a version of an issue: its first is 1. */
export const ifMatch = z
  .string()
  .trim()
  .regex(/^(\*|(W\/)?"[1-9]\d{0,8}")$/, FORM)
  .meta({ examples: ['"7"'] });
/** Of the directory, of which there may be none yet. */
export const ifMatchOfDirectory = z
  .string()
  .trim()
  .regex(/^(\*|(W\/)?"\d{1,9}")$/, FORM)
  .meta({ examples: ['"7"'] });

export const etagOf = (seq: number): string => `"${seq}"`;

/** Whether a reader has this version already. */
export const isKnown = (ifNoneMatch: string | undefined, seq: number): boolean =>
  ifNoneMatch !== undefined &&
  ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etagOf(seq));

/**
 * The version that is insisted on; undefined for `*`, which any has. A proxy that compresses makes tags weak, which changes
 * nothing here.
 */
export function seqOf(tag: string | undefined): number | undefined {
  const seq = /^(?:W\/)?"(\d+)"$/.exec(tag ?? '*')?.[1];
  return seq === undefined ? undefined : Number(seq);
}
