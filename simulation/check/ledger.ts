/** Whether a clock is what its ledger adds up to, counted in the checker's own way. */
import type { Clock, Instant, IssueRules, Term } from '../../domain';
import { utc, type Say } from './check';
import { over, passed } from './own-time';
import type { Running } from './running';

/** A clock that begins: one charge, which is the term of the rules. */
export function fresh(rules: IssueRules, clock: Clock | undefined, term: Term | undefined, say: Say): void {
  if (clock === undefined) return;
  const { charges, sinceMs, time, dueAtMs } = clock;
  const [first] = charges;
  if (term === undefined || first?.ms !== term.ms || time !== term.time)
    return say('the first charge is not the term of the rules');
  const expectedMs = over(rules, time, sinceMs, term.ms);
  if (charges.length !== 1) say(`a clock that begins has ${charges.length} charges`);
  if (dueAtMs !== expectedMs || first.dueAtMs !== expectedMs)
    say(`the term ends at ${utc(expectedMs)}, the deadline is ${utc(dueAtMs)}, the ledger says ${utc(first.dueAtMs)}`);
}

/** A clock that goes on: all charges that it had, and one more, which explains where its deadline is now. */
export function continued(
  rules: IssueRules,
  before: Running | null | undefined,
  clock: Clock | undefined,
  say: Say,
): void {
  if (clock === undefined) return;
  if (before == null) return say('a clock goes on that did not run');
  const { charges, time, dueAtMs } = clock;
  const last = charges.at(-1);
  if (last === undefined || charges.length !== before.charges.length + 1 || !begins(charges, before.charges))
    return say('what the deadline came about by is not what it was, with one charge more');
  const expectedMs = after(rules, before, time, last);
  if (last.dueAtMs !== expectedMs)
    say(`after ${last.why} of ${last.ms} ms it is ${utc(expectedMs)}, the ledger says ${utc(last.dueAtMs)}`);
  if (dueAtMs !== last.dueAtMs) say(`the charges make ${utc(last.dueAtMs)}, the deadline is ${utc(dueAtMs)}`);
}

function after(
  rules: IssueRules,
  before: Running,
  time: Term['time'],
  { why, atMs, ms }: Clock['charges'][number],
): Instant {
  if (why === 'extension') return over(rules, time, before.dueAtMs, ms);
  // A clock that stood still keeps what was left of it, and of one that was over nothing: it rings as soon as it goes on.
  return over(rules, time, atMs, Math.max(1, passed(rules, time, atMs - ms, before.dueAtMs)));
}

/** The same charges, or the same list of them. */
export const begins = (charges: Clock['charges'], first: Clock['charges']): boolean =>
  first.every((charge, index) => {
    const other = charges[index];
    return (
      other === charge || (other?.dueAtMs === charge.dueAtMs && other.ms === charge.ms && other.why === charge.why)
    );
  });
