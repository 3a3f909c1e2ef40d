/** Any command by anybody: out of turn, by strangers, about questions that do not exist. */
import type { ApprovalId, Command, IssueState, PersonId } from '../../domain';
import type { Random } from '../random';
import { NEIGHBOURS, RESIDENT, STRANGER } from '../world/people';
import { answer, assign, handle, plain, reasoned, request } from './commands';

const TYPES = [
  'acknowledge',
  'assign',
  'escalate',
  'handle',
  'request',
  'answer',
  'answer',
  'answer-unknown',
  'resume',
  'confirm',
  'dispute',
  'reopen',
] as const;

export function mischief(random: Random, state: IssueState): Command {
  const by = anybody(random, state);
  const type = random.pick(TYPES);
  switch (type) {
    case 'assign':
      return assign(by, anybody(random, state));
    case 'handle':
      return handle(random, state, by);
    case 'request':
      return request(random, state, by, state.stageSinceMs);
    case 'answer':
      return answer(random, state, by);
    case 'answer-unknown':
      return { type: 'approve', by, approval: `a${random.below(9)}` as ApprovalId };
    case 'acknowledge':
    case 'resume':
    case 'confirm':
      return plain(type, by);
    case 'escalate':
    case 'dispute':
    case 'reopen':
      return reasoned(type, by);
    default:
      return type satisfies never;
  }
}

function anybody(random: Random, { report, assignee, approvals }: IssueState): PersonId {
  const roll = random.next();
  if (roll < 0.1) return STRANGER;
  if (roll < 0.2) return RESIDENT;
  if (roll < 0.35) return report.reporter;
  if (roll < 0.5 && assignee !== null) return assignee;
  if (roll < 0.6) return approvals.at(-1)?.askedBy ?? report.reporter;
  return random.pick(NEIGHBOURS);
}
