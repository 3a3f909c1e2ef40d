import fc from 'fast-check';
import { parseProcedure } from '../../../domain/procedure/parse';
import { formatTerm, parseTerm, resolveTerm, termSchema } from '../../../domain/procedure/documents/term';
import { lineOf, refusal, textOf } from './shipped';

const HOUR = 3_600_000;

describe('a term', () => {
  it.each([
    ['45m', { time: 'natural', ms: HOUR * 0.75 }],
    ['1d 12h', { time: 'natural', ms: 36 * HOUR }],
    ['5wd', { time: 'working', days: 5, ms: 0 }],
    ['8wh', { time: 'working', days: 0, ms: 8 * HOUR }],
    ['90wm', { time: 'working', days: 0, ms: 1.5 * HOUR }],
    ['1wd 4wh', { time: 'working', days: 1, ms: 4 * HOUR }],
    ['1wd 4wh 30wm', { time: 'working', days: 1, ms: 4.5 * HOUR }],
  ])('reads %s', (text, term) => expect(parseTerm(text)).toEqual(term));

  it.each([
    '',
    ' ',
    'wd',
    '5 wd',
    '-1wd',
    '1.5wd',
    '4wh 1wd',
    '5wd 5wd',
    '5WD',
    '5wd ',
    '5ws',
    '9999999wd',
    2,
    null,
    {},
  ])('does not read %p', (text) => expect(parseTerm(text)).toBeUndefined());

  it('is written as it is read, for any number of working days, hours and minutes', () => {
    const count = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(count(999), count(999), count(59), (days, hours, minutes) => {
        const term = { time: 'working', days, ms: hours * HOUR + minutes * 60_000 } as const;
        fc.pre(days + term.ms > 0);
        expect(parseTerm(formatTerm(term))).toEqual(term);
      }),
    );
  });

  it.each([
    ['5x', /must be a span of time such as .* or of working time such as .*, not "5x"/],
    [5, /not 5/],
    ['1wd 4h', /mixes natural and working time: "1wd 4h"/],
    ['1d 4wh', /mixes/],
    ['0wd', /at least 1wm/],
    ['0s', /at least 1s/],
    ['261wd', /at most 260wd/],
    ['2081wh', /at most 260wd/],
    ['367d', /at most 366d/],
  ])('%p in a document is refused', (value, reason) =>
    expect(
      termSchema
        .safeParse(value)
        .error?.issues.map(({ message }) => message)
        .join(),
    ).toMatch(reason),
  );

  it('is as long as the calendar says a day is, and natural time as it is', () => {
    expect(resolveTerm({ time: 'working', days: 2, ms: HOUR }, 7 * HOUR)).toEqual({ time: 'working', ms: 15 * HOUR });
    expect(resolveTerm({ time: 'natural', ms: HOUR }, 7 * HOUR)).toEqual({ time: 'natural', ms: HOUR });
  });
});

const path = 'policies/procedures/slow.yaml';
const shipped = textOf('procedures/slow.yaml');

/** what is spoiled, the piece, its replacement, the field, the reason; the line is that of the piece unless `at` names another. */
const cases = (<readonly (readonly [string, string, string, string, RegExp, string?])[]>[
  [
    'two kinds of clock',
    'handle: 2wd',
    'handle: 2d',
    'tiers[0].handle',
    /counts natural time and acknowledge working time; one tier is one kind of clock/,
  ],
  [
    'a handling shorter than the acknowledgement',
    'handle: 2wd',
    'handle: 3wh',
    'tiers[0].handle',
    /shorter than acknowledge \(3wh < 4wh\)/,
  ],
  [
    'reminders beyond the handling',
    '{ every: 4wh, times: 1 }',
    '{ every: 3wd, times: 2 }',
    'tiers[1].handle',
    /before the reminders do \(4wd < 7wd\)/,
    'handle: 4wd',
  ],
  [
    'an extension of another kind',
    'limit: 3wd',
    'limit: 3d',
    'extension.limit',
    /counts natural time, but tiers\[0\]\.handle, which it extends, does not/,
  ],
  [
    'an extension longer than the work',
    'limit: 3wd',
    'limit: 7wd 1wh',
    'extension.limit',
    /longer than any tier's handle \(7wd 1wh > 7wd\)/,
  ],
  [
    'a reminder after the time to confirm',
    'every: 2d',
    'every: 6d',
    'confirmation.repeat.every',
    /longer than within \(6d > 5d\)/,
  ],
  ['a suspension by working time', 'limit: 60d', 'limit: 60wd', 'suspension.limit', /must be a span of time/],
  [
    'a suspension without end',
    'suspension: { maximum: 1',
    'suspension: { maximum: 11',
    'suspension.maximum',
    /at most 10/,
  ],
  [
    'a suspension nobody decides',
    ', decide: 1wd, remind: [50%] }\nforce',
    ' }\nforce',
    'suspension.decide',
    /is required/,
    'suspension: {',
  ],
  [
    'a reopening by working time',
    'reopen: { within: 60d }',
    'reopen: { within: 60wd }',
    'reopen.within',
    /must be a span of time/,
  ],
]).map(([what, piece, by, field, reason, at = piece]) => ({ what, piece, by, field, reason, at }));

describe('GIVEN a procedure that counts working time with', () => {
  it.each(cases)('$what THEN it is refused with file, line, field and reason', ({ piece, by, field, reason, at }) => {
    expect(shipped).toContain(piece);
    const { problems } = refusal(() => parseProcedure({ path, text: shipped.replace(piece, () => by) }));
    expect(problems.map((problem) => problem.field)).toContain(field);
    const found = problems.find((problem) => problem.field === field);
    expect(found).toMatchObject({ file: path, line: lineOf(shipped, at) });
    expect(found?.reason).toMatch(reason);
  });

  it('tiers of both kinds and no extensions THEN it is accepted: nothing would be added to either', () => {
    const text = shipped
      .replace('acknowledge: 4wh', 'acknowledge: 4h')
      .replace('handle: 2wd', 'handle: 2d')
      .replace('extension: { maximum: 2', 'extension: { maximum: 0');
    expect(parseProcedure({ path, text }).tiers.map(({ handle }) => handle.time)).toEqual([
      'natural',
      'working',
      'working',
      'working',
    ]);
  });

  it('no suspension THEN an issue is never suspended', () => {
    const text = shipped.replace(/^suspension:.*\n/m, '');
    expect(parseProcedure({ path, text }).suspension).toEqual({
      maximum: 0,
      limitMs: 24 * HOUR,
      decide: { time: 'working', days: 1, ms: 0 },
    });
  });
});
