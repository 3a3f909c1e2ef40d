import { problemsOf } from '../../../domain/procedure/documents/judge';
import { formatSpan, parseSpan, spanSchema } from '../../../domain/procedure/documents/span';
import {
  formatRoughly,
  formatTerm,
  parseTerm,
  roughly,
  termSchema,
  type WrittenTerm,
} from '../../../domain/procedure/documents/term';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const reasonsOf = (schema: Parameters<typeof problemsOf>[0], value: unknown): readonly string[] => {
  const found = problemsOf(schema, value);
  return 'flaws' in found ? found.flaws.map(({ reason }) => reason) : [];
};
const term = (text: string): WrittenTerm => {
  const read = parseTerm(text);
  if (read === undefined) throw new Error(`${text} is no term`);
  return read;
};

describe('a span', () => {
  it.each([
    ['1d2h3m4s', DAY + 2 * HOUR + 184_000],
    ['10d 20h 30m 40s', 10 * DAY + 20 * HOUR + 1_840_000],
    ['999999s', 999_999_000],
  ])('%s is read with all its units', (text, spanMs) => expect(parseSpan(text)).toBe(spanMs));

  it.each(['x2h', '2hx', '2h  3m', ' 2h', '1000000s', '1wh'])('%s is none', (text) =>
    expect(parseSpan(text)).toBeUndefined(),
  );

  it.each([
    [0, '0ms'],
    [999, '999ms'],
    [1_000, '1s'],
    [1_499, '1s'],
    [1_500, '2s'],
    [59_600, '1m'],
    [DAY + 12 * HOUR, '1d 12h'],
    [2 * HOUR + 5_000, '2h 5s'],
  ])('of %d ms is told as %s', (spanMs, text) => expect(formatSpan(spanMs)).toBe(text));

  it.each(['1s', '366d', '365d 24h'])('%s may be written in a document', (text) => {
    expect(spanSchema.parse(text)).toBe(parseSpan(text));
  });

  it.each<[unknown, string | RegExp]>([
    [undefined, 'is required'],
    [2, /^must be a span of time such as .*, not 2$/],
    ['soon', /^must be a span of time such as .*, not "soon"$/],
    ['', 'must be at least 1s'],
    ['0h', 'must be at least 1s'],
    ['366d 1s', 'must be at most 366d'],
  ])('%p in a document is refused once', (value, reason) => {
    const reasons = reasonsOf(spanSchema, value);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(reason);
  });
});

describe('a term', () => {
  it.each(['x5wd', '5wdx', '1wd  4wh', ' 5wd'])('%s is none', (text) => expect(parseTerm(text)).toBeUndefined());

  it.each(['12wd 34wh 56wm', '1wd 3wm', '0wm', '5m'])('%s is told as it is written', (text) =>
    expect(formatTerm(term(text))).toBe(text),
  );

  it.each(['1s', '366d', '1wm', '260wd', '2080wh', '259wd 8wh'])('%s may be written in a document', (text) => {
    expect(termSchema.parse(text)).toEqual(parseTerm(text));
  });

  it.each<[unknown, string | RegExp]>([
    [undefined, 'is required'],
    [['2h'], /^must be a span of time such as .*, not \["2h"\]$/],
    ['', /^must be a span of time such as .*, not ""$/],
    ['2h ', /^must be a span of time such as .*, not "2h "$/],
    ['soon', /^must be a span of time such as .*, not "soon"$/],
    ['2h soon', /^must be a span of time such as .*, not "2h soon"$/],
    ['4wh 1wd', /^mixes|^must be a span/],
    ['2h 4wh', 'mixes natural and working time: "2h 4wh"'],
    ['0m', 'must be at least 1s'],
    ['366d 1s', 'must be at most 366d'],
    ['0wh', 'must be at least 1wm'],
    ['260wd 1wm', 'must be at most 260wd'],
  ])('%p in a document is refused once', (value, reason) => {
    const reasons = reasonsOf(termSchema, value);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(reason);
  });

  it('is compared as if a working day had eight hours, until a calendar is known', () => {
    expect(roughly(term('1wd'))).toBe(8 * HOUR);
    expect(roughly(term('2wd 1wh'))).toBe(17 * HOUR);
    expect(roughly(term('1d'))).toBe(24 * HOUR);
    expect(formatRoughly('working', 20 * HOUR)).toBe('2wd 4wh');
    expect(formatRoughly('working', 8 * HOUR)).toBe('1wd');
    expect(formatRoughly('natural', 20 * HOUR)).toBe('20h');
  });
});
