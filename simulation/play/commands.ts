/** Makers of commands. */
import type { ApprovalKind, Command, Evidence, IssueState, PersonId } from '../../domain';
import type { Random } from '../random';

const EVIDENCE: readonly Evidence[] = [1, 2, 3].map((n) => ({ kind: 'photo', ref: `p-${n}` }));
const KINDS: readonly ApprovalKind[] = ['extension', 'extension', 'suspension', 'suspension', 'force-close'];

export function request(random: Random, state: IssueState, by: PersonId, nowMs: number): Command {
  const kind = random.pick(KINDS);
  const { extension, suspension } = state.rules;
  // Mostly within the limit, sometimes the whole of it, now and then beyond.
  const share = random.chance(0.2) ? 1 : random.next() * 1.1;
  const upTo = (limitMs: number): number => Math.max(1, Math.ceil(limitMs * share));
  return {
    type: 'request',
    by,
    kind,
    reason: 'r',
    ...(kind === 'extension' ? { extendByMs: upTo(extension.limitMs) } : {}),
    ...(kind === 'suspension' ? { untilMs: nowMs + upTo(suspension.limitMs) } : {}),
  };
}

export const handle = (random: Random, state: IssueState, by: PersonId): Command => ({
  type: 'handle',
  by,
  note: 'done',
  evidence: EVIDENCE.slice(0, random.chance(0.9) ? state.rules.evidenceMinimum : random.below(3)),
});

/** Decides the pending question, by name or not. */
export function answer(random: Random, state: IssueState, by: PersonId): Command {
  const approval = random.chance(0.5) ? undefined : state.approvals.at(-1)?.id;
  return {
    type: random.chance(0.65) ? 'approve' : 'reject',
    by,
    ...(approval === undefined ? {} : { approval }),
  };
}

export const plain = <T extends 'acknowledge' | 'resume' | 'confirm'>(type: T, by: PersonId): Command => ({ type, by });
export const reasoned = <T extends 'escalate' | 'dispute' | 'reopen'>(type: T, by: PersonId): Command => ({
  type,
  by,
  reason: 'r',
});
export const assign = (by: PersonId, to: PersonId): Command => ({ type: 'assign', by, to });
