/** The counts of random histories: every event is taken in, and no rate is more than all. */
import { rateOf, RATES, type RateName } from '../../store';
import { measure } from '../../store/statistics-measure';
import type { IssueMemory } from '../../store/statistics-memory';
import { kept } from './histories';

/** Counts of the whole and of the tiers together, by measure. */
function countsOf(seeds: readonly number[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const seed of seeds) {
    let memory: IssueMemory | null = null;
    for (const event of kept(seed).audited.log) {
      const measured = measure('i-1', memory, event);
      // As it comes back from the database.
      memory = JSON.parse(JSON.stringify(measured.memory)) as IssueMemory;
      for (const { measure: name } of measured.counted) counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
}

const names = Object.keys(RATES) as readonly RateName[];

test('many histories: each rate is a share, of something that happened', () => {
  const counts = countsOf(Array.from({ length: 800 }, (_, seed) => seed));
  for (const name of names) {
    const rate = rateOf(counts, name);
    expect([name, rate]).toEqual([name, expect.any(Number)]);
    expect([name, (rate ?? -1) >= 0 && (rate ?? 2) <= 1]).toEqual([name, true]);
  }
  // What went out came in, or did not yet.
  const count = (name: string): number => counts[name] ?? 0;
  expect(count('looked-in-time') + count('looked-late')).toBe(count('verified') + count('declined'));
  expect(count('looked-at-in-time') + count('looked-at-late')).toBe(count('checked') + count('check-failed'));
  expect(count('rework')).toBe(count('check-failed') + count('disputed'));
  expect(count('signed-in-in-time') + count('signed-in-late')).toBeLessThanOrEqual(count('dispatched'));
  expect(count('acknowledged-in-time') + count('acknowledged-late')).toBeLessThanOrEqual(count('reached'));
  expect(count('answered-in-time') + count('answered-late')).toBeLessThanOrEqual(count('supervised'));
  const closed = Object.keys(counts).filter((name) => name.startsWith('closed-'));
  expect(closed.sort()).toEqual([
    'closed-confirmed',
    'closed-declined',
    'closed-force-closed',
    'closed-unconfirmed',
    'closed-unreachable',
    'closed-voided',
    'closed-withdrawn',
  ]);
});

test('each history: a rate is a share, and n/a where nothing was to be divided by', () => {
  expect(names.map((name) => rateOf({}, name))).toEqual(names.map(() => null));
  for (let seed = 0; seed < 100; seed += 1)
    for (const name of names) {
      const rate = rateOf(countsOf([seed]), name);
      expect([seed, name, rate === null || (rate >= 0 && rate <= 1)]).toEqual([seed, name, true]);
    }
});

test('sign-in by a unit and acknowledgement by a tier are never one measure', () => {
  const clock = (dueAtMs: number) => ({ sinceMs: 0, dueAtMs, round: 0, time: 'natural', charges: [] }) as const;
  const paused = { clock: clock(9), pausedAtMs: 1, leftMs: 8 };
  const memory: IssueMemory = {
    seq: 1,
    procedure: 'p@1',
    tier: 2,
    acknowledgeDueAtMs: 5,
    handleDueAtMs: 9,
    more: {},
  };
  const record = (seq: number, occurredAtMs: number, event: object) =>
    ({ seq, occurredAtMs, actor: 'a', commandId: 'c', event }) as unknown as Parameters<typeof measure>[2];
  const given = measure(
    'i-1',
    memory,
    record(2, 1, { type: 'dispatched', by: 'a', to: 'p', tierHandle: paused, acknowledge: clock(3), handle: clock(8) }),
  );
  expect(given.counted.map(({ tier, measure: name }) => `${tier} ${name}`)).toEqual([
    '2 acknowledged-in-time',
    '0 dispatched',
  ]);
  const signed = measure('i-1', given.memory, record(3, 4, { type: 'acknowledged', by: 'b' }));
  expect(signed.counted.map(({ tier, measure: name }) => `${tier} ${name}`)).toEqual(['0 signed-in-late']);
  const done = measure(
    'i-1',
    signed.memory,
    record(4, 8, { type: 'handled', by: 'b', note: 'n', evidence: [], confirm: clock(20) }),
  );
  expect(done.counted.map(({ tier, measure: name }) => `${tier} ${name}`)).toEqual([
    '0 handled',
    '0 party-handled-in-time',
  ]);
});
