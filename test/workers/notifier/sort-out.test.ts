/** What goes out as one message, what by itself, and what waits for room. */
import fc from 'fast-check';
import { SEVERITIES, type Severity } from '../../../domain/kernel/state';
import { isPressing } from '../../../workers/notifier/manners';
import { sortOut, type Occasion } from '../../../workers/notifier/sort-out';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 28, 9);
const occasion: Occasion = { channel: 'email', from: 3, nowMs: NOW };
const sent = (...minutesAgo: readonly number[]) => minutesAgo.map((minutes) => NOW - minutes * 60_000);
const bounded = (atMost: number, urgent: number, sentAtMs: readonly number[], underWay = 0): Occasion => ({
  ...occasion,
  bound: { throttle: { atMost, urgent, spanMs: HOUR }, lately: { sentAtMs, underWay } },
});
const itself = (one: Severity): Severity => one;

test.each<[string, readonly Severity[], Occasion, object]>([
  ['two are told one by one', ['low', 'high'], occasion, { together: [], alone: ['low', 'high'], wait: [] }],
  ['three are one', ['low', 'low', 'high'], occasion, { together: ['low', 'low', 'high'], alone: [], wait: [] }],
  [
    'nobody is called twice in a row',
    ['high', 'urgent'],
    { ...occasion, channel: 'phone' },
    { together: ['high', 'urgent'], alone: [], wait: [] },
  ],
  [
    'with room for one, two are one',
    ['normal', 'low'],
    bounded(2, 6, sent(10)),
    { together: ['normal', 'low'], alone: [], wait: [] },
  ],
  [
    'without room they wait until the oldest that counts is out of the span',
    ['normal'],
    bounded(2, 6, sent(5, 20, 50)),
    { together: [], alone: [], wait: [{ untilMs: NOW + 40 * 60_000, of: ['normal'] }] },
  ],
  [
    'what is urgent passes alone, and the others stay',
    ['normal', 'urgent'],
    bounded(1, 3, sent(30)),
    { together: [], alone: ['urgent'], wait: [{ untilMs: NOW + 30 * 60_000, of: ['normal'] }] },
  ],
  [
    'where enough come together they all go along',
    ['normal', 'low', 'urgent'],
    bounded(1, 3, sent(30)),
    { together: ['normal', 'low', 'urgent'], alone: [], wait: [] },
  ],
  [
    'over its own bound what is urgent waits as well',
    ['urgent'],
    bounded(1, 3, sent(1, 2, 30)),
    { together: [], alone: [], wait: [{ untilMs: NOW + 30 * 60_000, of: ['urgent'] }] },
  ],
  [
    'what others are sending just now counts, and is looked at again soon',
    ['normal'],
    bounded(1, 3, [], 1),
    { together: [], alone: [], wait: [{ untilMs: NOW + 2_000, of: ['normal'] }] },
  ],
])('%s', (_, due, when, expected) => {
  expect(sortOut(due, itself, when)).toStrictEqual(expected);
});

test('nothing is lost, nothing comes twice, and no bound is overstepped', () => {
  const due = fc.array(fc.record({ severity: fc.constantFrom(...SEVERITIES), id: fc.nat() }), { maxLength: 12 });
  const lately = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 8 });
  fc.assert(
    fc.property(
      due,
      lately,
      fc.nat(2),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(5),
      (all, ago, underWay, atMost, more) => {
        const when = bounded(atMost, atMost + more, sent(...ago.sort((a, b) => a - b)), underWay);
        const { together, alone, wait } = sortOut(all, ({ severity }) => severity, when);
        const found = [...together, ...alone, ...wait.flatMap(({ of }) => of)];
        expect(new Set(found)).toStrictEqual(new Set(all));
        expect(found).toHaveLength(all.length);
        const messages = alone.length + (together.length > 0 ? 1 : 0);
        const used = ago.length + underWay;
        const presses = [...together, ...alone].some(({ severity }) => isPressing(severity));
        if (messages > 0) expect(used + messages).toBeLessThanOrEqual(presses ? atMost + more : atMost);
        for (const { untilMs } of wait) expect(untilMs).toBeGreaterThan(NOW);
        // What presses waits only when its own bound is reached.
        if (used < atMost + more)
          for (const { of } of wait) expect(of.every(({ severity }) => !isPressing(severity))).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});
