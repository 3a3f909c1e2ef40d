import type { IssueEvent } from '../../../domain';
import type { Turn } from '../../trace';
import { utc, type Check } from '../check';
import type { Question, Sight } from '../sight';

export const practice: Check = {
  name: 'practice',
  promise: 'Only who may, when they may, within the limits: the guards seen in practice.',
  event: (before, { event }, turn, say) => {
    const wrong = broken(before, event, turn);
    if (wrong !== null) say(`${event.type}: ${wrong}`);
  },
};

/** What is wrong with an event of this type; null when nothing is. */
type Guards = {
  readonly [T in IssueEvent['type']]?: (
    before: Sight,
    event: Extract<IssueEvent, { type: T }>,
    turn: Turn,
  ) => string | null;
};

const guards: Guards = {
  acknowledged: (before, { by }) => stage(before, 'open') ?? works(before, by),
  assigned: (before, { by, to }) => stage(before, 'open', 'handling') ?? works(before, by) ?? onLadder(before, to),
  escalated: (before, { by, cause }) =>
    by === undefined || cause === 'disputed' ? null : (stage(before, 'open', 'handling') ?? works(before, by)),
  handled: (before, { by, evidence }) => {
    if (by === before.reporter) return 'the resident has the last word and handled it as well';
    if (evidence.length < before.rules.evidenceMinimum) return 'evidence is missing';
    return stage(before, 'handling') ?? works(before, by);
  },
  'approval-requested': (before, event, turn) =>
    stage(before, 'handling') ?? works(before, event.by) ?? limits(before, event, turn),
  confirmed: (before, { by }) => stage(before, 'confirming') ?? resident(before, by),
  disputed: (before, { by }) => stage(before, 'confirming') ?? resident(before, by),
  resumed: (before, { by }) => stage(before, 'suspended') ?? (by === undefined ? null : works(before, by)),
  reopened: (before, _event, { receivedAtMs }) => {
    const tooLate = receivedAtMs - (before.closedAtMs ?? 0) > before.rules.reopenWithinMs;
    return stage(before, 'closed') ?? (tooLate ? 'too long after the end' : null);
  },
};

const broken = (before: Sight, event: IssueEvent, turn: Turn): string | null => {
  const guard = guards[event.type] as ((sight: Sight, e: IssueEvent, t: Turn) => string | null) | undefined;
  return guard?.(before, event, turn) ?? null;
};

const stage = (before: Sight, ...may: readonly Sight['stage'][]): string | null =>
  may.includes(before.stage) ? null : `not while the issue is ${before.stage}`;
const resident = (before: Sight, by: string): string | null =>
  by === before.reporter ? null : `${by} is not the resident`;
const works = (before: Sight, by: string): string | null =>
  by === before.holder || (before.crew as readonly string[]).includes(by) ? null : `${by} is not at work on it`;
const onLadder = (before: Sight, to: string): string | null =>
  before.rules.tiers.some(({ people }) => (people as readonly string[]).includes(to))
    ? null
    : `${to} is not on the ladder`;

/** Extensions and suspensions: in handling, not overdue, none pending, so many and so much. */
function limits(before: Sight, { kind, extendByMs, untilMs }: Question, { receivedAtMs }: Turn): string | null {
  const { handle, granted, rules } = before;
  if (kind === 'force-close') return null;
  if (handle === null || handle.calls > 0 || receivedAtMs >= handle.deadlineAtMs)
    return `asked for at ${utc(receivedAtMs)}, overdue since ${utc(handle?.deadlineAtMs ?? receivedAtMs)}`;
  if (granted[kind] >= rules[kind].maximum) return `the ${granted[kind] + 1}. ${kind}, ${rules[kind].maximum} may be`;
  const ms = kind === 'extension' ? extendByMs : (untilMs ?? 0) - receivedAtMs;
  if (ms === undefined || ms <= 0) return `a ${kind} of no time`;
  return ms > rules[kind].limitMs ? `a ${kind} of ${ms} ms, at most ${rules[kind].limitMs} may be` : null;
}
