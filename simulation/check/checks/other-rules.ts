import type { Clock, IssueRules, PausedClock } from '../../../domain';
import { utc, type Check, type Say } from '../check';
import { CLOCKS, type Event } from '../known';
import { begins } from '../ledger';
import { over, passed } from '../own-time';
import type { Running, Stopped } from '../running';
import type { Sight } from '../sight';

export const otherRules: Check = {
  name: 'other-rules',
  promise:
    'Under other rules no deadline lies in the past, no pause and no extension is lost, and what is left by the old rules, with the difference of the terms, is left by the new ones.',
  on: {
    'rules-changed': (before, event, { nowMs }, say) => {
      const change: Change = { before, event, nowMs };
      for (const name of CLOCKS) {
        const clock = event.clocks[name];
        const running = before[name];
        if (clock === undefined) {
          if (running !== null && MAY_GO[name]?.(event.rules, before) !== true) say(`the clock ${name} is gone`);
        } else if (running !== null) goesOn(change, name, running, clock, say);
        else if (clock.dueAtMs <= nowMs) say(`${name} begins and is over at ${utc(clock.dueAtMs)}`);
      }
      for (const part of before.parts) {
        const now = event.parts?.findLast(({ party }) => party === part.party);
        if (now === undefined) say(`the part of ${part.party} is gone`);
        if (part.handle !== null && now?.handle != null)
          goesOn(change, `part of ${part.party}`, part.handle, now.handle, say);
        if (part.reportIn !== null && now?.reportIn != null)
          goesOn(change, `report-in of ${part.party}`, part.reportIn, now.reportIn, say);
      }
      if (before.pause !== null) standsOn(change, 'suspension', before.pause.clock, event.suspended, say);
      if (before.dispatch !== null) standsOn(change, 'dispatch', before.dispatch.handle, event.dispatched, say);
      if (before.link !== null) standsOn(change, 'link', before.link.handle, event.linked?.handle, say);
      if (event.rules.total !== undefined) standsOn(change, 'total', before.totalStopped, event.totalPaused, say);
      sameTier(before, event, say);
    },
  },
};

interface Change {
  readonly before: Sight;
  readonly event: Event<'rules-changed'>;
  readonly nowMs: number;
}

/** "Escalated state that survives removal of its SLA": what the new rules do not ask for ends. */
const MAY_GO: Readonly<Partial<Record<string, (rules: IssueRules, before: Sight) => boolean>>> = {
  renew: () => true,
  total: (rules) => rules.total === undefined,
  // Nobody owes an answer to those who are not above any more.
  answer: (_rules, { watch }) => watch === null,
};

function goesOn({ before, event, nowMs }: Change, name: string, running: Running, clock: Clock, say: Say): void {
  if (clock.dueAtMs <= nowMs) say(`${name} rings at ${utc(clock.dueAtMs)}, which is over`);
  const more = clock.charges.slice(running.charges.length);
  if (!begins(clock.charges, running.charges) || more.length > 1)
    return say(`how the deadline of ${name} came about is not what it was`);
  const [charge] = more;
  if (charge === undefined) {
    const rung = running.calls > 0 || clock.dueAtMs === running.dueAtMs;
    return rung ? undefined : say(`${name} moved to ${utc(clock.dueAtMs)} without a charge`);
  }
  if (charge.why !== event.why || charge.atMs !== nowMs)
    say(`the charge of ${name} says ${charge.why} at ${utc(charge.atMs)}`);
  const deadlineMs = running.charges.at(-1)?.dueAtMs ?? running.dueAtMs;
  if (charge.ms !== charge.dueAtMs - deadlineMs) say(`the charge of ${name} is not the time between the deadlines`);
  if (running.time !== clock.time || running.calls > 0) return;
  // What an earlier change gave is taken back by the next one, and can't be told from the outside.
  if (running.charges.some(({ graceMs }) => graceMs !== undefined)) return;
  const measuredMs = before.quarantinedAtMs ?? nowMs;
  if (measuredMs >= deadlineMs) return;
  const leftMs = passed(before.rules, clock.time, measuredMs, deadlineMs);
  const owedMs = leftMs + (charge.termMs ?? 0) - termOf(running);
  const expectedMs = owedMs > 0 ? over(event.rules, clock.time, nowMs, owedMs) : null;
  if (expectedMs !== null && clock.dueAtMs !== expectedMs)
    say(
      `of ${name} ${owedMs} ms are left by the new rules, which makes ${utc(expectedMs)}; it is ${utc(clock.dueAtMs)}`,
    );
  const latestMs = over(event.rules, clock.time, nowMs, Math.max(1, charge.termMs ?? 0));
  if (expectedMs === null && clock.dueAtMs > latestMs) say(`${name} begins anew with more than its term`);
}

function standsOn(
  { event }: Change,
  name: string,
  stopped: Stopped | null,
  paused: PausedClock | null | undefined,
  say: Say,
): void {
  if (stopped === null) return;
  if (paused == null) return say(`the pause of ${name} is lost`);
  if (!begins(paused.clock.charges, stopped.clock.charges))
    say(`how the deadline of ${name} came about is not what it was`);
  if (paused.clock.time !== stopped.clock.time || stopped.clock.calls > 0) return;
  // By how much it was late when it stopped is not kept here.
  if (stopped.leftMs === 0) return;
  if (stopped.clock.charges.some(({ graceMs }) => graceMs !== undefined)) return;
  const charge = paused.clock.charges[stopped.clock.charges.length];
  const owedMs = stopped.leftMs + (charge === undefined ? 0 : (charge.termMs ?? 0) - termOf(stopped.clock));
  if (owedMs > 0 && paused.leftMs !== owedMs)
    say(`of ${name} ${stopped.leftMs} ms were left, which makes ${owedMs} by ${event.why}; ${paused.leftMs} are`);
  if (paused.leftMs < 0 || (stopped.leftMs > 0 && paused.leftMs < 1)) say(`of ${name} nothing is left`);
}

const termOf = ({ charges }: Running): number =>
  charges.reduce((ms, charge) => charge.termMs ?? (charge.why === 'term' ? charge.ms : ms), 0);

/** The tier on duty is the one of the same key, where there is one. */
function sameTier({ rules, tier }: Sight, event: Event<'rules-changed'>, say: Say): void {
  const key = rules.tiers[tier - 1]?.key;
  const number = event.rules.tiers.findIndex((one) => one.key === key) + 1;
  if (number > 0 && event.tier !== number)
    say(`tier ${key} is on duty, number ${number} by the new rules; it became ${event.tier}`);
  if (event.rules.tiers[event.tier - 1] === undefined) say(`there is no tier ${event.tier}`);
}
