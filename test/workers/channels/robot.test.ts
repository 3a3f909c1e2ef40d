import { createHmac } from 'node:crypto';
import { robotBody, signedUrl, verdictOf } from '../../../workers/channels/robot/bodies';

it.each([
  ['wecom', '{"errcode":0,"errmsg":"ok"}', 'taken'],
  ['wecom', '{"errcode":93000,"errmsg":"invalid webhook url"}', 'gone'],
  ['wecom', '{"errcode":45009,"errmsg":"api freq out of limit"}', 'busy'],
  ['wecom', '{"errcode":-1,"errmsg":"system busy"}', 'unwell'],
  ['dingtalk', '{"errcode":310000,"errmsg":"sign not match"}', 'refused'],
  ['dingtalk', '{"errcode":410100,"errmsg":"send too fast"}', 'busy'],
  ['dingtalk', '{"errcode":0}', 'taken'],
  ['dingtalk', '{}', 'unwell'],
  ['dingtalk', 'null', 'unwell'],
  ['wecom', '<html>login</html>', 'unwell'],
  ['wecom', '{"errcode":"0"}', 'unwell'],
] as const)('%s says %s: %s', (kind, text, verdict) => expect(verdictOf(kind, text)).toBe(verdict));

it('DingTalk’s signature is in the address and leaves the rest of it alone', () => {
  const url = new URL(
    signedUrl('https://oapi.dingtalk.com/robot/send?access_token=a%2Bb', 'SECabc', 1_577_808_000_000),
  );
  expect(url.searchParams.get('access_token')).toBe('a+b');
  expect(url.searchParams.get('timestamp')).toBe('1577808000000');
  const expected = createHmac('sha256', 'SECabc').update('1577808000000\nSECabc').digest('base64');
  expect(url.searchParams.get('sign')).toBe(expected);
  // "+" in a query is a space to its reader.
  expect(url.search).not.toMatch(/sign=[^&]*\+/);
});

it('a long text is cut at a whole character and within the bytes that WeCom takes', () => {
  const { text } = robotBody('wecom', `主题\n${'灯'.repeat(3_000)}`) as { text: { content: string } };
  expect(Buffer.byteLength(text.content)).toBeLessThanOrEqual(2_048);
  expect(Buffer.byteLength(text.content)).toBeGreaterThan(2_040);
  expect(text.content).toMatch(/^主题\n灯+…$/);
  expect(robotBody('dingtalk', 's\nb')).toEqual({ msgtype: 'text', text: { content: 's\nb' } });
});
