import type { Clock, IssueRules, PausedClock } from '../../../domain';
import type { Check, Say } from '../check';
import { passed } from '../own-time';
import type { Running, Stopped } from '../running';
import type { Sight } from '../sight';

export const pauses: Check = {
  name: 'pauses',
  promise:
    'A pause of any kind (suspension, dispatch, waiting for the resident, going with another issue) takes nothing from a clock: what was left before is left after, counted as the clock counts.',
  on: {
    suspended: (before, { handle, totalPaused }, { nowMs }, say) => {
      stops(before.rules, before.handle, handle, nowMs, say);
      totalStops(before, totalPaused, nowMs, say);
    },
    dispatched: (before, { tierHandle }, { nowMs }, say) => {
      const { dispatch, rules, handle } = before;
      if (dispatch === null) return stops(rules, handle, tierHandle, nowMs, say);
      if (dispatch.handle?.leftMs !== tierHandle.leftMs)
        say(`of the tier's time ${dispatch.handle?.leftMs} ms were left, and ${tierHandle.leftMs} ms are kept`);
    },
    linked: ({ rules, acknowledge, handle }, event, { nowMs }, say) => {
      stops(rules, acknowledge, event.acknowledge, nowMs, say);
      stops(rules, handle, event.handle, nowMs, say);
    },
    handled: (before, { totalPaused }, { nowMs }, say) => totalStops(before, totalPaused, nowMs, say),
    followed: (before, { confirm, totalPaused }, { nowMs }, say) => {
      if (confirm !== undefined) totalStops(before, totalPaused, nowMs, say);
    },
    resumed: (before, { handle, total }, { nowMs }, say) => {
      resumes(before.rules, before.pause?.clock, handle, nowMs, say);
      totalGoesOn(before, total, nowMs, say);
    },
    returned: ({ rules, dispatch }, { handle }, { nowMs }, say) => resumes(rules, dispatch?.handle, handle, nowMs, say),
    unlinked: ({ rules, link }, { acknowledge, handle }, { nowMs }, say) => {
      if (link?.handle == null) return;
      if ((link.acknowledge === null) !== (acknowledge === undefined))
        say('a time to acknowledge came or went meanwhile');
      resumes(rules, link.acknowledge, acknowledge, nowMs, say);
      resumes(rules, link.handle, handle, nowMs, say);
    },
    escalated: (before, { total }, { nowMs }, say) => totalGoesOn(before, total, nowMs, say),
    'check-failed': (before, { total }, { nowMs }, say) => totalGoesOn(before, total, nowMs, say),
  },
};

function stops(
  rules: IssueRules,
  clock: Running | null,
  paused: PausedClock | null | undefined,
  nowMs: number,
  say: Say,
): void {
  if (clock === null && paused == null) return;
  if (clock === null) return say('a clock stands still that did not run');
  if (paused == null) return say('a clock is gone that was to stand still');
  const leftMs = passed(rules, clock.time, nowMs, clock.dueAtMs);
  if (paused.leftMs !== leftMs) say(`${leftMs} ms were left, and ${paused.leftMs} ms are kept`);
}

const totalStops = ({ rules, total }: Sight, paused: PausedClock | undefined, nowMs: number, say: Say): void =>
  stops(rules, total, paused, nowMs, say);

const totalGoesOn = (
  { rules, total: running, totalStopped }: Sight,
  total: Clock | undefined,
  nowMs: number,
  say: Say,
): void => {
  // Said by two events of one decision it is the same.
  if (totalStopped === null && (total === undefined || total.dueAtMs === running?.dueAtMs)) return;
  resumes(rules, totalStopped, total, nowMs, say);
};

function resumes(
  rules: IssueRules,
  stopped: Stopped | null | undefined,
  clock: Clock | undefined,
  nowMs: number,
  say: Say,
): void {
  if (stopped == null) return clock === undefined ? undefined : say('a clock goes on that did not stand still');
  if (clock === undefined) return say('a clock stood still, and does not go on');
  const leftMs = passed(rules, clock.time, nowMs, clock.dueAtMs);
  // Of a clock that was over already nothing is left: it rings as soon as it goes on.
  if (leftMs !== Math.max(1, stopped.leftMs)) say(`${stopped.leftMs} ms were left before, ${leftMs} ms are left after`);
}
