/** Random histories by the rules as they are. `doorstep simulate` plays as many as one likes. */
import { theRules } from '../../simulation/engine';
import { generate } from '../../simulation/play/generate';
import { replay } from '../../simulation/play/replay';
import { simulate } from '../../simulation/run/simulate';
import { historyText } from '../../simulation/tell/history-text';
import { simulateEn } from '../../clients/cli/words/simulate-en';

const HISTORIES = 3_000;
const SEED = 20_260_302;

test(`${HISTORIES} histories keep every promise`, async () => {
  const { tally, failures } = await simulate({ seed: SEED, count: HISTORIES, seconds: null, workers: 1 });
  expect(failures.map((failure) => historyText(failure, simulateEn.history)).join('\n\n')).toBe('');
  expect(tally.histories).toBe(HISTORIES);
}, 60_000);

test('they reach what they should: every event, and refusals of every kind', async () => {
  const { tally } = await simulate({ seed: SEED, count: 1_000, seconds: null, workers: 1 }, { ...theRules });
  for (const type of ['extended', 'suspended', 'resumed', 'rejected', 'reopened', 'approval-lapsed', 'disputed'])
    expect(tally.byEvent[type] ?? 0).toBeGreaterThan(5);
  for (const code of [
    'NOT_DUE',
    'COMMAND_ID_REUSED',
    'APPROVAL_BY_ASKER',
    'NO_DECIDER',
    'REOPEN_TOO_LATE',
    'TOP_OF_LADDER',
  ])
    expect(tally.refused[code] ?? 0).toBeGreaterThan(0);
  expect(tally.calendars).toBeGreaterThan(100);
  expect(tally.repeated).toBeGreaterThan(50);
});

test('the same seed is the same history, and playing it again comes to the same', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const { history, trace } = generate(seed);
    expect(JSON.stringify(generate(seed).history)).toBe(JSON.stringify(history));
    const read = JSON.parse(JSON.stringify(history)) as typeof history;
    expect(JSON.stringify(replay(read).turns)).toBe(JSON.stringify(trace.turns));
  }
});
