import { CHINESE_TABLES, inChinese } from '../../../domain/procedure/fixtures/words';
import { parseFixtures, readFixture } from '../../../domain/procedure/fixtures/parse';
import { formatMoment, parseMoment } from '../../../domain/procedure/fixtures/moment';
import { policies } from './shipped';

test.each(Object.entries(CHINESE_TABLES))('no two words of %s are the same in Chinese', (_, table) => {
  const words = Object.values(table);
  expect(new Set(words).size).toBe(words.length);
});

test('a value is told in Chinese with the people in front', () => {
  expect(inChinese('told', 'lead-1 lead-2 tier-reminded')).toBe('lead-1 lead-2 催办');
  expect(inChinese('tier', 'grid-worker')).toBe('grid-worker');
  expect(inChinese('provisional', 'true')).toBe('是');
});

test('the same scenarios in Chinese and in English are the same', () => {
  const english = `procedure: default
given: { reporter: resident-01, unit: oleaster-1, category: lamps, severity: low, at: 2026-03-02T09:00+08:00 }
scenarios:
  - name: 一
    then: { stage: open, tier: 1, assignee: nobody, provisional: false }
    steps:
      - when: { until: 2026-03-02 11:00 }
        then:
          told: [lead-oleaster-1 tier-reminded]
          due: { acknowledge: 3h, confirm: none }
          waits: [lead-oleaster-1 acknowledgement, lead-oleaster-1 handling]
      - when: { by: lead-oleaster-1, does: acknowledge }
        then: { events: [acknowledged] }
      - when: { by: lead-oleaster-1, does: request, kind: extension, reason: 等, extend-by: 2h }
      - when: { by: worker-oleaster-1, does: approve, approval: a1 }
      - when: { by: lead-oleaster-1, does: handle, note: 好, evidence: [photo:1:2] }
      - when: { by: resident-01, does: confirm }
        then: { outcome: confirmed, waits: nobody, told-at-least: [resident-01 closed] }
`;
  const chinese = `规程: default
假如: { 上报人: resident-01, 地点: oleaster-1, 类别: lamps, 紧急程度: 低, 时间: 2026-03-02T01:00Z }
场景:
  - 名称: 一
    那么: { 阶段: 待签收, 层级: 1, 被指派人: 没有人, 暂定: 否 }
    步骤:
      - 当: { 直到: 2026-03-02T11:00 }
        那么:
          通知: [lead-oleaster-1 催办]
          期限: { 签收时限: 3h, 确认时限: 没有 }
          在等: [lead-oleaster-1 签收, lead-oleaster-1 办结]
      - 当: { 谁: lead-oleaster-1, 做: 签收 }
        那么: { 事件: [签收] }
      - 当: { 谁: lead-oleaster-1, 做: 申请, 种类: 延期, 理由: 等, 延长: 2h }
      - 当: { 谁: worker-oleaster-1, 做: 批准, 申请编号: a1 }
      - 当: { 谁: lead-oleaster-1, 做: 办结, 说明: 好, 佐证: [photo:1:2] }
      - 当: { 谁: resident-01, 做: 认可 }
        那么: { 结果: 居民认可, 在等: 没有人, 至少通知: [resident-01 已结案] }
`;
  const parsed = (text: string): unknown =>
    JSON.parse(
      JSON.stringify(parseFixtures([{ path: 'f.yaml', text }], policies), (key, value: unknown) =>
        key === 'spot' ? undefined : value,
      ),
    );
  expect(parsed(chinese)).toEqual(parsed(english));
});

test('a field that is there in both languages is refused', () => {
  const text = `procedure: default\n规程: default\nscenarios: []\n`;
  expect(readFixture({ path: 'f.yaml', text }, policies).problems[0]).toMatchObject({
    line: 2,
    field: '规程',
    reason: 'is the same field as "procedure", which is here already',
  });
});

test.each([
  ['2026-03-02T09:00', 'Asia/Shanghai', '2026-03-02T09:00+08:00'],
  ['2026-03-02 09:00:30', 'Asia/Shanghai', '2026-03-02T09:00:30+08:00'],
  ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T09:00+02:00'],
  ['2026-01-01T09:00Z', 'Europe/Berlin', '2026-01-01T10:00+01:00'],
  ['2026-02-29T09:00', 'Asia/Shanghai', undefined],
  ['2026-02-29T09:00+08:00', 'Asia/Shanghai', undefined],
  ['2026-03-02', 'Asia/Shanghai', undefined],
  ['2026-03-02T25:00', 'Asia/Shanghai', undefined],
])('%s in %s is %s', (text, zone, moment) => {
  const atMs = parseMoment(text, zone);
  expect(atMs === undefined ? undefined : formatMoment(atMs, zone)).toBe(moment);
});
