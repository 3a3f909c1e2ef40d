import { clockWaits, clockWakes } from '../../kernel/awaited';
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
  wakes: (state) => clockWakes(state, 'renew'),
  onWake: renewDue,
  waits: (state) => [...waitToAcknowledge(state), ...waitToRenew(state)],
  offers: (state) => {
    const whom = mayAcknowledge(state);
    return whom.length === 0 ? [] : [{ command: 'acknowledge', whom }];
  },
} satisfies Capability;

const waitToAcknowledge = (state: IssueState): readonly Wait[] =>
  clockWaits(state, 'acknowledge', (clock) => ({
    what: 'acknowledgement',
    whom: onDuty(state),
    role: crew(state).role,
    rule: tierClause(state, 'acknowledge'),
    then: isLastTier(state) ? atTheTop(state) : clock.round < currentTier(state).repeat.times ? 'remind' : 'escalate',
  }));

/** A party gives it back to the last tier; that tier is alerted for ever. */
const atTheTop = ({ dispatch }: IssueState): 'alert' | 'call-again' =>
  dispatch === undefined ? 'alert' : 'call-again';

const waitToRenew = (state: IssueState): readonly Wait[] =>
  clockWaits(state, 'renew', () => ({
    what: 'renewal',
    whom: onDuty(state),
    role: crew(state).role,
    rule: tierClause(state, 'acknowledgement-expires'),
    then: 'call-again',
  }));
