/**
 * How much later than its instant a wake rings, so that a mass of issues that fall due at one instant (a holiday ends, an
 * outage is over, rules changed) does not fall on one second: a fixed share of the window that the procedure allows, the
 * severe ones first. Never early. A look at the issue meanwhile may find it due and decide it sooner, which is right.
 */
import type { Span } from './ids';
import type { IssueState, Severity } from './state';
import { wakeKey, type Wake } from './wake';

/**
 * Which part of the window belongs to a severity. Urgent ones are not spread and have a head start; the parts of the others
 * are about as long as they are many, so that no part asks for more than its share of what the engines serve.
 */
const PARTS: Readonly<Record<Severity, readonly [from: number, to: number]>> = {
  urgent: [0, 0],
  high: [0.05, 0.25],
  normal: [0.25, 0.7],
  low: [0.7, 1],
};

/** 0 without `spreadMs`; else less than it, and always the same for this wake of this issue. */
export function spreadOf({ id, rules: { spreadMs }, report }: IssueState, wake: Wake): Span {
  if (spreadMs === undefined) return 0;
  const [from, to] = PARTS[report.severity];
  return Math.floor(spreadMs * (from + share(`${id} ${wakeKey(wake)}`) * (to - from)));
}

/** A text as a number in [0, 1): FNV-1a, mixed once more (fmix32 of MurmurHash3) because ids differ in their last letters. */
export function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
