import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_TEXT, parseReports, reportJsonSchema } from '../../../domain/procedure/reports';
import { policies, refusal } from './shipped';

const DAY = 86_400_000;
const shipped = readFileSync(join(__dirname, '../../../examples/reports.jsonl'), 'utf8');
const report = {
  id: 'r-001',
  at: '+0h05m',
  unit: 'oleaster-1',
  category: 'lamps',
  severity: 'low',
  reporter: 'resident-01',
  channel: 'app',
  text: ' 三单元的声控灯不亮 ',
  lang: 'zh',
};
const line = (change: object = {}): string => JSON.stringify({ ...report, ...change });
const told = (text: string): readonly string[] =>
  refusal(() => parseReports('r.jsonl', text, policies)).problems.map(
    ({ line: at, column, field, reason }) => `${at}:${column} ${field}: ${reason}`,
  );

describe('GIVEN a file of reports', () => {
  test('THEN each line is one report, and when it comes in', () => {
    expect(
      parseReports('r.jsonl', `${line()}\n  \n${line({ id: 'r-002', at: '+1d 2h', lang: 'en' })}\n`, policies),
    ).toEqual([
      {
        key: 'r-001',
        afterMs: 300_000,
        lang: 'zh',
        report: {
          unit: 'oleaster-1',
          category: 'lamps',
          severity: 'low',
          reporter: 'resident-01',
          channel: 'app',
          text: '三单元的声控灯不亮',
        },
      },
      expect.objectContaining({ key: 'r-002', afterMs: DAY + 7_200_000, lang: 'en' }),
    ]);
  });

  test('THEN the last may come in after a month, and the longest text is kept', () => {
    const [read] = parseReports('r.jsonl', line({ at: '+31d', text: 'x'.repeat(LONGEST_TEXT) }), policies);
    expect(read).toMatchObject({ afterMs: 31 * DAY, report: { text: 'x'.repeat(2_000) } });
  });

  test.each<[string, string, readonly string[]]>([
    ['a time over a month', line({ at: '+31d 1s' }), ['1:15 at: must be at most 31 days after the start']],
    ['a time without a plus', line({ at: '0h15m' }), ['1:15 at: must be a time since the start such as +0h15m']],
    [
      'a longer time without a plus',
      line({ at: '10h15m' }),
      ['1:15 at: must be a time since the start such as +0h15m'],
    ],
    ['a list of one word', '["undefined"]', ['1:1 : must be a mapping, not a list']],
    [
      'numbers for ids',
      `${line({ id: 7 })}\n${line({ id: 7 })}`,
      ['1:2 id: must be text, not 7', '2:2 id: must be text, not 7'],
    ],
    ['a time that is none', line({ at: '+soon' }), ['1:15 at: must be a time since the start such as +0h15m']],
    ['a field in the wrong place', `{"unti": 1, ${line().slice(1)}`, ['1:2 unti: unknown field; did you mean "unit"?']],
    [
      'nobody who lives there',
      line({ reporter: 'resident-1' }),
      [expect.stringMatching(/^1:85 reporter: unknown reporter "resident-1"; did you mean "resident-01"\?$/) as string],
    ],
    ['a number for a unit', line({ unit: 7 }), ['1:29 unit: must be text, not 7']],
    ['nothing but a list', '[]', ['1:1 : must be a mapping, not a list']],
    ['a half line', '{"id": "r-001"', [expect.stringMatching(/^1:\d+ : is not JSON: /) as string]],
    [
      'two mistakes in one line',
      line({ severity: 'hgih', unit: 'nowhere' }),
      [
        expect.stringMatching(/^1:29 unit: unknown unit "nowhere"; known are /) as string,
        expect.stringMatching(/^1:\d+ severity: unknown value "hgih"; did you mean "high"\?$/) as string,
      ],
    ],
  ])('WHEN there is %s THEN that is told where it stands', (_, text, problems) => {
    expect(told(text)).toEqual(problems);
  });

  test('WHEN a line is no JSON THEN its place is that of the parser, where it says one', () => {
    expect(told(`${line()}\n{"id": "r-002" "at": 1}`)).toEqual([expect.stringMatching(/^2:16 : is not JSON: /)]);
    expect(told(`${line()}\n{"id": +5m}`)).toEqual([expect.stringMatching(/^2:\d+ : is not JSON: /)]);
  });

  test('WHEN an id is there three times THEN the second and the third name the first', () => {
    expect(told([line(), line({ id: 'r-002' }), line(), line()].join('\n'))).toEqual([
      '3:2 id: "r-001" is already the id of line 1',
      '4:2 id: "r-001" is already the id of line 1',
    ]);
  });

  test('WHEN one line is wrong THEN none counts, and it is no empty file', () => {
    expect(told(`${line({ lang: 'fr' })}\n`)).toHaveLength(1);
    expect(told(`${line()}\n${line({ id: 'r-002', lang: 'fr' })}\n`)).toHaveLength(1);
    expect(told('')).toEqual(['1:1 : holds no report']);
  });

  test('WHEN many names are unknown THEN what was meant is looked up for those that are shown', () => {
    const wrong = Array.from({ length: 25 }, (_, index) => line({ id: `r-${index}`, unit: 'oleaster-11' })).join('\n');
    const { problems, error } = refusal(() => parseReports('r.jsonl', wrong, policies));
    expect(problems).toHaveLength(20);
    for (const { reason } of problems) expect(reason).toBe('unknown unit "oleaster-11"; did you mean "oleaster-1"?');
    expect(error.details).toMatchObject({ total: 25 });
  });
});

test('an editor knows the fields of a line', () => {
  const schema = reportJsonSchema() as { properties: Record<string, unknown>; required: readonly string[] };
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(report).sort());
  expect([...schema.required].sort()).toEqual(Object.keys(report).sort());
  expect(schema.properties['severity']).toMatchObject({ enum: ['low', 'normal', 'high', 'urgent'] });
  expect(schema.properties['lang']).toMatchObject({ enum: ['zh', 'en'] });
  expect(schema.properties['at']).toMatchObject({ type: 'string' });
});

test('a byte order mark is no part of the first line, wherever else it stands it is', () => {
  expect(parseReports('r.jsonl', `\uFEFF${shipped}`, policies)).toEqual(parseReports('r.jsonl', shipped, policies));
  expect(told(`${line()}\n{\uFEFF}`)).toHaveLength(1);
});
