import type { Capability, Wait } from '../../kernel/capability';
import { crew, currentTier, isLastTier, onDuty, tierClause } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { callTier, tellReporter } from '../../kernel/tell';
import { acknowledge, mayAcknowledge, renewDue } from './decide';
import { acknowledged, acknowledgementExpired } from './evolve';

/** Somebody of the tier or party on duty takes the issue, and says so again where that expires. */
export const acknowledgement = {
  commands: { acknowledge },
  events: { acknowledged, 'acknowledgement-expired': acknowledgementExpired },
  notices: {
    acknowledged: (after, event) => [tellReporter(after, 'acknowledged', { by: event.by })],
    'acknowledgement-expired': (after, event) => callTier(after, 'acknowledgement-expired', { by: event.by }),
  },
  wakes: ({ clocks: { renew }, tier }) =>
    renew === undefined ? [] : [{ atMs: renew.dueAtMs, clock: 'renew', tier, round: renew.round }],
  onWake: renewDue,
  waits: (state) => [...waitToAcknowledge(state), ...waitToRenew(state)],
  offers: (state) => {
    const whom = mayAcknowledge(state);
    return whom.length === 0 ? [] : [{ command: 'acknowledge', whom }];
  },
} satisfies Capability;

function waitToAcknowledge(state: IssueState): readonly Wait[] {
  const clock = state.clocks.acknowledge;
  if (clock === undefined) return [];
  return [
    {
      what: 'acknowledgement',
      whom: onDuty(state),
      role: crew(state).role,
      sinceMs: clock.sinceMs,
      untilMs: clock.dueAtMs,
      charges: clock.charges,
      rule: tierClause(state, 'acknowledge'),
      then: isLastTier(state) ? atTheTop(state) : clock.round < currentTier(state).repeat.times ? 'remind' : 'escalate',
    },
  ];
}

/** A party gives it back to the last tier; that tier is alerted for ever. */
const atTheTop = ({ dispatch }: IssueState): 'alert' | 'call-again' =>
  dispatch === undefined ? 'alert' : 'call-again';

function waitToRenew(state: IssueState): readonly Wait[] {
  const clock = state.clocks.renew;
  if (clock === undefined) return [];
  return [
    {
      what: 'renewal',
      whom: onDuty(state),
      role: crew(state).role,
      sinceMs: clock.sinceMs,
      untilMs: clock.dueAtMs,
      charges: clock.charges,
      rule: tierClause(state, 'acknowledgement-expires'),
      then: 'call-again',
    },
  ];
}
