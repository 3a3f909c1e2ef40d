import { fixtureJsonSchema } from '../../../domain/procedure/fixtures/json-schema';
import { CHINESE_TABLES, inChinese, VALUE_WORDS } from '../../../domain/procedure/fixtures/words';
import { openDocument } from '../../../domain/procedure/documents/document';
import { translate } from '../../../domain/procedure/fixtures/translate';
import { failuresOf, problemsOf } from './one-scenario';

const translated = (text: string) => {
  const { document } = openDocument({ path: 'f.yaml', text });
  if (document === undefined) throw new Error(`${text} can not be read`);
  return translate(document);
};

test.each(Object.entries(CHINESE_TABLES))('every word of %s is a Chinese one', (_, table) => {
  for (const word of Object.values(table)) expect(word).toMatch(/^\p{Script=Han}+$/u);
});

/** What is no fixed word in a `then`, but what follows from one. */
const FIELDS = [
  'stage',
  'outcome',
  'severity',
  'kind',
  'answer',
  'what',
  'events',
  'told',
  'told-at-least',
  'waits',
  'does',
];

test.each(FIELDS)('what is told of %s in Chinese is understood', (field) => {
  for (const [english, chinese] of Object.entries(VALUE_WORDS[field] ?? {})) {
    expect(inChinese(field, english)).toBe(chinese);
    const { document, problems } = translated(`${field}: ${chinese}\n`);
    expect(problems).toEqual([]);
    expect(document.value).toEqual({ [field]: english });
  }
});

test('people stand before the word, in any number', () => {
  expect(translated('通知: [lead-1 lead-2 催办, 没有人]\n').document.value).toEqual({
    told: ['lead-1 lead-2 tier-reminded', 'nobody'],
  });
  expect(inChinese('waits', 'lead-1 acknowledgement')).toBe('lead-1 签收');
  expect(inChinese('reason', 'the lamp')).toBe('the lamp');
  expect(inChinese('told', 'lead-1 something')).toBe('lead-1 something');
});

test('what is no fixed word stays as it is', () => {
  const text = '名称: 一盏灯\n理由: 签收\n层级: 2\n被指派人: 没有人\n暂定: 是\n内容: ~\n时间: [是]\n';
  expect(translated(text)).toMatchObject({
    problems: [],
    document: {
      value: { name: '一盏灯', reason: '签收', tier: 2, assignee: 'nobody', provisional: true, text: null, at: ['是'] },
    },
  });
  expect(translated('暂定: 否\n').document.value).toEqual({ provisional: false });
  expect(translated('provisional: no\nstage: open\n').document.value).toEqual({ provisional: 'no', stage: 'open' });
});

test.each([
  ['then: { __proto__: { stage: closed } }', '5:13 场景[0].then.__proto__ unknown field; '],
  ['then: { stage: open, __proto__: 5 }', '5:26 场景[0].then.__proto__ unknown field; '],
  ['__proto__: { 步骤: [] }', '5:5 场景[0].__proto__ unknown field; '],
  ['then: { constructor: 好 }', '5:13 场景[0].then.constructor unknown field; '],
  ['then: { constructor: 5 }', '5:13 场景[0].then.constructor unknown field; '],
])('a name that every object has is a field like any other: %s', (then, problem) => {
  const problems = problemsOf(chinese(then));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});

test('clocks are words of their own', () => {
  const { document, problems } = translated('那么: { 期限: { 签收时限: 没有, 挂起: 2h, handle: 没有 } }\n');
  expect(problems).toEqual([]);
  expect(document.value).toEqual({ then: { due: { acknowledge: 'none', suspension: '2h', handle: 'none' } } });
  expect(translated('due: { 签收时间: 2h }\n').problems).toMatchObject([
    { line: 1, column: 8, field: 'due.签收时间', reason: 'unknown field; did you mean "签收时限"?' },
  ]);
  expect(translated('那么: { 签收时限: 2h }\n').problems).toMatchObject([{ field: '那么.签收时限' }]);
});

const chinese = (then: string): string => `规程: default
假如: { 上报人: resident-01, 地点: oleaster-1, 类别: lamps, 时间: 2026-03-02T09:00 }
场景:
  - 名称: 一
    ${then}
`;

