import { refuse, type Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import { everyoneOnLadder, mayWork, pendingApproval } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import { lapse } from '../approval/lapse';
import type { Assign } from './messages';

export const assign = (state: IssueState, command: Assign): Verdict =>
  needStage(state, 'assign', 'open', 'handling') ??
  needPerson(state, command.by, mayWork(state), 'assign') ??
  (everyoneOnLadder(state).includes(command.to)
    ? [
        // Who has the issue now neither asked the pending question nor may decide it.
        ...(command.to === state.assignee ? [] : lapse(pendingApproval(state), 'overtaken')),
        { type: 'assigned', by: command.by, to: command.to },
      ]
    : refuse(
        'NOT_ON_LADDER',
        `${command.to} is not on the ladder of ${state.id}; these are: ${everyoneOnLadder(state).join(', ')}.`,
      ));
