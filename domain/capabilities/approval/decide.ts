import { refuse, type Verdict } from '../../kernel/decision';
import { needPerson, needStage } from '../../kernel/guards';
import type { ApprovalId, Instant } from '../../kernel/ids';
import { pendingApproval } from '../../kernel/ladder';
import { after } from '../../kernel/term';
import type { Approval, IssueState, Vote } from '../../kernel/state';
import { benchFor, wantedBy } from './deciders';
import { kinds } from './kinds';
import type { Approve, Reject, Request, Voted } from './messages';
import { tally } from './quorum';
import { remindersOf } from './remind';
import { voiceOf } from './voice';

export function request(state: IssueState, command: Request, nowMs: Instant, receivedAtMs: Instant): Verdict {
  const kind = kinds[command.kind];
  const decision = kind.decision(state.rules);
  if (decision === undefined && state.stage !== 'closed')
    return refuse(
      'APPROVAL_KIND_UNUSED',
      `The procedure of ${state.id} knows no question of the kind ${command.kind}; leave it, or pass the issue up.`,
    );
  const askers = kind.askers(state);
  const refused =
    needStage(state, `request ${command.kind}`, ...kind.stages) ??
    needPerson(state, command.by, askers, 'request') ??
    nonePending(state) ??
    kind.guard(state, command, receivedAtMs, nowMs);
  if (refused !== null || decision === undefined) return refused ?? [];
  const bench = benchFor(state, decision, wantedBy(state, command.by, askers));
  if (bench.deciders.length === 0)
    return refuse('NO_DECIDER', `Nobody is left who could decide on what ${command.by} asks for.`);
  const dueAtMs = after(state.rules, nowMs, decision.decideWithin);
  return [
    {
      type: 'approval-requested',
      approval: `a${state.approvals.length + 1}` as ApprovalId,
      kind: command.kind,
      by: command.by,
      reason: command.reason,
      ...(command.extendByMs === undefined ? {} : { extendByMs: command.extendByMs }),
      ...(command.untilMs === undefined ? {} : { untilMs: command.untilMs }),
      ...bench,
      sinceMs: nowMs,
      dueAtMs,
      ...remindersOf(state.rules, decision, nowMs, dueAtMs),
    },
  ];
}

export const approve = (state: IssueState, command: Approve, nowMs: Instant): Verdict =>
  vote(state, command, 'approve', nowMs);

export const reject = (state: IssueState, command: Reject, nowMs: Instant): Verdict =>
  vote(state, command, 'reject', nowMs);

function vote(state: IssueState, command: Approve | Reject, said: Vote['vote'], nowMs: Instant): Verdict {
  const asked = pendingOne(state, command);
  if ('refused' in asked) return asked;
  const voice = voiceOf(state, asked, command.by);
  if ('refused' in voice) return voice;
  const reason = command.reason === undefined ? {} : { reason: command.reason };
  const follows = said === 'approve' ? kinds[asked.kind].approved : NOTHING;
  if (asked.panels === undefined)
    return [
      { type: said === 'approve' ? 'approved' : 'rejected', approval: asked.id, ...voice, ...reason },
      ...follows(state, asked, nowMs),
    ];
  const voted: Voted = { type: 'voted', approval: asked.id, ...voice, vote: said, ...reason };
  const ended = tally(asked.panels, [...(asked.votes ?? []), { ...voice, vote: said }]);
  if (ended === 'open') return [voted];
  return [voted, { type: ended, approval: asked.id, ...voice }, ...follows(state, asked, nowMs)];
}

const NOTHING = () => [];

/** The question that is meant, if it still waits for an answer. */
function pendingOne(state: IssueState, command: Approve | Reject): Approval | Refused {
  const found =
    command.approval === undefined
      ? (pendingApproval(state) ?? state.approvals.at(-1))
      : state.approvals.find((approval) => approval.id === command.approval);
  if (found === undefined) {
    const known = state.approvals.map((approval) => approval.id).join(', ') || 'none';
    return no('APPROVAL_UNKNOWN', `${state.id} has no approval ${command.approval ?? 'to decide'}; known: ${known}.`);
  }
  if (found.status === 'pending') return found;
  const how = found.decidedBy === undefined ? found.status : `${found.status} by ${found.decidedBy}`;
  return no('APPROVAL_DECIDED', `Approval ${found.id} of ${state.id} was already ${how}.`);
}

type Refused = Extract<Verdict, { readonly refused: unknown }>;
const no = (...args: Parameters<typeof refuse>) => refuse(...args) as Refused;

const nonePending = (state: IssueState): Verdict | null => {
  const pending = pendingApproval(state);
  return pending === undefined
    ? null
    : refuse('APPROVAL_PENDING', `${state.id} already waits for a decision on ${pending.id} (${pending.kind}).`);
};
