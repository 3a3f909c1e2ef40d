import type { PersonId } from '../../../domain';
import type { Check, Say } from '../check';
import type { Sight } from '../sight';

export const deputies: Check = {
  name: 'deputies',
  promise:
    'A deputy acts only until the date, never on their own question, and is told what the other is told; deputies have no deputies, and a reporter is none.',
  on: {
    delegated: (before, { by, to, untilMs }, { nowMs }, say) => {
      if (to === by) say(`${by} is their own deputy`);
      if (to === before.reporter) say(`${to} reported it and is a deputy`);
      if (untilMs <= nowMs) say('the date is over');
      if (before.deputies.some((one) => one.to === by)) say(`${by} is a deputy and has one`);
      if (before.deputies.some((one) => one.from === to)) say(`${to} has a deputy and is one`);
    },
    approved: (before, event, _turn, say) => inPlace(before, event, say),
    rejected: (before, event, _turn, say) => inPlace(before, event, say),
    voted: (before, event, _turn, say) => inPlace(before, event, say),
  },
  turn: ({ deputies: all, stage }, { told, nowMs, records }, say) => {
    if (all.length === 0) return;
    if (stage === 'closed') say('somebody stands in for somebody in a closed issue');
    for (const { from, to, untilMs } of all) {
      if (
        untilMs <= nowMs &&
        records.some(({ event }) => event.type === 'delegation-ended' && event.to === to && event.from === from)
      )
        say(`${to} still stands in for ${from}`);
      // Several events tell by states between which a deputy may come or go.
      if (records.length !== 1) continue;
      const isTold = (person: PersonId): boolean => told.some(({ recipient }) => recipient === person);
      // Who is reminded of a decision is said in decision-reminders.ts.
      const watched = told.find(({ recipient, template }) => recipient === from && !APART.has(template));
      if (watched !== undefined && !isTold(to))
        say(`${from} is told (${watched.template}), and ${to}, who stands in for them, is not`);
    }
  },
};

const APART: ReadonlySet<string> = new Set(['for-information', 'approval-reminder']);

function inPlace(
  before: Sight,
  event: { readonly by?: PersonId; readonly for?: PersonId; readonly approval: string },
  say: Say,
): void {
  const { by, for: place } = event;
  if (by === undefined || place === undefined) return;
  if (!before.deputies.some(({ from, to }) => from === place && to === by))
    say(`${by} decides for ${place}, and does not stand in for them`);
  if (before.question?.by === by) say(`${by} decides on what they asked for, for ${place}`);
}
