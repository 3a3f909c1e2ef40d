/** Rules that are broken on purpose are found out, and the history that shows it is small enough to read. */
import type { IssueEvent } from '../../domain';
import { staffingOf, type History } from '../../simulation/history';
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
  expect(found?.history.steps.filter((step) => staffingOf(step) !== undefined)).toEqual([]);
  const text = historyText(found!, simulateEn.history);
  expect(text).toContain('Broken: extension');
  expect(text).toMatch(/request \(extension, 1s\) → approval-requested/);
  expect(text.split('\n').length).toBeLessThan(20);
  const kept = JSON.parse(JSON.stringify(found!.history)) as History;
  expect(failure(kept, 'extension', generous)?.broken.what).toBe(found?.broken.what);
  expect(failure(kept, 'extension')).toBeNull();
}, 60_000);

/** Whoever is away is taken to have no deputy. */
const forgetful: Engine = {
  ...theRules,
  handOverNow: (state, staffing, nowMs) =>
    theRules.handOverNow(
      state,
      { ...staffing, away: (staffing.away ?? []).map(({ person, why }) => ({ person, why })) },
      nowMs,
    ),
};

test('a hand-over that passes the deputy by is found, made small and told', async () => {
  const { failures } = await simulate(settings, forgetful);
  const found = failures.find(({ check }) => check === 'hand-over');
  expect(found?.history.steps).toMatchObject([
    { do: 'command', command: { type: 'acknowledge' } },
    { do: 'hand-over', staffing: { directory: 1, posts: [], away: [{ why: expect.any(String) as string }] } },
  ]);
  expect(found?.history.rules.tiers.map(({ called }) => called)).toEqual([undefined]);
  const text = historyText(found!, simulateEn.history);
  expect(text).toMatch(/engine:1 \[who is there: absent: \[{ person: (\w+), deputy: \w+ }\]\] → handed-over/);
  const kept = JSON.parse(JSON.stringify(found!.history)) as History;
  expect(failure(kept, 'hand-over', forgetful)?.broken.what).toBe(found?.broken.what);
  expect(failure(kept, 'hand-over')).toBeNull();
}, 60_000);

/** Somebody is called who is not there. */
const careless: Engine = {
  ...theRules,
  record: (...given) => {
    const step = theRules.record(...given);
    const { tiers } = step.after.rules;
    const notices = step.notices.flatMap((one) => {
      if (one.template !== 'tier-called') return [one];
      return (tiers[one.tier - 1]?.people ?? [one.recipient]).map((recipient) => ({ ...one, recipient }));
    });
    return { ...step, notices };
  },
};

test('a call to somebody who is off duty is found, with no more of the directory than it takes', async () => {
  const { failures } = await simulate({ ...settings, count: 400 }, careless);
  const found = failures.find(({ check }) => check === 'those-there');
  const looked = found!.history.steps.flatMap((step) => staffingOf(step)?.posts ?? []);
  const pinned = found!.history.rules.tiers.filter(({ called }) => called !== undefined);
  expect(looked.length + pinned.length).toBe(1);
  const [post] = [...looked, ...pinned];
  expect(post?.people).toHaveLength((post?.called?.length ?? 0) + 1);
  expect(historyText(found!, simulateEn.history)).toMatch(/\((\w+, )?\w+; there: \w+\)/);
}, 60_000);

test('a ladder that goes down after a dispute is found and made small', async () => {
  const { failures } = await simulate(
    { ...settings, seed: 1_007 },
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
