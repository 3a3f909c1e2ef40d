/** What each event means for what is known. */
import type { Clock, Instant, PausedClock, PersonId } from '../../domain';
import { hearingOfQuestions, type Hearing } from './hearing-of-questions';
import { moved, rung, started, stopped } from './running';
import { CLOCKS, NO_DEPUTIES, NO_PARTS, withOne, type Deputy } from './known';
import type { Sight } from './sight';
import { refilled } from './there';
import { numberOf, relinked } from './under-other-rules';

/** An event that is not here says nothing that a check would want to know later. */
export const hearing: Hearing = {
  opened: (sight, event) => {
    if (event.total !== undefined) sight.total = started(event.total);
    if (event.verify === undefined) return sight.onDuty(1, event);
    sight.stage = 'verifying';
    sight.verify = started(event.verify);
  },
  verified: (sight, event) => sight.onDuty(sight.tier, event),
  escalated: (sight, event) => {
    if (event.cause === 'again') sight.again(event.acknowledge.sinceMs);
    if (event.cause === 'not-closed') sight.total = null;
    goesOn(sight, event.total);
    sight.onDuty(event.toTier, event);
  },
  reopened: (sight, event) => {
    goesOn(sight, event.total);
    sight.onDuty(event.tier, event);
    sight.parts = NO_PARTS;
  },
  acknowledged: (sight, { by, renew }) => {
    sight.renew = renew === undefined ? null : started(renew);
    if (sight.stage === 'handling') return;
    sight.stage = 'handling';
    sight.holder = by;
    sight.acknowledge = null;
  },
  'acknowledgement-expired': (sight, { acknowledge }) => {
    sight.stage = 'open';
    sight.holder = null;
    sight.renew = null;
    sight.acknowledge = started(acknowledge);
  },
  assigned: (sight, { to }) => {
    sight.holder = to;
  },
  reminded: (sight, { clock, nextAtMs }) => {
    const before = sight[clock];
    if (before !== null) sight[clock] = rung(before, nextAtMs);
  },
  warned: (sight, _event, atMs) => {
    // What else should have been warned of by now is warned of with this.
    if (sight.handle !== null)
      sight.handle = { ...sight.handle, warnAtMs: sight.handle.warnAtMs.filter((one) => one > atMs) };
  },
  dispatched: (sight, event, atMs) => {
    const before = sight.handle === null ? null : stopped(sight.handle, event.tierHandle, atMs);
    sight.dispatch = { party: event.to, handle: sight.dispatch === null ? before : sight.dispatch.handle };
    sight.anew(event);
  },
  returned: (sight, event) => {
    if (event.approval !== undefined) sight.returnedBy = withOne(sight.returnedBy, event.party);
    const before = sight.dispatch?.handle?.clock;
    sight.dispatch = null;
    sight.anew(event);
    if (before !== undefined) sight.handle = moved(before, event.handle);
  },
  'problem-raised': (sight) => {
    sight.problem = true;
  },
  summoned: (sight, { party, reportIn, handle }) => {
    sight.parts = [...sight.parts, { party, reportIn: started(reportIn), handle: started(handle) }];
  },
  'reported-in': (sight, { party }) => {
    sight.parts = sight.parts.map((part) => (part.party === party ? { ...part, reportIn: null } : part));
  },
  'part-finished': (sight, { party, by }) => {
    sight.finishers = withOne(sight.finishers, by);
    sight.parts = sight.parts.filter((part) => part.party !== party);
  },
  'part-released': (sight, { party }) => {
    sight.parts = sight.parts.filter((part) => part.party !== party);
  },
  'part-overdue': (sight, { party, clock, nextAtMs }) => {
    const field = clock === 'report-in' ? 'reportIn' : 'handle';
    sight.parts = sight.parts.map((part) => {
      const before = part.party === party ? part[field] : null;
      return before === null ? part : { ...part, [field]: rung(before, nextAtMs) };
    });
  },
  handled: (sight, { by, check, confirm, totalPaused }, atMs) => {
    sight.still();
    sight.stage = check === undefined ? 'confirming' : 'checking';
    sight.handler = by;
    sight.handlersTier = sight.tier;
    sight.unreached = 0;
    sight.answer = null;
    sight.check = check === undefined ? null : started(check);
    sight.confirm = confirm === undefined ? null : started(confirm);
    standsStill(sight, totalPaused, atMs);
  },
  checked: (sight, { confirm }) => {
    sight.stage = 'confirming';
    sight.check = null;
    sight.confirm = started(confirm);
  },
  'check-failed': (sight, { handle, total }) => {
    sight.stage = 'handling';
    sight.check = null;
    sight.reworks += 1;
    sight.holder = sight.handler;
    sight.handle = started(handle);
    goesOn(sight, total);
  },
  'called-back': (sight, { answer }) => {
    sight.unreached = answer === 'unreachable' ? sight.unreached + 1 : 0;
  },
  disputed: (sight) => {
    sight.reworks += 1;
  },
  ...hearingOfQuestions,
  extended: (sight, { handle }) => {
    if (sight.handle !== null) sight.handle = moved(sight.handle, handle);
  },
  suspended: (sight, { untilMs, handle, totalPaused }, atMs) => {
    if (sight.handle !== null) {
      const clock = stopped(sight.handle, handle, atMs);
      sight.still();
      sight.pause = { untilMs, clock };
    }
    sight.stage = 'suspended';
    standsStill(sight, totalPaused, atMs);
  },
  resumed: (sight, { handle, total, renew }) => {
    sight.stage = 'handling';
    if (sight.pause !== null) sight.handle = moved(sight.pause.clock.clock, handle);
    sight.pause = null;
    sight.renew = renew === undefined ? null : started(renew);
    goesOn(sight, total);
  },
  supervised: (sight, { tier, people, answer }) => {
    sight.watch = { tier, people };
    sight.answer = started(answer);
  },
  answered: (sight) => {
    sight.answer = null;
  },
  delegated: (sight, { by, to, untilMs }) => {
    sight.deputies = [...without(sight, by, to), { from: by, to, untilMs }];
  },
  'delegation-ended': (sight, { from, to }) => {
    sight.deputies = without(sight, from, to);
  },
  linked: (sight, { lead, acknowledge, handle }, atMs) => {
    const stage = sight.stage === 'handling' ? 'handling' : 'open';
    const link = {
      lead,
      stage,
      acknowledge:
        sight.acknowledge === null || acknowledge === null ? null : stopped(sight.acknowledge, acknowledge, atMs),
      handle: sight.handle === null || handle === null ? null : stopped(sight.handle, handle, atMs),
    } as const;
    sight.still();
    sight.stage = 'linked';
    sight.link = link;
  },
  followed: (sight, { what, tier, by, confirm, totalPaused }, atMs) => {
    sight.dispatch = null;
    if (what === 'climbed' || confirm === undefined) {
      sight.reaches(tier);
      sight.holder = null;
      if (sight.link !== null) sight.link = { lead: sight.link.lead, stage: 'open', acknowledge: null, handle: null };
      return;
    }
    sight.link = null;
    sight.stage = 'confirming';
    sight.handler = by ?? null;
    sight.handlersTier = sight.tier;
    sight.answer = null;
    sight.confirm = started(confirm);
    standsStill(sight, totalPaused, atMs);
  },
  unlinked: (sight, { acknowledge, handle, renew }) => {
    const { link } = sight;
    sight.stage = link?.stage ?? 'open';
    sight.acknowledge =
      acknowledge === undefined
        ? null
        : link?.acknowledge == null
          ? started(acknowledge)
          : moved(link.acknowledge.clock, acknowledge);
    sight.handle = link?.handle == null ? started(handle) : moved(link.handle.clock, handle);
    sight.renew = renew === undefined ? null : started(renew);
    sight.link = null;
  },
  staffed: (sight, { posts }) => {
    sight.rules = refilled(sight.rules, posts);
  },
  'not-told': (sight, { tier, round }) => {
    sight.untold = { tier, round };
  },
  'handed-over': (sight, { to = null, acknowledge }) => {
    sight.holder = to;
    if (acknowledge === undefined) return;
    sight.stage = 'open';
    sight.renew = null;
    sight.acknowledge = started(acknowledge);
  },
  quarantined: (sight, { atMs }) => {
    sight.quarantinedAtMs = atMs;
  },
  'rules-changed': (sight, event, atMs) => {
    const { watch, rules: before } = sight;
    if (watch !== null)
      sight.watch = { ...watch, tier: numberOf(event.rules, before.tiers[watch.tier - 1]?.key, watch.tier) };
    sight.rules = event.rules;
    sight.tiers = event.rules.tiers.length;
    sight.handlersTier = event.handledTier ?? sight.handlersTier;
    sight.quarantinedAtMs = null;
    sight.heldUp(event);
    for (const name of CLOCKS) {
      const clock = event.clocks[name];
      const running = sight[name];
      sight[name] = clock === undefined ? null : running === null ? started(clock) : moved(running, clock);
    }
    const { totalStopped, pause, dispatch, link } = sight;
    sight.totalStopped =
      totalStopped === null || event.totalPaused === undefined
        ? null
        : stopped(moved(totalStopped.clock, event.totalPaused.clock), event.totalPaused, atMs);
    if (pause !== null && event.suspended !== undefined)
      sight.pause = {
        ...pause,
        clock: stopped(moved(pause.clock.clock, event.suspended.clock), event.suspended, atMs),
      };
    if (dispatch?.handle != null && event.dispatched !== undefined)
      sight.dispatch = {
        ...dispatch,
        handle: stopped(moved(dispatch.handle.clock, event.dispatched.clock), event.dispatched, atMs),
      };
    if (link !== null && event.linked !== undefined) sight.link = { ...link, ...relinked(link, event.linked, atMs) };
    sight.reaches(event.tier);
    if (event.parts !== undefined)
      sight.parts = sight.parts.map((part) => {
        const now = event.parts?.findLast(({ party }) => party === part.party);
        return {
          party: part.party,
          reportIn: part.reportIn === null || now?.reportIn == null ? null : moved(part.reportIn, now.reportIn),
          handle: part.handle === null || now?.handle == null ? null : moved(part.handle, now.handle),
        };
      });
  },
  closed: (sight, { outcome, atMs }) => {
    sight.still();
    sight.stage = 'closed';
    sight.closedAtMs = atMs;
    sight.outcome = outcome;
    sight.answer = sight.total = sight.totalStopped = null;
    sight.dispatch = sight.link = null;
    sight.deputies = NO_DEPUTIES;
    sight.quarantinedAtMs = null;
  },
};

/** The time over all tiers goes on where the event says so, with what was left of it. */
function goesOn(sight: Sight, total: Clock | undefined): void {
  if (total === undefined) return;
  sight.total = sight.totalStopped === null ? started(total) : moved(sight.totalStopped.clock, total);
  sight.totalStopped = null;
}

function standsStill(sight: Sight, paused: PausedClock | undefined, atMs: Instant): void {
  if (paused !== undefined && sight.total !== null) sight.totalStopped = stopped(sight.total, paused, atMs);
  sight.total = null;
}

const without = ({ deputies }: Sight, from: PersonId, to: PersonId): readonly Deputy[] =>
  deputies.filter((one) => one.from !== from || one.to !== to);
