/** Makers of commands. */
import {
  APPROVAL_KINDS,
  CALL_ANSWERS,
  type ApprovalKind,
  type Command,
  type Evidence,
  type IssueId,
  type IssueState,
  type PartyKey,
  type PersonId,
} from '../../domain';
import type { Random } from '../random';

const EVIDENCE: readonly Evidence[] = [1, 2, 3].map((n) => ({ kind: 'photo', ref: `p-${n}` }));
const KINDS: readonly ApprovalKind[] = ['extension', 'extension', 'suspension', 'suspension', 'force-close'];
export const LEADS: readonly IssueId[] = ['i-lead', 'i-other'] as IssueId[];
const DAY_MS = 86_400_000;

export function request(random: Random, state: IssueState, by: PersonId, nowMs: number): Command {
  const { rules, dispatch } = state;
  const back = rules.return !== undefined && random.chance(dispatch === undefined ? 0.15 : 0.6);
  const out = rules.void !== undefined && random.chance(0.15);
  return ask(random, state, by, nowMs, back ? 'return' : out ? 'void' : random.pick(KINDS));
}

export function ask(random: Random, state: IssueState, by: PersonId, nowMs: number, kind: ApprovalKind): Command {
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

export const anyKind = (random: Random): ApprovalKind => random.pick(APPROVAL_KINDS);

const evidence = (random: Random, minimum: number): readonly Evidence[] =>
  EVIDENCE.slice(0, random.chance(0.9) ? minimum : random.below(3));

export const handle = (random: Random, state: IssueState, by: PersonId): Command => ({
  type: 'handle',
  by,
  note: 'done',
  evidence: evidence(random, state.rules.evidenceMinimum),
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

export const look = (random: Random, state: IssueState, by: PersonId): Command => {
  const photos = evidence(random, state.rules.check?.evidenceMinimum ?? 0);
  return random.chance(0.5)
    ? { type: 'pass-check', by, evidence: photos }
    : { type: 'fail-check', by, reason: 'r', evidence: photos };
};
export const call = (random: Random, by: PersonId): Command => {
  const said = random.pick(CALL_ANSWERS);
  return {
    type: 'call-back',
    by,
    answer: said,
    ...(said === 'dissatisfied' || random.chance(0.1) ? { note: 'n' } : {}),
  };
};

/** One of the procedure's, now and then one that there is not. */
export function party(random: Random, { rules }: IssueState): PartyKey {
  const known = rules.parties ?? [];
  return known.length === 0 || random.chance(0.05) ? ('party-9' as PartyKey) : random.pick(known).key;
}

export const delegate = (random: Random, by: PersonId, to: PersonId, nowMs: number): Command => ({
  type: 'delegate',
  by,
  to,
  untilMs: nowMs + random.pick([0, 3_600_000, DAY_MS, 7 * DAY_MS, 500 * DAY_MS]),
});

type Bare = 'acknowledge' | 'resume' | 'confirm' | 'report-in' | 'verify';
type Reasoned = 'escalate' | 'dispute' | 'reopen' | 'decline' | 'withdraw' | 'supervise' | 'unlink';

export const plain = <T extends Bare>(type: T, by: PersonId): Command => ({ type, by });
export const reasoned = <T extends Reasoned>(type: T, by: PersonId): Command => ({ type, by, reason: 'r' });
export const assign = (by: PersonId, to: PersonId): Command => ({ type: 'assign', by, to });
export const passUp = (random: Random, { rules, tier }: IssueState, by: PersonId): Command => ({
  type: 'escalate',
  by,
  reason: 'r',
  ...(random.chance(0.25)
    ? { to: keyOf(random, rules.tiers.slice(random.chance(0.8) ? Math.min(tier, rules.tiers.length - 1) : 0)) }
    : {}),
});
const keyOf = (random: Random, tiers: IssueState['rules']['tiers']): string => random.pick(tiers).key;
export const dispatch = (random: Random, state: IssueState, by: PersonId): Command => ({
  type: 'dispatch',
  by,
  to: party(random, state),
});
export const summon = (random: Random, state: IssueState, by: PersonId): Command => ({
  type: 'summon',
  by,
  party: party(random, state),
  reason: 'r',
});
export const release = (random: Random, state: IssueState, by: PersonId): Command => ({
  type: 'release',
  by,
  party: state.parts?.at(-1)?.party ?? party(random, state),
  reason: 'r',
});
export const finish = (by: PersonId): Command => ({ type: 'finish', by, note: 'done', evidence: [] });
export const inform = (by: PersonId): Command => ({ type: 'answer', by, note: 'n' });
export const comment = (by: PersonId): Command => ({ type: 'comment', by, text: 't', evidence: [] });
export const link = (random: Random, by: PersonId): Command => ({
  type: 'link',
  by,
  to: random.pick(LEADS),
  reason: 'r',
});
export const migrate = (random: Random, by: PersonId): Command => ({
  type: 'migrate',
  by,
  what: random.chance(0.7) ? 'procedure' : 'calendar',
  reason: 'r',
});
export const reclassify = (random: Random, by: PersonId): Command => ({
  type: 'reclassify',
  by,
  reason: 'r',
  category: `category-${random.below(3)}`,
  ...(random.chance(0.5) ? { severity: random.pick(['low', 'normal', 'high', 'urgent'] as const) } : {}),
});
