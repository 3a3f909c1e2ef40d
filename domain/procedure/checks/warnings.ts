/** Warnings before a time is over, and reminders before a decision is due: each can ring, and no two at the same time. */
import type { OpenDocument } from '../documents/document';
import type { Entry } from '../documents/loose';
import type { Problem } from '../documents/problems';
import { parseTerm, roughly, type WrittenTerm } from '../documents/term';
import { compared, isLonger, termIn } from './compared';

/**
 * @param list the field with the warnings
 * @param name the field with the time before whose end they ring
 */
export function checkWarnings(
  document: OpenDocument,
  { item, path }: Entry,
  list: string,
  name: string,
): readonly Problem[] {
  const whole = termIn(item, name);
  const warnings: unknown = item[list];
  if (whole === undefined || !Array.isArray(warnings)) return [];
  const earlier = new Map<number, string>();
  return warnings.flatMap((written: unknown, index): readonly Problem[] => {
    const at = [...path, list, index];
    const percent = typeof written === 'string' ? /^([1-9]\d?)%$/.exec(written)?.[1] : undefined;
    const before = parseTerm(written);
    if (before !== undefined) {
      const flaw = flawOf(before, whole, name);
      if (flaw !== undefined) return [document.problem(at, flaw)];
    } else if (percent === undefined) return [];
    const leftMs =
      before === undefined ? Math.round((roughly(whole) * (100 - Number(percent))) / 100) : roughly(before);
    const same = earlier.get(leftMs);
    earlier.set(leftMs, same ?? String(written));
    return same === undefined
      ? []
      : [document.problem(at, `rings at the same time as "${same}"; take one of them out`)];
  });
}

function flawOf(before: WrittenTerm, whole: WrittenTerm, name: string): string | undefined {
  if (before.time !== whole.time)
    return `counts ${before.time} time, but ${name}, before whose end it rings, counts ${whole.time} time`;
  if (isLonger(whole, before)) return undefined;
  return `would never ring: it is as long as ${name} or longer (${compared(before, '≥', roughly(whole))})`;
}
