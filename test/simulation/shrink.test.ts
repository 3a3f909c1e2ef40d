/** Rules that are broken on purpose are found out, and the history that shows it is small enough to read. */
import type { IssueEvent } from '../../domain';
import type { History } from '../../simulation/history';
import { theRules, type Engine } from '../../simulation/engine';
import { failure } from '../../simulation/shrink/shrink';
import { simulate } from '../../simulation/run/simulate';
import { historyText } from '../../simulation/tell/history-text';
import { simulateEn } from '../../clients/cli/words/simulate-en';

const settings = { seed: 7, count: 1_500, seconds: null, workers: 1 };
/** The rules with each event changed on its way out of a decision. */
const tampered = (change: (event: IssueEvent) => IssueEvent): Engine => ({
  ...theRules,
  decide: (...given) => {
    const decision = theRules.decide(...given);
    return decision.ok ? { ok: true, events: decision.events.map(change) } : decision;
  },
});
const HOUR = 3_600_000;

/** An hour too much is granted. */
const generous = tampered((event) =>
  event.type !== 'extended'
    ? event
    : {
        ...event,
        toAtMs: event.toAtMs + HOUR,
        handle: { ...event.handle, dueAtMs: event.handle.dueAtMs + HOUR },
      },
);

test('a generous extension is found, made small and told', async () => {
  const { failures } = await simulate(settings, generous);
  const found = failures.find(({ check }) => check === 'extension');
  expect(found?.history.steps.map((step) => (step.do === 'command' ? step.command.type : step.do))).toEqual([
    'acknowledge',
    'request',
    'approve',
  ]);
  expect(found?.history.rules.tiers.length).toBeLessThanOrEqual(2);
  const text = historyText(found!, simulateEn.history);
  expect(text).toContain('Broken: extension');
  expect(text).toMatch(/request \(extension, 1s\) → approval-requested/);
  expect(text.split('\n').length).toBeLessThan(20);
  const kept = JSON.parse(JSON.stringify(found!.history)) as History;
  expect(failure(kept, 'extension', generous)?.broken.what).toBe(found?.broken.what);
  expect(failure(kept, 'extension')).toBeNull();
}, 60_000);

test('a ladder that goes down after a dispute is found and made small', async () => {
  const { failures } = await simulate(
    settings,
    tampered((event) => (event.type === 'escalated' && event.cause === 'disputed' ? { ...event, toTier: 1 } : event)),
  );
  const found = failures.find(({ check }) => check === 'climbing');
  expect(found?.history.rules.tiers.length).toBe(2);
  expect(found?.history.steps.length).toBeLessThanOrEqual(4);
}, 60_000);

test('rules that change a state in place are caught in the act', async () => {
  const { failures } = await simulate(settings, {
    ...theRules,
    decide: (state, ...given) => {
      (state as { calls: number }).calls += 1;
      return theRules.decide(state, ...given);
    },
  });
  expect(failures.map(({ check }) => check)).toContain('answers');
}, 60_000);
