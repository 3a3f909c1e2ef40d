import type { Instant, IssueRules, PersonId } from '../../../domain';
import { utc, type Check, type Say } from '../check';
import type { Question } from '../known';
import type { Sight } from '../sight';
import { toBeAsked } from '../there';
import { CLAUSES, involved } from './approvals';
import { asTheRulesName } from './warnings';

export const decisionReminders: Check = {
  name: 'decision-reminders',
  promise:
    'A decision that waits is called to mind as the rules say, of those whose voice could still change it and who are there, and of nobody who has given theirs, who asked or who is involved, in whosever’s place; of a question whose time is over, of nobody.',
  on: {
    'approval-requested': ({ rules }, question, _turn, say) =>
      announced(rules, question, question, question.sinceMs, say),
    'approval-climbed': ({ rules, question }, event, _turn, say) => {
      if (question !== null) announced(rules, question, event, event.sinceMs, say);
    },
    'rules-changed': ({ question }, { rules, decideUntilMs, remindAtMs }, { nowMs }, say) => {
      if (decideUntilMs === undefined || question === null) {
        if (remindAtMs !== undefined) say('it tells of reminders of a question whose time did not move');
        return;
      }
      const moved = { dueAtMs: decideUntilMs, ...(remindAtMs === undefined ? {} : { remindAtMs }) };
      announced(rules, question, moved, nowMs, say);
    },
    'approval-reminded': (before, { approval, dueAtMs, firedAtMs, untold }, { nowMs, told }, say) => {
      const { question } = before;
      if (question?.approval !== approval) return say(`${approval} is called to mind, and is not pending`);
      if (dueAtMs !== question.dueAtMs)
        say(`it says ${utc(dueAtMs)}, the question has time until ${utc(question.dueAtMs)}`);
      if (question.remindAtMs?.includes(firedAtMs) !== true) say(`nobody was to be reminded at ${utc(firedAtMs)}`);
      const isLate = nowMs >= question.dueAtMs;
      if (isLate !== (untold === true))
        say(isLate ? 'its time is over, and it is told' : 'it is in time, and kept back');
      const reminded = told
        .filter(({ template }) => template === 'approval-reminder')
        .map(({ recipient }) => recipient);
      if (isLate && reminded.length > 0) say('somebody is reminded of a question whose time is over');
      if (!isLate) thoseWanted(before, question, reminded, say);
    },
  },
};

function thoseWanted(before: Sight, question: Question, reminded: readonly PersonId[], say: Say): void {
  const { votes } = before;
  const whyNot = (person: PersonId): string | null =>
    votes.some(({ by }) => by === person) ? 'has spoken' : involved(before, question.by, person);
  const agreed = (people: readonly PersonId[]): number =>
    votes.filter(({ by, for: place = by, vote }) => vote === 'approve' && people.includes(place)).length;
  const isOpen = (person: PersonId): boolean =>
    question.panels?.some(({ people, need }) => people.includes(person) && agreed(people) < need) ?? true;
  const wanted = question.deciders.filter(
    (person) =>
      involved(before, question.by, person) === null &&
      !votes.some(({ by, for: place = by }) => place === person) &&
      isOpen(person),
  );
  for (const person of reminded) {
    const why = whyNot(person);
    if (why !== null) say(`${person} is reminded of ${question.approval}, and ${why}`);
    if (!before.places(person).some((place) => wanted.includes(place)))
      say(`${person} is reminded of ${question.approval}, and no voice of theirs is wanted`);
  }
  for (const person of toBeAsked(before, wanted))
    if (!reminded.includes(person)) say(`${person} has not decided on ${question.approval} and is not reminded`);
  for (const { from, to } of before.deputies)
    if (reminded.includes(from) && wanted.includes(from) && whyNot(to) === null && !reminded.includes(to))
      say(`${from} is reminded, and ${to}, who may speak for them, is not`);
}

/** @param fromMs from when the time to decide counts: what would have come before is not made up for */
function announced(
  rules: IssueRules,
  { kind }: Pick<Question, 'kind'>,
  { dueAtMs, remindAtMs = [] }: Pick<Question, 'dueAtMs' | 'remindAtMs'>,
  fromMs: Instant,
  say: Say,
): void {
  const decision = rules[CLAUSES[kind]];
  if (decision === undefined) return;
  const at = { setAtMs: fromMs, dueAtMs, said: remindAtMs };
  asTheRulesName(rules, decision.decideWithin, decision.reminders ?? [], at, say);
}
