import type { IssueEvent, PersonId, Posted } from '../../../domain';
import type { Turn } from '../../trace';
import { utc, type Check } from '../check';
import type { Event, Question } from '../known';
import type { Sight } from '../sight';

export const practice: Check = {
  name: 'practice',
  promise: 'Only who may, or their deputy, when they may, within the limits: the guards seen in practice.',
  event: (before, { event }, turn, say) => {
    const wrong = broken(before, event, turn);
    if (wrong !== null) say(`${event.type}: ${wrong}`);
  },
};

/** What is wrong with an event of this type; null when nothing is. */
type Guards = {
  readonly [T in IssueEvent['type']]?: (before: Sight, event: Event<T>, turn: Turn) => string | null;
};

const guards: Guards = {
  verified: (before, { by }) => stage(before, 'verifying') ?? (by === undefined ? null : verifies(before, by)),
  declined: (before, { by }) => stage(before, 'verifying') ?? verifies(before, by),
  acknowledged: (before, { by }) =>
    before.stage === 'handling' && before.renew !== null
      ? acts(before, by, [before.holder])
      : (stage(before, 'open') ?? works(before, by)),
  assigned: (before, { by, to }) => stage(before, 'open', 'handling') ?? works(before, by) ?? onLadder(before, to),
  // A unit beside the ladder gives it back; only the tier passes it up.
  escalated: (before, { by = STRANGER, cause }) => {
    if (cause !== 'passed-up') return null;
    const may = before.dispatch === null ? works(before, by) : acts(before, by, before.tierPeople);
    return stage(before, 'open', 'handling') ?? may;
  },
  dispatched: (before, { by, to }) =>
    stage(before, 'open', 'handling') ?? acts(before, by, before.tierPeople) ?? known(before, to),
  summoned: (before, { by, party }) => stage(before, 'handling') ?? works(before, by) ?? known(before, party),
  'part-released': (before, { by }) => stage(before, 'open', 'handling') ?? works(before, by),
  'reported-in': (before, { by, party }) =>
    stage(before, 'open', 'handling') ?? acts(before, by, peopleOf(before, party)),
  'part-finished': (before, { by, party }) =>
    by === before.reporter
      ? 'the resident has the last word and did a part of it as well'
      : (stage(before, 'open', 'handling') ?? acts(before, by, peopleOf(before, party))),
  handled: (before, { by, evidence }) => {
    if (by === before.reporter) return 'the resident has the last word and handled it as well';
    if (evidence.length < before.rules.evidenceMinimum) return 'evidence is missing';
    return stage(before, 'handling') ?? works(before, by);
  },
  checked: (before, { by, evidence = [] }) =>
    by === undefined ? stage(before, 'checking') : (stage(before, 'checking') ?? shown(before, evidence)),
  'check-failed': (before, { evidence }) => stage(before, 'checking') ?? shown(before, evidence),
  'called-back': (before) =>
    stage(before, 'confirming') ?? (before.rules.callBack === undefined ? 'nobody calls' : null),
  'approval-requested': (before, event, turn) => asks(before, event) ?? limits(before, event, turn),
  confirmed: (before, { by }) => stage(before, 'confirming') ?? resident(before, by),
  disputed: (before, { by }) => stage(before, 'confirming') ?? resident(before, by),
  withdrawn: (before, { by }) => resident(before, by),
  resumed: (before, { by }) => stage(before, 'suspended') ?? (by === undefined ? null : works(before, by)),
  supervised: (before, { by }) =>
    acts(
      before,
      by,
      before.rules.tiers.slice(before.tier).flatMap(({ people }) => people),
    ),
  answered: (before, { by }) => (before.stage === 'verifying' ? verifies(before, by) : works(before, by)),
  reclassified: (before, { by }) =>
    stage(before, 'verifying', 'open', 'handling') ??
    (before.stage === 'verifying' ? null : acts(before, by, [...workers(before), ...from(before, before.tier)])),
  'rules-changed': (before, { by, why, rules }) =>
    why === 'priority'
      ? null
      : acts(before, by, [...from(before, before.tiers - 1), ...(rules.tiers.at(-1)?.people ?? [])]),
  delegated: (before, { by, to }) =>
    mayHold(before, by) && mayHold(before, to) ? null : `${by} or ${to} holds no post`,
  linked: (before, { by }) =>
    stage(before, 'open', 'handling') ?? acts(before, by, [...workers(before), ...from(before, before.tier - 1)]),
  unlinked: (before, { by }) =>
    stage(before, 'linked') ??
    (by === undefined
      ? null
      : acts(before, by, [...workers(before), ...from(before, before.tier - 1), before.reporter])),
  reopened: (before, _event, { receivedAtMs }) => {
    const tooLate = receivedAtMs - (before.closedAtMs ?? 0) > before.rules.reopenWithinMs;
    return stage(before, 'closed') ?? (tooLate ? 'too long after the end' : null);
  },
};

