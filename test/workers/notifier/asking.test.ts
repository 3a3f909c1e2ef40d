/** What goes beyond the inbox is wanted at the instant at which it is said, and not any more when the issue has moved on. */
import type { IssueState, Notice } from '../../../domain';
import { generate } from '../../../simulation/play/generate';
import type { Turn } from '../../../simulation/trace';
import { asksToAct, isStillWanted } from '../../../workers/notifier/asking';

const turns = Array.from({ length: 700 }, (_, seed) => generate(seed).trace.turns).flat();
const asking = (turn: Turn): readonly Notice[] => turn.told.filter(({ template }) => asksToAct(template));

/** One event only: with several, what the first asks may be settled by the next. */
const single = turns.filter(({ records }) => records.length === 1);
/** Told as well, though others are waited for. */
const alsoTold = (state: IssueState, { template, recipient, facts }: Notice): boolean =>
  template === 'supervised' ||
  (template === 'resumed' && recipient === state.report.reporter) ||
  // The whole tier hears that it stands alone again; it rings whom it had been given to.
  (template === 'tier-called' && facts.cause === 'unlinked' && state.assignee !== null);

it('what asks somebody is wanted when it is said', () => {
  const said = single.flatMap((turn) => asking(turn).map((notice) => ({ notice, state: turn.after })));
  expect(said.length).toBeGreaterThan(2_000);
  const lost = said.filter(({ notice, state }) => !isStillWanted(state, notice) && !alsoTold(state, notice));
  expect(lost.map(({ notice, state }) => `${notice.template} to ${notice.recipient} in ${state.stage}`)).toEqual([]);
});

it('a closed issue wants nothing of what it once asked', () => {
  let looked = 0;
  for (let seed = 0; seed < 300; seed += 1) {
    const all = generate(seed).trace.turns;
    const end = all.at(-1)?.after;
    if (end?.stage !== 'closed') continue;
    for (const notice of all.flatMap(asking)) {
      looked += 1;
      expect(isStillWanted(end, notice)).toBe(false);
    }
  }
  expect(looked).toBeGreaterThan(300);
});

it('whoever has acknowledged is not called any more, nor are their colleagues', () => {
  const taken = single.filter(({ command, outcome, after }) => {
    const isTaken = command?.type === 'acknowledge' && outcome === 'accepted';
    return isTaken && after.stage === 'handling' && after.assignee === command.by;
  });
  expect(taken.length).toBeGreaterThan(100);
  for (const { before, after } of taken) {
    const called = before?.rules.tiers[before.tier - 1]?.people ?? [];
    for (const recipient of called)
      expect(isStillWanted(after, { template: 'tier-called', recipient, tier: after.tier, round: 0, facts: {} })).toBe(
        false,
      );
  }
});

it('an approval is asked for until it is decided, and not in the place of another', () => {
  const asked = single.flatMap((turn) =>
    asking(turn)
      .filter(({ template }) => template === 'approval-asked' || template === 'approval-reminder')
      .map((notice) => ({ notice, state: turn.after })),
  );
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter(({ notice }) => notice.template === 'approval-reminder').length).toBeGreaterThan(5);
  for (const { notice, state } of asked) {
    expect(isStillWanted(state, { ...notice, facts: { ...notice.facts, approval: 'another' } })).toBe(false);
    const decided = state.approvals.map((approval) => ({ ...approval, status: 'approved' as const }));
    expect(isStillWanted({ ...state, approvals: decided }, notice)).toBe(false);
  }
});
