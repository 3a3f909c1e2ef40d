import type { Capability } from '../../kernel/capability';
import { clause, inStage, onDuty } from '../../kernel/ladder';
import { tell, tellAll, tellReporter } from '../../kernel/tell';
import { askResident } from '../confirmation/ask';
import { link, mayLink, mayUnlink, unlink } from './decide';
import { followed, followerJoined, followerLeft, linked, unlinked } from './evolve';

/** Issues that are one matter escalate as a group, and can be taken apart again. */
export const linking = {
  commands: { link, unlink },
  events: { linked, followed, unlinked, 'follower-joined': followerJoined, 'follower-left': followerLeft },
  notices: {
    linked: (after, { by, lead }) => [
      tellReporter(after, 'linked', { by, issue: lead }),
      ...(after.assignee === null || after.assignee === by
        ? []
        : [tell(after, after.assignee, 'linked', { by, issue: lead })]),
    ],
    followed: (after, { what, by, lead, confirm }) =>
      what === 'climbed'
        ? [tellReporter(after, 'escalated', { cause: 'with-lead', issue: lead })]
        : askResident(after, by, confirm.dueAtMs),
    unlinked: (after, { by, lead, handle }) => [
      ...(after.stage === 'open'
        ? // Somebody may have been given it before: then nobody else is waited for.
          tellAll(after, onDuty(after), 'tier-called', {
            cause: 'unlinked',
            dueAtMs: (after.clocks.acknowledge ?? handle).dueAtMs,
          })
        : tellAll(after, onDuty(after), 'unlinked', {
            issue: lead,
            dueAtMs: handle.dueAtMs,
          })),
      tellReporter(after, 'unlinked', { issue: lead, ...(by === undefined ? {} : { by }) }),
    ],
  },
  waits: (state) =>
    state.link === undefined
      ? []
      : [
          {
            what: 'lead',
            whom: [],
            role: 'lead',
            issue: state.link.lead,
            sinceMs: state.stageSinceMs,
            untilMs: null,
            rule: clause(state, 'link'),
            then: 'nothing',
          },
        ],
  offers: (state) => {
    if (state.stage === 'linked') return [{ command: 'unlink', whom: mayUnlink(state) }];
    return inStage(state, 'open', 'handling') ? [{ command: 'link', whom: mayLink(state) }] : [];
  },
} satisfies Capability;
