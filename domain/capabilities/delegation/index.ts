import type { Capability } from '../../kernel/capability';
import type { PersonId } from '../../kernel/ids';
import { pendingApproval } from '../../kernel/ladder';
import type { Notice } from '../../kernel/notice';
import type { IssueState } from '../../kernel/state';
import { tell } from '../../kernel/tell';
import { questionFacts } from '../approval/tell-approval';
import { voiceOf } from '../approval/voice';
import { delegate, delegationDue } from './decide';
import { delegated, delegationEnded, isCalled } from './evolve';
import type { Delegated } from './messages';
import { mayDelegate } from './posts';

/** A deputy in somebody's absence, who is told at once what waits for the other. */
export const delegation = {
  commands: { delegate },
  events: { delegated, 'delegation-ended': delegationEnded },
  notices: {
    delegated: (after, event) => [
      welcome(after, event),
      tell(after, event.by, 'delegated', { by: event.to, of: event.by, dueAtMs: event.untilMs }),
    ],
    'delegation-ended': (after, { from, to }) =>
      [to, from].map((person) => tell(after, person, 'delegation-ended', { by: to, of: from })),
  },
  wakes: (state) => {
    if (state.delegations === undefined || state.stage === 'closed') return [];
    // Several deputies of one person until the same date end in one step.
    const first = state.delegations.filter(
      ({ from, untilMs }, index, all) => all.findIndex((one) => one.from === from && one.untilMs === untilMs) === index,
    );
    return first.map(({ from, untilMs }) => ({
      atMs: untilMs,
      clock: 'delegation',
      tier: state.tier,
      round: 0,
      of: from,
    }));
  },
  onWake: delegationDue,
  offers: (state) => (state.stage === 'closed' ? [] : [{ command: 'delegate', whom: whoMay(state) }]),
} satisfies Capability;

/** One person is told one thing: the question that waits for them, else that they are on duty, else that they are a deputy. */
function welcome(after: IssueState, { by, to, untilMs }: Delegated): Notice {
  const pending = pendingApproval(after);
  if (pending !== undefined) {
    const voice = voiceOf(after, pending, to);
    if ('for' in voice && voice.for === by)
      return tell(after, to, 'approval-asked', { ...questionFacts(pending), of: by });
  }
  if (isCalled(after, by, to)) {
    const due = after.clocks.acknowledge ?? after.clocks.handle;
    return tell(after, to, 'tier-called', { by, of: by, ...(due === undefined ? {} : { dueAtMs: due.dueAtMs }) });
  }
  return tell(after, to, 'delegated', { by: to, of: by, dueAtMs: untilMs });
}

/** A deputy has none. */
const whoMay = (state: IssueState): readonly PersonId[] =>
  mayDelegate(state).filter((person) => !(state.delegations ?? []).some(({ to }) => to === person));