const STRANGER = '?' as PersonId;

const broken = (before: Sight, event: IssueEvent, turn: Turn): string | null => {
  const guard = guards[event.type] as ((sight: Sight, e: IssueEvent, t: Turn) => string | null) | undefined;
  return guard === undefined ? null : guard(before, event, turn);
};

const stage = (before: Sight, ...may: readonly Sight['stage'][]): string | null =>
  may.includes(before.stage) ? null : `not while the issue is ${before.stage}`;
const resident = (before: Sight, by: string): string | null =>
  by === before.reporter ? null : `${by} is not the resident`;
const known = (before: Sight, party: string): string | null =>
  before.party(party) === undefined ? `there is no party ${party}` : null;
const shown = ({ rules }: Sight, evidence: readonly unknown[]): string | null =>
  evidence.length < (rules.check?.evidenceMinimum ?? 0) ? 'evidence is missing' : null;
const onLadder = (before: Sight, to: PersonId): string | null =>
  before.rules.tiers.some(({ people }) => people.includes(to)) || before.crew.includes(to)
    ? null
    : `${to} is not on the ladder`;

/** In their own place, or in that of somebody whose deputy they are. */
const acts = (before: Sight, by: PersonId, whom: readonly (PersonId | null)[]): string | null =>
  before.places(by).some((person) => whom.includes(person)) ? null : `${by} may not`;
const workers = (before: Sight): readonly (PersonId | null)[] => [...before.crew, before.holder];
const works = (before: Sight, by: PersonId): string | null =>
  by === before.holder || before.crew.includes(by) ? null : acts(before, by, workers(before));
const peopleOf = (before: Sight, party: string): readonly PersonId[] => before.party(party)?.people ?? [];
const from = ({ rules }: Sight, index: number): readonly PersonId[] =>
  rules.tiers.slice(Math.max(0, index)).flatMap(({ people }) => people);

function verifies(before: Sight, by: PersonId): string | null {
  const { rules, reporter } = before;
  const posts = [...(rules.verification === undefined ? [] : [rules.verification.by]), ...rules.tiers];
  const first = posts.find(({ people }) => people.some((person) => person !== reporter));
  return acts(before, by, first?.people ?? []);
}

/** Anybody whom the rules, a question or a watch names. */
function mayHold({ rules, question, watch, asked }: Sight, person: PersonId): boolean {
  const decisions = [rules.extension, rules.suspension, rules.forceClose, rules.return, rules.void];
  const posts: readonly (Pick<Posted, 'people'> | null | undefined)[] = [
    ...rules.tiers,
    ...(rules.parties ?? []),
    ...decisions.flatMap((decision) => decision?.panels ?? []),
    rules.verification?.by,
    rules.check?.by,
    rules.callBack?.by,
    watch,
    question === null ? null : { people: question.deciders },
  ];
  // Whoever was asked to decide before may have a deputy too; who that was is not kept here.
  return asked.size > 0 || posts.some((post) => post?.people.includes(person) === true);
}

const STAGES: Readonly<Record<Question['kind'], readonly Sight['stage'][]>> = {
  extension: ['handling'],
  suspension: ['handling'],
  'force-close': ['handling'],
  return: ['open', 'handling'],
  void: ['verifying', 'open', 'handling'],
};

function asks(before: Sight, { kind, by }: Question): string | null {
  if ((kind === 'return' || kind === 'void') && before.rules[kind] === undefined) return `the rules know no ${kind}`;
  if (kind === 'return' && before.isTop && before.dispatch === null) return 'nobody is above to whom it could go back';
  const when = stage(before, ...STAGES[kind]);
  if (when !== null) return when;
  return before.stage === 'verifying' ? verifies(before, by) : works(before, by);
}

/** Extensions and suspensions: in handling, not overdue, none pending, so many and so much. */
function limits(before: Sight, { kind, extendByMs, untilMs }: Question, { receivedAtMs, nowMs }: Turn): string | null {
  const { handle, granted, rules } = before;
  if (kind !== 'extension' && kind !== 'suspension') return null;
  if (handle === null || handle.calls > 0 || receivedAtMs >= handle.deadlineAtMs)
    return `asked for at ${utc(receivedAtMs)}, overdue since ${utc(handle?.deadlineAtMs ?? receivedAtMs)}`;
  if (granted[kind] >= rules[kind].maximum) return `the ${granted[kind] + 1}. ${kind}, ${rules[kind].maximum} may be`;
  const ms = kind === 'extension' ? extendByMs : (untilMs ?? 0) - nowMs;
  if (ms === undefined || ms <= 0) return `a ${kind} of no time`;
  return ms > rules[kind].limitMs ? `a ${kind} of ${ms} ms, at most ${rules[kind].limitMs} may be` : null;
}
