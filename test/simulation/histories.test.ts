/** Random histories by the rules as they are. `doorstep simulate` plays as many as one likes. */
import { REFUSALS } from '../../domain';
import { eventAppliers } from '../../domain/kernel/registry';
import { judge } from '../../simulation/check/judge';
import { theRules, type Engine } from '../../simulation/engine';
import { generate } from '../../simulation/play/generate';
import { replay } from '../../simulation/play/replay';
import { family } from '../../simulation/run/family';
import { simulate } from '../../simulation/run/simulate';
import { historyText } from '../../simulation/tell/history-text';
import { simulateEn } from '../../clients/cli/words/simulate-en';

const HISTORIES = 3_000;
const SEED = 20_260_302;

const played = simulate({ seed: SEED, count: HISTORIES, seconds: null, workers: 1 });

test(`${HISTORIES} histories keep every promise`, async () => {
  const { tally, failures } = await played;
  expect(failures.map((failure) => historyText(failure, simulateEn.history)).join('\n\n')).toBe('');
  expect(tally.histories).toBe(HISTORIES);
}, 60_000);

/** What no history can come to: what has not the form of a command is refused at the door, and the log is the workflow's. */
const ELSEWHERE: readonly string[] = ['COMMAND_UNKNOWN', 'OCCURRED_IN_FUTURE', 'PRECONDITION_FAILED'];

test('they reach what they should: every event, and refusals of every kind', async () => {
  const { tally } = await played;
  const events = Object.keys(eventAppliers).filter((type) => type !== 'command-refused');
  expect(events.filter((type) => tally.byEvent[type] === undefined)).toEqual([]);
  const rare = events.filter((type) => (tally.byEvent[type] ?? 0) < 10);
  expect(rare.length).toBeLessThan(4);
  expect(REFUSALS.filter((code) => tally.refused[code] === undefined && !ELSEWHERE.includes(code))).toEqual([]);
  expect(tally.calendars).toBeGreaterThan(300);
  expect(tally.repeated).toBeGreaterThan(150);
});

test('histories of one seed part: each is another, whole, and judged as if it were alone', () => {
  const careful = [false, true];
  for (let seed = 1; seed <= 40; seed += 1) {
    const branches = [...family(seed, theRules, careful[seed % 2])];
    const told = branches.map(({ history }) => JSON.stringify(history));
    expect(told[0]).toBe(JSON.stringify(generate(seed).history));
    expect(new Set(told).size).toBe(branches.length);
    expect(branches.length).toBeGreaterThan(1);
    for (const { history, trace, broken, shared } of branches) {
      expect(JSON.stringify(replay(history).turns)).toBe(JSON.stringify(trace.turns));
      expect(broken).toStrictEqual(judge(trace));
      expect(shared.steps).toBeLessThan(history.steps.length);
    }
  }
});

/** A broken rule that shows late in a history, so that it is found in a branch. */
test('what a branch breaks is found by its seed alone', async () => {
  const engine: Engine = {
    ...theRules,
    nextWake: (state) => (state.seq > 12 ? undefined : theRules.nextWake(state)),
  };
  const { failures } = await simulate({ seed: 300, count: 200, seconds: null, workers: 1 }, engine);
  expect(failures.map(({ check }) => check)).toContain('never-dropped');
  for (const { seed, branch, check } of failures)
    expect([...family(seed, engine)][branch]?.broken.map((one) => one.check)).toContain(check);
  expect(failures.some(({ branch }) => branch > 0)).toBe(true);
}, 60_000);

test('the same seed is the same history, and playing it again comes to the same', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const { history, trace } = generate(seed);
    expect(JSON.stringify(generate(seed).history)).toBe(JSON.stringify(history));
    const read = JSON.parse(JSON.stringify(history)) as typeof history;
    expect(JSON.stringify(replay(read).turns)).toBe(JSON.stringify(trace.turns));
  }
});

test('a state that came of the rules is decided like the same state out of the log', () => {
  const read = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  let decided = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    const { history, trace } = generate(seed);
    for (const { before, command, wake, staffing, step, nowMs, receivedAtMs, outcome, records } of trace.turns) {
      if (before === null || outcome === 'repeated' || outcome === 'COMMAND_ID_REUSED') continue;
      const [state, made] = [read(before), history.steps[step]];
      const given = made?.do === 'command' && made.given !== undefined ? read(made.given) : undefined;
      const present = staffing === null ? {} : { staffing };
      const decision =
        command !== null
          ? theRules.decide(state, command, nowMs, receivedAtMs, given)
          : wake !== null && theRules.decideWake(state, wake, nowMs, present);
      if (decision === false) continue;
      decided += 1;
      if (!decision.ok) expect(decision.refusal.code).toBe(outcome);
      else expect(read(decision.events)).toStrictEqual(records.map(({ event }) => read(event)));
    }
  }
  expect(decided).toBeGreaterThan(500);
});
