import { refuse, type Verdict } from '../../kernel/decision';
import type { IssueEvent } from '../../kernel/event';
import { needPerson, needStage } from '../../kernel/guards';
import type { ApprovalId, Instant } from '../../kernel/ids';
import { pendingApproval } from '../../kernel/ladder';
import { after } from '../../kernel/term';
import type { Approval, IssueState } from '../../kernel/state';
import { decidersFor, mayRequest } from './deciders';
import { kinds } from './kinds';
import type { Approve, Reject, Request } from './messages';

export function request(state: IssueState, command: Request, nowMs: Instant, receivedAtMs: Instant): Verdict {
  const refused =
    needStage(state, 'request', 'handling') ??
    needPerson(state, command.by, mayRequest(state), 'request') ??
    nonePending(state);
  if (refused !== null) return refused;
  const kind = kinds[command.kind];
  const limited = kind.guard(state, command, receivedAtMs);
  if (limited !== null) return limited;
  const deciders = decidersFor(state, command.by);
  if (deciders.length === 0)
    return refuse('NO_DECIDER', `Nobody is left who could decide on what ${command.by} asks for.`);
  return [
    {
      type: 'approval-requested',
      approval: `a${state.approvals.length + 1}` as ApprovalId,
      kind: command.kind,
      by: command.by,
      reason: command.reason,
      ...(command.extendByMs === undefined ? {} : { extendByMs: command.extendByMs }),
      ...(command.untilMs === undefined ? {} : { untilMs: command.untilMs }),
      deciders,
      sinceMs: nowMs,
      dueAtMs: after(state.rules, nowMs, kind.decideWithin(state)),
    },
  ];
}

export function approve(state: IssueState, command: Approve, nowMs: Instant): Verdict {
  const found = decidable(state, command);
  if ('refused' in found) return found;
  return [{ type: 'approved', ...answer(found, command) }, ...kinds[found.kind].approved(state, found, nowMs)];
}

export function reject(state: IssueState, command: Reject): Verdict {
  const found = decidable(state, command);
  if ('refused' in found) return found;
  const events: readonly IssueEvent[] = [{ type: 'rejected', ...answer(found, command) }];
  return events;
}

/** One decision per approval, never by its asker or by the handler, always by somebody it was put to. */
function decidable(state: IssueState, command: Approve | Reject): Approval | Exclude<Verdict, readonly IssueEvent[]> {
  const found =
    command.approval === undefined
      ? (pendingApproval(state) ?? state.approvals.at(-1))
      : state.approvals.find((approval) => approval.id === command.approval);
  if (found === undefined) {
    const known = state.approvals.map((approval) => approval.id).join(', ') || 'none';
    return no('APPROVAL_UNKNOWN', `${state.id} has no approval ${command.approval ?? 'to decide'}; known: ${known}.`);
  }
  if (found.status !== 'pending') {
    const how = found.decidedBy === undefined ? found.status : `${found.status} by ${found.decidedBy}`;
    return no('APPROVAL_DECIDED', `Approval ${found.id} of ${state.id} was already ${how}.`);
  }
  if (command.by === found.askedBy)
    return no('APPROVAL_BY_ASKER', `${command.by} asked for ${found.id} and can't decide it.`);
  if (!found.deciders.includes(command.by)) {
    return no('APPROVAL_NOT_YOURS', `${command.by} may not decide ${found.id}; ${found.deciders.join(', ')} may.`);
  }
  return found;
}

const no = (...args: Parameters<typeof refuse>) => refuse(...args) as Exclude<Verdict, readonly IssueEvent[]>;

const answer = (approval: Approval, command: Approve | Reject) => ({
  approval: approval.id,
  by: command.by,
  ...(command.reason === undefined ? {} : { reason: command.reason }),
});

const nonePending = (state: IssueState): Verdict | null => {
  const pending = pendingApproval(state);
  return pending === undefined
    ? null
    : refuse('APPROVAL_PENDING', `${state.id} already waits for a decision on ${pending.id} (${pending.kind}).`);
};
