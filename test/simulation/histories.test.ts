/** Random histories by the rules as they are. `doorstep simulate` plays as many as one likes. */
import { REFUSALS } from '../../domain';
import { eventAppliers } from '../../domain/kernel/registry';
import { generate } from '../../simulation/play/generate';
import { replay } from '../../simulation/play/replay';
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

test('the same seed is the same history, and playing it again comes to the same', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const { history, trace } = generate(seed);
    expect(JSON.stringify(generate(seed).history)).toBe(JSON.stringify(history));
    const read = JSON.parse(JSON.stringify(history)) as typeof history;
    expect(JSON.stringify(replay(read).turns)).toBe(JSON.stringify(trace.turns));
  }
});
