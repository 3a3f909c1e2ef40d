import { startClock } from '../../kernel/clock';
import { refuse, type Verdict } from '../../kernel/decision';
import { placesOf } from '../../kernel/deputies';
import type { IssueEvent } from '../../kernel/event';
import { needPerson, needStage } from '../../kernel/guards';
import type { Instant, PersonId, Span } from '../../kernel/ids';
import { tierAt } from '../../kernel/ladder';
import type { IssueRules } from '../../kernel/rules';
import { STAGES, type IssueState } from '../../kernel/state';
import { natural, type Term } from '../../kernel/term';
import type { Wake } from '../../kernel/wake';
import { nextCall } from '../escalation/climb';
import { answerers } from './answerers';
import type { Answer, Supervise } from './messages';

/** Where the procedure does not say within what a supervising tier is answered: a day. */
const ANSWER_WITHIN_MS: Span = 24 * 3_600_000;
const BEFORE_THE_END = STAGES.filter((stage) => stage !== 'closed');

export const answerWithin = ({ supervision, timeScale }: IssueRules): Term =>
  supervision?.answerWithin ?? natural(Math.max(1, Math.round(ANSWER_WITHIN_MS / timeScale)));

/** Everybody above the tier on duty. */
export const maySupervise = ({ rules, tier }: IssueState): readonly PersonId[] => [
  ...new Set(rules.tiers.slice(tier).flatMap(({ people }) => people)),
];

/** A higher tier takes over from a lower one, never the other way round; the same one may ask again. */
export function supervise(state: IssueState, command: Supervise, nowMs: Instant): Verdict {
  const refused =
    needStage(state, 'supervise', ...BEFORE_THE_END) ?? needPerson(state, command.by, maySupervise(state), 'supervise');
  if (refused !== null) return refused;
  const tier = tierOf(state, command.by);
  const { supervision } = state;
  if (supervision !== undefined && tier < supervision.tier)
    return refuse(
      'NOT_YOURS_TO_DO',
      `${state.id} is already supervised by ${tierAt(state, supervision.tier).key}, which is above ${command.by}; talk to ${supervision.by}.`,
    );
  return [
    {
      type: 'supervised',
      by: command.by,
      reason: command.reason,
      tier,
      people: tierAt(state, tier).people,
      answer: startClock(state.rules, nowMs, answerWithin(state.rules)),
    },
  ];
}

/** The highest tier of the first place in which somebody may supervise: their own, else that of whom they stand in for. */
function tierOf(state: IssueState, by: PersonId): number {
  const above = maySupervise(state);
  const place = placesOf(state, by).find((person) => above.includes(person)) ?? by;
  return state.rules.tiers.findLastIndex(({ people }) => people.includes(place)) + 1;
}

export function answer(state: IssueState, command: Answer): Verdict {
  const refused = needStage(state, 'answer', ...BEFORE_THE_END);
  if (refused !== null) return refused;
  if (state.clocks.answer === undefined)
    return refuse('NOTHING_TO_ANSWER', `No supervising tier waits for an answer on ${state.id}.`);
  return (
    needPerson(state, command.by, answerers(state), 'answer') ?? [
      { type: 'answered', by: command.by, note: command.note },
    ]
  );
}

/** Nobody answered: those who should, and the supervising tier with them, are told at the same interval until they do. */
export const answerDue = (state: IssueState, wake: Wake, nowMs: Instant): readonly IssueEvent[] => [
  {
    type: 'reminded',
    clock: 'answer',
    tier: state.tier,
    round: wake.round + 1,
    firedAtMs: wake.atMs,
    nextAtMs: nextCall(state.rules, wake.atMs, answerWithin(state.rules), nowMs),
    alert: false,
  },
];