test.each<[string, readonly string[]]>([
  [
    '那么: { 阶段: 待签, 层级: 一 }',
    [
      '5:15 场景[0].那么.阶段 unknown word "待签"; did you mean "待签收"?',
      expect.stringMatching(/^5:23 场景\[0\]\.那么\.层级 must be 1 to 64 of a-z/) as string,
    ],
  ],
  ['那么: { 暂定: 也许 }', [expect.stringMatching(/^5:15 场景\[0\]\.那么\.暂定 unknown word "也许"; /) as string]],
  ['那么: { 期限: { 办理时间: 2h } }', ['5:17 场景[0].那么.期限.办理时间 unknown field; did you mean "办理时限"?']],
  [
    '那么: { 期限: { 办理时限: 马上 } }',
    [
      expect.stringMatching(
        /^5:23 场景\[0\]\.那么\.期限\.办理时限 unknown word "马上"; known are 没有$|did you mean "没有"/,
      ) as string,
    ],
  ],
  ['步骤: [{ 当: { 谁: lead-oleaster-1, 做: 申请, 种类: 延期 } }]', ['5:15 场景[0].步骤[0].当.理由 is required']],
  ['步骤: [{ 当: { 谁: lead-oleaster-1, 做: 办结, 说明: 好 } }]', ['5:15 场景[0].步骤[0].当.佐证 is required']],
  ['步骤: [{ 那么: { 层级: 1 } }]', ['5:10 场景[0].步骤[0].当 is required']],
  [
    '步骤: [{ 当: { 直到: 2026-03-02T08:00 } }]',
    ['5:21 场景[0].步骤[0].当.直到 lies before the step; time only goes on'],
  ],
  [
    '那么: { 通知: [resident-99 已结案] }',
    ['5:16 场景[0].那么.通知[0] unknown person "resident-99"; did you mean "resident-09"?'],
  ],
  ['那么: { 被拒绝: NOT_DUE }', ['5:16 场景[0].那么.被拒绝 belongs to a step in which somebody does something']],
  [
    'then: { stage: open, 阶段: 待签收 }',
    ['5:26 场景[0].then.阶段 is the same field as "stage", which is here already'],
  ],
])('a mistake is told in the words of the file: %s', (then, problems) => {
  expect(problemsOf(chinese(then))).toEqual(problems);
});

test('what is missing in a file in English is told in English, and the other way round', () => {
  expect(problemsOf('procedure: default\nscenarios:\n  - name: one\n')).toEqual([
    ...['reporter', 'unit', 'category', 'at'].map(
      (name) => `3:5 scenarios[0].given.${name} is required, here or in the given of the file`,
    ),
  ]);
  expect(problemsOf('规程: default\n场景:\n  - 名称: 一\n')).toEqual([
    ...['上报人', '地点', '类别', '时间'].map(
      (name) => `3:5 场景[0].假如.${name} is required, here or in the given of the file`,
    ),
  ]);
});

test('a claim in Chinese that does not hold is told where it is written', () => {
  expect(failuresOf(chinese('那么: { 期限: { 签收时限: 3h }, 在等: 没有人, 层级: 2 }'))).toEqual([
    '5:17 due acknowledge: 2026-03-02T12:00+08:00 | 2026-03-02T11:00+08:00',
    '5:29 waits:  | lead-oleaster-1 acknowledgement, lead-oleaster-1 handling',
    '5:38 tier: 2 | 1',
  ]);
});

test('an editor knows every field by both of its names', () => {
  const schema = fixtureJsonSchema() as {
    readonly properties: Readonly<Record<string, unknown>>;
    readonly required?: unknown;
    readonly $defs: Readonly<
      Record<string, { readonly properties?: object; readonly items?: { readonly properties?: object } }>
    >;
  };
  expect(Object.keys(schema.properties)).toEqual(['procedure', '规程', 'given', '假如', 'scenarios', '场景']);
  expect(schema.properties['场景']).toEqual(schema.properties['scenarios']);
  expect(schema).not.toHaveProperty('required');
  expect(Object.keys(schema.$defs['scenarios']?.items?.properties ?? {})).toEqual(
    expect.arrayContaining(['name', '名称', 'steps', '步骤', 'then', '那么']),
  );
});
