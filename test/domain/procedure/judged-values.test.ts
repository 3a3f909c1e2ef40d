import { z } from 'zod';
import { problemsOf } from '../../../domain/procedure/documents/judge';
import { idSchema, nameSchema, textSchema, versionSchema } from '../../../domain/procedure/documents/words';
import { isZone, zoneSchema } from '../../../domain/procedure/documents/zone';

const flawsOf = (schema: z.ZodType, value: unknown): readonly string[] => {
  const found = problemsOf(schema, value);
  return 'flaws' in found ? found.flaws.map(({ path, reason, spot }) => `${path.join('.')} ${spot}: ${reason}`) : [];
};

const schema = z.strictObject({
  text: z.string().min(1).max(3),
  code: z.string().min(2),
  count: z.int().min(2).max(4),
  share: z.number(),
  open: z.boolean(),
  list: z.array(z.strictObject({ key: z.string(), day: z.record(z.string(), z.strictObject({ from: z.string() })) })),
  pair: z.array(z.string()).min(2).max(3),
  some: z.array(z.string()).min(1),
  level: z.enum(['grid', 'building']),
  one: z.literal(1),
  days: z.partialRecord(z.enum(['monday', 'tuesday']), z.string()),
});
const right = {
  text: 'abc',
  code: 'ab',
  count: 2,
  share: 0.5,
  open: false,
  list: [{ key: 'a', day: { monday: { from: '8' } } }],
  pair: ['a', 'b', 'c'],
  some: ['a'],
  level: 'grid',
  one: 1,
  days: { monday: 'x' },
};

describe('GIVEN a document that a person wrote', () => {
  test('WHEN nothing is wrong THEN nothing is said', () => {
    expect(problemsOf(schema, right)).toEqual({ value: right });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['nothing for a text', { text: undefined }, 'text value: is required'],
    ['nothing for a word of a list', { level: undefined }, 'level value: is required'],
    ['a field without a value', { text: null }, 'text value: must be text, not nothing'],
    ['a number for a text', { text: 7 }, 'text value: must be text, not 7'],
    ['a list for a text', { text: ['a'] }, 'text value: must be text, not a list'],
    ['a mapping for a text', { text: { zh: 'a' } }, 'text value: must be text, not a mapping'],
    ['a text for a mapping', { list: ['a'] }, 'list.0 value: must be a mapping, not "a"'],
    ['a text for a list', { list: 'a' }, 'list value: must be a list, not "a"'],
    ['a text for days', { days: 'a' }, 'days value: must be a mapping, not "a"'],
    ['half a number', { count: 2.5 }, 'count value: must be a whole number, not 2.5'],
    ['a text for a number', { share: '1' }, 'share value: must be a number, not "1"'],
    ['a text for yes or no', { open: 'yes' }, 'open value: must be true or false, not "yes"'],
    ['an empty text', { text: '' }, 'text value: must not be empty'],
    ['too short a text', { code: 'a' }, 'code value: must have at least 2 characters'],
    ['too long a text', { text: 'abcd' }, 'text value: must have at most 3 characters'],
    ['too small a number', { count: 1 }, 'count value: must be at least 2'],
    ['too large a number', { count: 5 }, 'count value: must be at most 4'],
    ['an empty list', { some: [] }, 'some value: must not be empty'],
    ['too short a list', { pair: ['a'] }, 'pair value: must have at least 2 entries'],
    ['too long a list', { pair: ['a', 'b', 'c', 'd'] }, 'pair value: must have at most 3 entries'],
    ['a mistyped word', { level: 'gird' }, 'level value: unknown value "gird"; did you mean "grid"?'],
    ['a number for a word', { level: 3 }, 'level value: must be one of grid, building'],
    ['another number than the one', { one: 2 }, 'one value: must be one of 1'],
  ])('WHEN there is %s THEN that is said in words', (_, change, said) => {
    expect(flawsOf(schema, { ...right, ...change })).toEqual([said]);
  });

  test('WHEN nobody has words for it THEN it is told as the library tells it', () => {
    expect(flawsOf(z.string().regex(/^a$/), 'b')).toEqual([' value: Invalid string: must match pattern /^a$/']);
  });

  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['at the top', { txt: 'a' }, ['txt key: unknown field; did you mean "text"?']],
    [
      'twice',
      { txt: 'a', lvel: 'grid' },
      ['txt key: unknown field; did you mean "text"?', 'lvel key: unknown field; did you mean "level"?'],
    ],
    ['in a list', { list: [{ key: 'a', day: {}, kye: 'a' }] }, ['list.0.kye key: unknown field; did you mean "key"?']],
    [
      'under a name of its own',
      { list: [{ key: 'a', day: { x: { from: 'a', form: 'a' } } }] },
      ['list.0.day.x.form key: unknown field; did you mean "from"?'],
    ],
    [
      'under a name out of a list',
      { days: { mondya: 'x' } },
      ['days.mondya key: unknown field; did you mean "monday"?'],
    ],
    [
      'far from all others',
      { list: [{ key: 'a', day: {}, colour: 'a' }] },
      ['list.0.colour key: unknown field; known are key, day'],
    ],
  ])('WHEN a field is unknown %s THEN its key is pointed at, with the field that was meant', (_, change, said) => {
    expect(flawsOf(schema, { ...right, ...change })).toEqual(said);
  });
});

