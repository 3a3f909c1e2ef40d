import { clockWaits, clockWakes } from '../../kernel/awaited';
import type { Capability } from '../../kernel/capability';
import { clause, currentTier } from '../../kernel/ladder';
import { tellAll } from '../../kernel/tell';
import { answerers, askedToAnswer } from './answerers';
import { answer, answerDue, maySupervise, supervise } from './decide';
import { answered, supervised } from './evolve';

/** A higher tier watches (督办): it learns of each step, and whoever is on duty has to answer it. */
export const supervision = {
  commands: { supervise, answer },
  events: { supervised, answered },
  notices: {
    supervised: (after, event) => {
      const colleagues = event.people.filter((person) => person !== event.by);
      const facts = { by: event.by, dueAtMs: event.answer.dueAtMs };
      return tellAll(after, [...askedToAnswer(after), ...colleagues], 'supervised', facts);
    },
    answered: (after, event) => tellAll(after, after.supervision?.people ?? [], 'answered', { by: event.by }),
  },
  wakes: (state) => clockWakes(state, 'answer'),
  onWake: answerDue,
  waits: (state) =>
    clockWaits(state, 'answer', () => ({
      what: 'answer',
      whom: answerers(state),
      role: currentTier(state).role,
      rule: clause(state, 'supervision.answer'),
      then: 'remind',
    })),
  offers: (state) => {
    const above = state.stage === 'closed' ? [] : maySupervise(state);
    return [
      ...(above.length === 0 ? [] : [{ command: 'supervise' as const, whom: above }]),
      ...(state.clocks.answer === undefined ? [] : [{ command: 'answer' as const, whom: answerers(state) }]),
    ];
  },
} satisfies Capability;
