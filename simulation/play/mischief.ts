/** Any command by anybody: out of turn, by strangers, about questions that do not exist. */
import { COMMAND_NAMES, type ApprovalId, type Command, type IssueState, type PersonId } from '../../domain';
import type { Random } from '../random';
import { NEIGHBOURS, OFFICES, RESIDENT, STRANGER } from '../world/people';
import {
  answer,
  anyKind,
  ask,
  assign,
  call,
  comment,
  delegate,
  dispatch,
  finish,
  handle,
  inform,
  link,
  look,
  migrate,
  passUp,
  plain,
  reasoned,
  reclassify,
  release,
  request,
  summon,
} from './commands';

export function mischief(random: Random, state: IssueState): Command {
  const question = state.approvals.at(-1);
  // Who asks likes to answer too.
  if (question?.status === 'pending' && random.chance(0.1)) return answer(random, state, question.askedBy);
  const by = anybody(random, state);
  const type = random.pick(COMMAND_NAMES);
  switch (type) {
    case 'assign':
      return assign(by, anybody(random, state));
    case 'handle':
      return handle(random, state, by);
    case 'request':
      return random.chance(0.5)
        ? request(random, state, by, state.stageSinceMs)
        : ask(random, state, by, state.stageSinceMs, anyKind(random));
    case 'reject':
      return answer(random, state, by);
    case 'approve':
      return random.chance(0.5)
        ? answer(random, state, by)
        : { type: 'approve', by, approval: `a${random.below(9)}` as ApprovalId };
    case 'escalate':
      return passUp(random, state, by);
    case 'dispatch':
      return dispatch(random, state, by);
    case 'summon':
      return summon(random, state, by);
    case 'release':
      return release(random, state, by);
    case 'finish':
      return finish(by);
    case 'pass-check':
    case 'fail-check':
      return look(random, state, by);
    case 'call-back':
      return call(random, by);
    case 'answer':
      return inform(by);
    case 'comment':
      return comment(by);
    case 'delegate':
      return delegate(random, by, anybody(random, state), state.stageSinceMs);
    case 'link':
      return link(random, by);
    case 'migrate':
      return migrate(random, by);
    case 'reclassify':
      return reclassify(random, by);
    case 'acknowledge':
    case 'resume':
    case 'confirm':
    case 'report-in':
    case 'verify':
      return plain(type, by);
    case 'dispute':
    case 'reopen':
    case 'decline':
    case 'withdraw':
    case 'supervise':
    case 'unlink':
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
  return random.pick(roll < 0.75 ? OFFICES : NEIGHBOURS);
}
