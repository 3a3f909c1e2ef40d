import { draw } from '../../../domain/procedure/draw';
import type { Lang } from '../../../domain/procedure/documents/words';
import { parseProcedure } from '../../../domain/procedure/parse';
import { written, type Change } from './changed';

/** The lines of a drawing of a shipped procedure, some pieces of which are others. */
function lines(id: string, lang: Lang, ...changes: readonly Change[]): readonly string[] {
  const drawn = draw(parseProcedure({ path: 'p.yaml', text: written(id, changes) }), lang).split('\n');
  for (const line of drawn.slice(2)) expect(line).toMatch(/^ +(?:state ".*" as \w+(?: \{)?|\S+ --> \S+(?: : .*)?|\})$/);
  return drawn.map((line) => line.trim());
}
const WARN = 'warn: [50%, 4wh]';
const AGAIN = 'again: { from: grid-worker, times: 1 }';
const PANELS = 'panels: [{ role: committee, level: community, quorum: 2 }]';

test.each([
  [0, 'not acknowledged, or not handled in 8h, or passed up', '到期无人签收，或 8h 未办结，或上报上级'],
  [
    1,
    'called 2 times and not acknowledged, or not handled in 8h, or passed up',
    '通知 2 次仍无人签收，或 8h 未办结，或上报上级',
  ],
])('of a tier with %d reminders it is told when the next is called', (times, en, zh) => {
  const change = ['repeat: { every: 1h, times: 1 }', `repeat: { every: 1h, times: ${times} }`] as const;
  expect(lines('default', 'en', change)).toContain(`tier1 --> tier2 : ${en}`);
  expect(lines('default', 'zh', change)).toContain(`tier1 --> tier2 : ${zh}`);
});