describe('the words of every document', () => {
  test.each(['a', '7', 'grid-worker', 'a--b', `a${'-'.repeat(62)}z`])('%s is an id', (id) => {
    expect(idSchema.safeParse(id).success).toBe(true);
  });
  test.each(['', '-a', 'a-', 'A', 'a b', 'a.b', 'a_b', '楼', `a${'b'.repeat(64)}`])('%p is no id', (id) => {
    expect(flawsOf(idSchema, id)).toEqual([expect.stringContaining('must be 1 to 64 of a-z') as unknown]);
  });

  test('names are kept without the blanks around them, in both languages and not without end', () => {
    expect(textSchema.parse({ zh: ' 楼 ', en: 'x'.repeat(200) })).toEqual({ zh: '楼', en: 'x'.repeat(200) });
    expect(flawsOf(textSchema, { zh: ' ', en: 'x'.repeat(201) })).toEqual([
      'zh value: must not be empty',
      'en value: must have at most 200 characters',
    ]);
    expect(flawsOf(textSchema, { zh: '楼' })).toEqual(['en value: is required']);
    expect(nameSchema.parse(` ${'x'.repeat(80)} `)).toBe('x'.repeat(80));
    expect(flawsOf(nameSchema, 'x'.repeat(81))).toEqual([' value: must have at most 80 characters']);
    expect(flawsOf(nameSchema, '  ')).toEqual([' value: must not be empty']);
  });

  test('versions count from one to a million', () => {
    for (const version of [1, 1_000_000]) expect(versionSchema.parse(version)).toBe(version);
    for (const version of [0, 1_000_001, 1.5]) expect(versionSchema.safeParse(version).success).toBe(false);
  });

  test.each(['Asia/Shanghai', 'Europe/Berlin', 'UTC'])('%s is a zone', (zone) => {
    expect(zoneSchema.parse(zone)).toBe(zone);
  });
  test.each(['+08:00', 'Asia/Nowhere', '', '8'])('%p is no zone', (zone) => {
    expect(flawsOf(zoneSchema, zone)).toEqual([' value: must be an IANA time zone such as Asia/Shanghai']);
    expect(isZone(zone)).toBe(false);
  });
  test('a fixed offset is none, also on a runtime that knows it', () => {
    const known = Intl.DateTimeFormat;
    Intl.DateTimeFormat = Object as never;
    try {
      expect(isZone('Asia/Shanghai')).toBe(true);
      for (const zone of ['+08:00', '-11', '8', '+8h']) expect([zone, isZone(zone)]).toStrictEqual([zone, false]);
    } finally {
      Intl.DateTimeFormat = known;
    }
  });
});
