/** How terms of documents become those of one issue: by the days of its calendar, and by the time scale it is played at. */
import { DoorstepError } from '../../contracts/errors';
import type { Span } from '../kernel/ids';
import type { Repeat, Warning } from '../kernel/rules';
import type { Term } from '../kernel/term';
import { resolveTerm, type WrittenTerm } from '../procedure/documents/term';
import type { WrittenRepeat, WrittenWarning } from '../procedure/procedure';

export interface Measure {
  term(written: WrittenTerm): Term;
  repeat(written: WrittenRepeat): Repeat;
  warning(written: WrittenWarning): Warning;
  span(naturalMs: Span): Span;
}

/** Without a scale one real second is one second. */
export const REAL_TIME = 1;
const FASTEST = 100_000;

/** @param usualDayMs how long a working day is; only natural terms can be measured without. Throws DoorstepError TIME_SCALE_INVALID. */
export function measureBy(usualDayMs: Span | undefined, timeScale: number): Measure {
  if (!(timeScale >= 1 && timeScale <= FASTEST)) {
    throw new DoorstepError('TIME_SCALE_INVALID', `The time scale ${timeScale} is not between 1 and ${FASTEST}.`);
  }
  /** Whole milliseconds, and never zero: a clock that is due when it starts would spin. */
  const span = (ms: Span): Span => Math.max(1, Math.round(ms / timeScale));
  const term = (written: WrittenTerm): Term => {
    // Loading refuses a community without a calendar when a procedure counts working time.
    if (written.time === 'working' && usualDayMs === undefined)
      throw new RangeError('No calendar holds here: these policies did not pass loading.');
    const { time, ms } = resolveTerm(written, usualDayMs ?? 0);
    return { time, ms: span(ms) };
  };
  return {
    span,
    term,
    repeat: ({ every, times }) => ({ every: term(every), times }),
    warning: (written) => ('share' in written ? written : { beforeMs: term(written.before).ms }),
  };
}
