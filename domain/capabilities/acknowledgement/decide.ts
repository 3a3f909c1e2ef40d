import type { Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import { mayWork } from '../../kernel/ladder';
import type { IssueState } from '../../kernel/state';
import type { Acknowledge } from './messages';

export const acknowledge = (state: IssueState, command: Acknowledge): Verdict =>
  needStage(state, 'acknowledge', 'open') ??
  needPerson(state, command.by, mayWork(state), 'acknowledge') ?? [{ type: 'acknowledged', by: command.by }];
