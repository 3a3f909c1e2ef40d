/** Free words as the public may see them. */
import fc from 'fast-check';
import { LEFT_OUT, publicWords } from '../../../clients/http/public-words';

it.each([
  ['请打13812345678找我', '请打[…]找我'],
  ['请打 138-1234-5678 或 +86 139 1234 5678', '请打 […] 或 […]'],
  ['电话１３８１２３４５６７８', '电话[…]'],
  ['座机0479-1234567转8，或 (010) 87654321', '座机0479-1234567转8，或 […]'],
  ['座机0479-8234567转8', '座机[…]'],
  ['call +44 20 7946 0958 now', 'call […] now'],
  ['身份证11010519491231002X的老人', '身份证[…]的老人'],
  ['身份证 110105 19491231 002x', '身份证 […]'],
  ['旧身份证110105491231002', '旧身份证[…]'],
  ['卡号6222 0000 0000 0000 00', '卡号6222 0000 0000 0000 00'],
  ['卡号 4111 1111 1111 1111', '卡号 […]'],
  ['写信到 wang.ba+x@mail.example.org。', '写信到 […]。'],
  ['微信号：wang_ba88，QQ 123456789', '[…]，[…]'],
  ['车牌蒙H·A1234挡住了通道', '车牌[…]挡住了通道'],
  ['新能源京AD12345和粤Z1234港', '新能源[…]和[…]'],
  ['沙枣里1号楼三单元501室漏水', '沙枣里1号楼三单元[…]漏水'],
  ['3-2-501 漏水，六零二室也是', '[…] 漏水，[…]也是'],
  ['leak in Flat 12B and room 501', 'leak in […] and […]'],
])('%s', (text, shown) => {
  expect(publicWords(text)).toBe(shown);
});

it.each([
  '沙枣里1号楼三单元的声控灯不亮，2026-03-14 起，共3盏，报价 1200 元',
  '身份证110105194912310021的号码是错的',
  '设备编号 20260314123456，工单 i-12345678901234567，12345 热线',
  '10-20 户，第 3 号楼，24 小时，1.5 米',
  'The light on the stairs of building 3 is dark since 2026-03-14, order 4711',
  '办公室、教室和地下室进水',
])('leaves alone: %s', (text) => {
  expect(publicWords(text)).toBe(text);
});

it('leaves what stands around a number as it is, wherever it stands, and is quick', () => {
  const around = fc.string({ unit: fc.constantFrom(...'楼灯不亮，。 abc请'), maxLength: 40 });
  fc.assert(
    fc.property(around, around, (before, after) => {
      expect(publicWords(`${before}，13812345678，${after}`)).toBe(`${before}，${LEFT_OUT}，${after}`);
    }),
  );
  const from = performance.now();
  for (const bit of ['1', '1-', 'a@', 'a.', '一', 'Q1 ', '室', '0 ']) publicWords(bit.repeat(4_000 / bit.length));
  expect(performance.now() - from).toBeLessThan(1_000);
});