test('a tier and a party without a name are called by their keys', () => {
  const tier = lines('joint', 'en', [/    name: \{ zh: 楼栋长摸清情况.*\n/, '']);
  expect(tier).toContain('state "1 building-lead · building-lead @ building" as tier1 {');
  const party = lines('joint', 'zh', [/    name: \{ zh: 物业公司.*\n/, '']).find((line) => line.includes('as parties'));
  expect(party).toContain('<br/>• property-manager，签收 2wh，办理 3wd，报到 30wm<br/>');
});

test('a tier that another than the next follows leads to it', () => {
  const drawn = lines('joint', 'en', [WARN, 'then: party-group']);
  expect(drawn.filter((line) => line.startsWith('tier1 -->')).join()).toMatch(/^tier1 --> tier3 : [^,]/);
  expect(drawn.filter((line) => line.startsWith('tier2 -->')).join()).toMatch(/^tier2 --> tier3 : [^,]/);
});

test.each<[string, Lang, string | undefined]>([
  ['again: { from: grid-worker, times: 2 }', 'en', 'tier4 --> tier2 : not acknowledged, climbed again 2 times'],
  ['again: { from: building-lead, times: 1 }', 'en', 'tier4 --> tier1 : not acknowledged, climbed again once'],
  ['again: { from: building-lead, times: 3 }', 'zh', 'tier4 --> tier1 : 无人签收，从此再来 3 遍'],
  ['again: { from: grid-worker, times: 0 }', 'en', undefined],
  ['', 'en', undefined],
])('rounds are drawn where there are some: %s in %s', (by, lang, line) => {
  expect(lines('joint', lang, [AGAIN, by]).find((one) => one.startsWith('tier4 -->'))).toBe(line);
});

test.each<[string, string, string]>([
  ['warn: [12%]', 'warned after 12%', '提醒：过了 12%'],
  ['warn: [1wd, 29%]', 'warned 1wd before its end / after 29%', '提醒：到期前 1wd / 过了 29%'],
])('%s is told', (by, en, zh) => {
  expect(lines('joint', 'en', [WARN, by]).find((line) => line.endsWith('as handling1'))).toContain(`<br/>${en}"`);
  expect(lines('joint', 'zh', [WARN, by]).find((line) => line.endsWith('as handling1'))).toContain(`<br/>${zh}"`);
});

test.each<[string, string, string, string]>([
  ['default', 'force-close: { decide: 12h }', 'force-close', '强制结案'],
  ['default', 'force-close: { decide: 12h, on-timeout: lapse }', 'force-close', '强制结案'],
  [
    'default',
    'force-close: { decide: 12h, on-timeout: reject }',
    'force-close · silence is a no',
    '强制结案 · 无人审批视为驳回',
  ],
  [
    'default',
    'force-close: { decide: 12h, quorum: 2 }',
    'force-close · 2 of the tier above',
    '强制结案 · 上一级 2 人 同意',
  ],
  [
    'default',
    'force-close: { decide: 12h, quorum: all }',
    'force-close · all of the tier above',
    '强制结案 · 上一级 全部 同意',
  ],
  [
    'default',
    'force-close: { decide: 12h, remind: [12%, 2h], on-timeout: climb }',
    'force-close · deciders reminded after 12% / 2h before its end · silence goes one tier up',
    '强制结案 · 催审批：过了 12% / 到期前 2h · 无人审批再上一级',
  ],
  [
    'default',
    'force-close: { decide: 12h, quorum: 29% }',
    'force-close · 29% of the tier above',
    '强制结案 · 上一级 29% 同意',
  ],
])('%s with %s says who decides, and what silence means', (id, by, en, zh) => {
  const asked = (lang: Lang) => lines(id, lang, [/^force-close: .*$/m, by]).find((line) => line.endsWith('as asked'));
  expect(asked('en')).toMatch(new RegExp(`<br/>• ${en}" as asked$`));
  expect(asked('zh')).toMatch(new RegExp(`<br/>• ${zh}" as asked$`));
});

test('silence that says yes is told, and everybody of a panel', () => {
  const changes = [
    [PANELS, PANELS.replace('quorum: 2', 'quorum: all')],
    ['return: { decide: 1wd, remind: [50%], on-timeout: reject }', 'return: { decide: 1wd, on-timeout: approve }'],
  ] as const;
  const asked = (lang: Lang) => lines('joint', lang, ...changes).find((line) => line.endsWith('as asked'));
  expect(asked('en')).toContain(
    '<br/>• force-close · all of committee · deciders reminded after 50%<br/>• giving back · silence is a yes<br/>',
  );
  expect(asked('zh')).toContain(
    '<br/>• 强制结案 · committee 全部 同意 · 催审批：过了 50%<br/>• 退单 · 无人审批视为批准<br/>',
  );
});

test('what nobody may ask for is not among what is asked', () => {
  const asked = (...changes: readonly Change[]) =>
    lines('default', 'en', ...changes).find((line) => line.endsWith('as asked'));
  const EXTENSION = '<br/>• extension, at most 2, each at most 1d · deciders reminded after 50%';
  const SUSPENSION = '<br/>• suspension, at most 1, until at most 30d ahead · deciders reminded after 50%';
  const FORCE = '<br/>• force-close · deciders reminded after 50%" as asked';
  const DECIDED = 'state "the tier above decides, the clock runs on';
  expect(asked(['suspension: { maximum: 1', 'suspension: { maximum: 0'])).toBe(`${DECIDED}${EXTENSION}${FORCE}`);
  expect(asked(['extension: { maximum: 2', 'extension: { maximum: 0'])).toBe(`${DECIDED}${SUSPENSION}${FORCE}`);
  expect(asked(['extension: { maximum: 2', 'extension: { maximum: 1'])).toContain(
    '• extension, at most 1, each at most 1d · deciders reminded after 50%<br/>',
  );
});

test('how long a question stays open is told once for each time', () => {
  const answered = (by: string) =>
    lines('default', 'en', [/^force-close: .*$/m, by]).find((line) => line.startsWith('asked --> ladder'));
  expect(answered('force-close: { decide: 12h }')).toMatch(/lapsed after 12h$/);
  expect(answered('force-close: { decide: 2h }')).toMatch(/lapsed after 12h \/ 2h$/);
});

test.each<[number, string, string]>([
  [1, 'handle, with at least 1 piece of evidence', '办结，佐证至少 1 件'],
  [2, 'handle, with at least 2 pieces of evidence', '办结，佐证至少 2 件'],
])('%d pieces of evidence are asked of a handling', (count, en, zh) => {
  const change = ['evidence: { minimum: 1 }', `evidence: { minimum: ${count} }`] as const;
  expect(lines('default', 'en', change)).toContain(`ladder --> confirming : ${en}`);
  expect(lines('default', 'zh', change)).toContain(`ladder --> confirming : ${zh}`);
});

describe('what stands beside the ladder', () => {
  const CHECKED = '  evidence: { minimum: 1 }\n  rework';
  const PROBLEM = 'problem: { reworks: 3, units: 3 }';
  const RETURN = 'return: { decide: 1wd, remind: [50%], on-timeout: reject }\n';

  test('is told in one and in many', () => {
    const one = lines(
      'joint',
      'en',
      [PROBLEM, 'problem: { reworks: 1, units: 1 }'],
      [CHECKED, CHECKED.replace('1', '2')],
    );
    expect(one).toContain('checking --> problem : redone more than 1 time');
    expect(one).toContain('parties --> problem : given back by more than 1 unit');
    expect(one).toContain('checking --> confirming : passed, with at least 2 pieces of evidence, or nobody came');
    const zh = lines(
      'joint',
      'zh',
      [PROBLEM, 'problem: { reworks: 1, units: 1 }'],
      [CHECKED, CHECKED.replace('1', '2')],
    );
    expect(zh).toContain('checking --> problem : 返工超过 1 次');
    expect(zh).toContain('parties --> problem : 退单超过 1 家');
    expect(zh).toContain('checking --> confirming : 核查通过（佐证至少 2 件），或一直无人核查');
  });

  test.each<[Lang, string]>([
    ['en', 'finish, or overdue'],
    ['zh', '完成分工，逾期上升或催办'],
  ])('nothing is given back where nobody may, in %s', (lang, label) => {
    const drawn = lines('joint', lang, [RETURN, '']);
    expect(drawn).toContain(`parties --> ladder : ${label}`);
    expect(drawn.filter((line) => line.startsWith('parties --> problem'))).toEqual([]);
    expect(drawn.filter((line) => line.startsWith('checking --> problem'))).toHaveLength(1);
  });

  test('a problem case is reached by what there is', () => {
    const unchecked = lines('joint', 'en', [/^check:\n(?: .*\n)+/m, '']);
    expect(unchecked.filter((line) => line.includes('--> problem'))).toEqual([
      'parties --> problem : given back by more than 3 units',
    ]);
    expect(unchecked).toContain('ladder --> confirming : handle, with at least 1 piece of evidence');
    expect(unchecked.filter((line) => line.includes('checking'))).toEqual([]);
    const alone = lines('joint', 'en', [/^parties:\n(?: .*\n)+/m, '']);
    expect(alone.filter((line) => line.includes('--> problem'))).toEqual([
      'checking --> problem : redone more than 3 times',
    ]);
    expect(alone.filter((line) => line.includes('parties'))).toEqual([]);
    expect(lines('joint', 'en', [PROBLEM, '']).filter((line) => line.includes('problem'))).toEqual([]);
  });

  test('nothing is drawn of a clause that is not there', () => {
    expect(lines('joint', 'en', ['supervision: { answer: 4wh }', '']).join()).not.toContain('supervised');
    expect(lines('joint', 'en', [/^call-back: .*$/m, '']).join()).not.toMatch(/never the handler|reached by call/);
    expect(lines('joint', 'en', [/^total: .*$/m, '']).join()).not.toContain('as total');
    const unverified = lines('joint', 'en', [/^verification:\n(?: .*\n)+/m, '']);
    expect(unverified[2]).toBe('[*] --> ladder : a resident reports');
    expect(unverified.join()).not.toMatch(/verif|declined/);
    const kept = lines('joint', 'en', [/^void:\n(?: .*\n)+/m, '']);
    expect(kept).toContain('asked --> closed : force-close approved');
  });

  test('reminders are told where there are some', () => {
    const drawn = lines('joint', 'en', [/  repeat: \{ every: 1wd, times: 1 \}\n  evidence/, '  evidence']);
    expect(drawn).toContain('state "checking · party-group @ grid<br/>on the spot within 2wd" as checking');
  });
});
