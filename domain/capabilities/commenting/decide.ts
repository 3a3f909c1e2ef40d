import type { Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import { STAGES, type IssueState } from '../../kernel/state';
import { involvedIn } from './involved';
import type { Comment } from './messages';

const BEFORE_THE_END = STAGES.filter((stage) => stage !== 'closed');

export const comment = (state: IssueState, command: Comment): Verdict =>
  needStage(state, 'comment', ...BEFORE_THE_END) ??
  needPerson(state, command.by, involvedIn(state), 'comment') ?? [
    { type: 'commented', by: command.by, text: command.text, evidence: command.evidence },
  ];
