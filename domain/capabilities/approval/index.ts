import type { Capability, Wait } from '../../kernel/capability';
import { clause, pendingApproval } from '../../kernel/ladder';
import type { Approval, IssueState } from '../../kernel/state';
import { approve, reject, request } from './decide';
import {
  approvalClimbed,
  approvalLapsed,
  approvalReminded,
  approvalRequested,
  approved,
  extended,
  rejected,
  voted,
} from './evolve';
import { expire, nextBench } from './expire';
import { askable, kinds } from './kinds';
import { remind } from './remind';
import { decidedBy, mayStillSpeak, tellAsked, tellClimbed, tellEnd, tellReminded } from './tell-approval';
import { awaited } from './voice';

/** What it means that nobody decides in time. */
function onTimeout(state: IssueState, pending: Approval): Wait['then'] {
  const decision = kinds[pending.kind].decision(state.rules);
  if (decision?.onTimeout !== 'climb') return decision?.onTimeout ?? 'lapse';
  return nextBench(state, pending, decision).deciders.length === 0 ? 'lapse' : 'escalate';
}

/** Questions that others decide: the tier above, or as many of the named roles as the procedure says. */
export const approval = {
  commands: { request, approve, reject },
  events: {
    'approval-requested': approvalRequested,
    'approval-reminded': approvalReminded,
    voted,
    'approval-climbed': approvalClimbed,
    approved,
    rejected,
    'approval-lapsed': approvalLapsed,
    extended,
  },
  notices: {
    'approval-requested': (after, event) => tellAsked(after, event.approval),
    'approval-reminded': tellReminded,
    'approval-climbed': tellClimbed,
    approved: (after, event) => tellEnd(after, event.approval, 'approval-approved', decidedBy(event)),
    rejected: (after, event) => tellEnd(after, event.approval, 'approval-rejected', decidedBy(event)),
    'approval-lapsed': (after, event) => tellEnd(after, event.approval, 'approval-lapsed', { cause: event.cause }),
  },
  deputies: { 'approval-reminded': mayStillSpeak },
  wakes: (state) => {
    const pending = pendingApproval(state);
    if (pending === undefined) return [];
    const of = { tier: state.tier, round: pending.climbs ?? 0, approval: pending.id };
    const [remindAtMs] = pending.remindAtMs ?? [];
    return [
      ...(remindAtMs === undefined ? [] : [{ atMs: remindAtMs, clock: 'approval-reminder' as const, ...of }]),
      { atMs: pending.dueAtMs, clock: 'approval', ...of },
    ];
  },
  onWake: (state, wake, nowMs) =>
    wake.clock === 'approval-reminder' ? remind(state, wake, nowMs) : expire(state, wake, nowMs),
  waits: (state) => {
    const pending = pendingApproval(state);
    if (pending === undefined) return [];
    return [
      {
        what: 'approval',
        whom: awaited(state, pending),
        role: 'approver',
        sinceMs: pending.askedAtMs,
        untilMs: pending.dueAtMs,
        rule: clause(state, `${pending.kind}.decide`),
        question: {
          id: pending.id,
          kind: pending.kind,
          askedBy: pending.askedBy,
          ...(pending.extendByMs === undefined ? {} : { extendByMs: pending.extendByMs }),
          ...(pending.untilMs === undefined ? {} : { untilMs: pending.untilMs }),
        },
        then: onTimeout(state, pending),
      },
    ];
  },
  offers: (state) => {
    const pending = pendingApproval(state);
    if (pending !== undefined) {
      const whom = awaited(state, pending);
      if (whom.length === 0) return [];
      return [
        { command: 'approve', whom },
        { command: 'reject', whom },
      ];
    }
    const whom = [...new Set(askable(state).flatMap(({ askers }) => askers(state)))];
    return whom.length === 0 ? [] : [{ command: 'request', whom }];
  },
} satisfies Capability;
