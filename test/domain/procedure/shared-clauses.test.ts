import type { z } from 'zod';
import { problemsOf } from '../../../domain/procedure/documents/judge';
import { eventSchema, quorumSchema, spreadSchema, warningSchema } from '../../../domain/procedure/schema-parts';

const reasonsOf = (schema: z.ZodType, value: unknown): readonly string[] => {
  const found = problemsOf(schema, value);
  return 'flaws' in found ? found.flaws.map(({ reason }) => reason) : [];
};

test.each([
  [1, { count: 1 }],
  [100, { count: 100 }],
  ['1%', { share: 0.01 }],
  ['99%', { share: 0.99 }],
  ['100%', { share: 1 }],
  ['all', { share: 1 }],
])('a quorum of %p is read', (written, quorum) => {
  expect(quorumSchema.parse(written)).toEqual(quorum);
});

test.each([['0%'], ['101%'], ['half'], ['all of them'], ['50%!'], [[2]], [true], [{ count: 2 }]])(
  'a quorum of %j is none, and it is said what would be one',
  (written) => {
    expect(reasonsOf(quorumSchema, written)).toEqual([
      `must be how many have to agree such as 2, a share of them such as 60%, or all, not ${JSON.stringify(written)}`,
    ]);
  },
);

test('a quorum that is left out is required where one has to be', () => {
  expect(reasonsOf(quorumSchema, undefined)).toEqual(['is required']);
  expect(reasonsOf(warningSchema, undefined)).toEqual(['is required']);
});

test.each<[unknown, RegExp]>([
  ['0%', /^would never ring: 0% is not between 1% and 99%$/],
  ['100%', /^would never ring: 100% is not between 1% and 99%$/],
  ['about 50%', /^must be a share of the time such as 50%, .*, not "about 50%"$/],
  ['50% or so', /^must be a share of the time such as 50%, .*, not "50% or so"$/],
  [50, /^must be a share of the time such as 50%, .*, not 50$/],
])('a warning of %p is none', (written, reason) => {
  expect(reasonsOf(warningSchema, written)).toEqual([expect.stringMatching(reason)]);
});

test('clocks are spread over an hour at most', () => {
  expect(spreadSchema.parse('1h')).toBe(3_600_000);
  expect(reasonsOf(spreadSchema, '1h 1s')).toEqual(['must be at most 1h']);
});

test('an event is known by its type', () => {
  expect(eventSchema.parse('escalated')).toBe('escalated');
  expect(reasonsOf(eventSchema, 'escalate')).toEqual(['unknown event "escalate"; did you mean "escalated"?']);
  expect(reasonsOf(eventSchema, 7)[0]).toMatch(/^must be one of opened, /);
});
