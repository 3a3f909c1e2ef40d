/** `doorstep notice preview`: a text as each channel would send it, of examples of the place's own, without any server. */
import { noticePreview, type PreviewOptions } from '../../clients/cli/commands/notice-preview';
import { wordsOf } from '../../clients/cli/lang';
import { openSession } from '../../clients/cli/session';
import { smsLength } from '../../workers/channels/gateway/segments';
import type { Preview } from '../../workers/channels/preview';

async function said(
  template: string | undefined,
  options: Partial<PreviewOptions> = {},
  json = false,
): Promise<string> {
  const out: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: () => undefined,
    env: { DOORSTEP_DATA: '/nowhere' },
    stopped: new AbortController().signal,
  };
  await noticePreview(openSession(io, 'en', wordsOf('en'), { json }), template, { count: '4', ...options });
  return out.join('\n');
}
const previews = async (template: string, options: Partial<PreviewOptions> = {}): Promise<readonly Preview[]> =>
  (JSON.parse(await said(template, options, true)) as { previews: Preview[] }).previews;

test('every channel shows it in its own form, in the language that was asked for', async () => {
  const all = await previews('tier-called', { in: 'zh' });
  expect(all.map(({ channel }) => channel)).toStrictEqual(['inbox', 'webhook', 'robot', 'email', 'sms', 'phone']);
  const [inbox, webhook, robot, email, sms] = all;
  expect(inbox).toMatchObject({ subject: expect.stringContaining('请签收（i-example-1）') as string });
  expect(webhook).toMatchObject({ body: { type: 'notice.tier-called', data: { lang: 'zh', severity: 'normal' } } });
  expect(robot).toMatchObject({ wecom: { msgtype: 'text' }, dingtalk: { msgtype: 'text' } });
  expect(email).toMatchObject({ html: expect.stringContaining('<html lang="zh">') as string });
  expect(sms).toMatchObject({ encoding: 'UCS-2' });
});

test('a procedure, an event and several at once', async () => {
  const [joint] = await previews('summoned', { procedure: 'joint', on: 'inbox', in: 'en' });
  expect(joint).toMatchObject({ subject: expect.stringContaining('property manager') as string });
  const [told] = await previews('for-information', { event: 'check-failed', on: 'inbox', in: 'en' });
  expect(told).toMatchObject({ subject: expect.stringContaining('the check on the spot failed') as string });
  const [bundle] = await previews('tier-called', { gathered: 'bundle', on: 'webhook', count: '5' });
  const { data } = (bundle as Extract<Preview, { channel: 'webhook' }>).body as {
    data: { severity: string; items: { severity: string }[] };
  };
  expect(data.items.map(({ severity }) => severity)).toStrictEqual(['urgent', 'high', 'normal', 'normal', 'low']);
  expect(data.severity).toBe('urgent');
});

test('people see the length of a text message as providers count it', async () => {
  const text = await said('tier-called', { on: 'sms', in: 'en' });
  expect(text).toMatch(/^── text message · \d segments \(\d+ in UCS-2\)\n/);
});

test.each(['zh', 'en'] as const)(
  '%s: what a guest reads comes by mail and text message, in the texts of guests',
  async (lang) => {
    const guest = await previews('please-confirm', { guest: true, in: lang });
    expect(guest.map(({ channel }) => channel)).toStrictEqual(['sms', 'email']);
    const [known] = await previews('please-confirm', { on: 'sms', in: lang });
    const said = JSON.stringify(guest);
    expect(said).toContain(lang === 'zh' ? '查询码' : 'your tracking code');
    expect(said).not.toMatch(/guest-|npx|[{]\w+[}]/);
    expect(JSON.stringify(known)).not.toContain(lang === 'zh' ? '查询码' : 'tracking code');
  },
);

test.each(['zh', 'en'] as const)(
  '%s: the letter with a one-time code, where it goes and nowhere else',
  async (lang) => {
    const [sms, email] = await previews('report-code', { in: lang });
    expect(email).toMatchObject({
      channel: 'email',
      subject: expect.not.stringContaining('042137') as string,
      text: expect.stringContaining('042137') as string,
      html: expect.stringContaining(`<html lang="${lang}">`) as string,
    });
    expect(sms).toMatchObject({
      channel: 'sms',
      text: expect.stringContaining('042137') as string,
      segments: expect.any(Number) as number,
    });
    const [alone] = await previews('report-code', { on: 'sms', in: lang });
    expect(alone).toStrictEqual(sms);
  },
);

test.each([
  ['tier-calld', {}, 'ARGUMENT_INVALID'],
  [undefined, {}, 'ARGUMENT_INVALID'],
  ['tier-called', { on: 'pigeon' }, 'ARGUMENT_INVALID'],
  ['tier-called', { in: 'fr' }, 'ARGUMENT_INVALID'],
  ['tier-called', { procedure: 'joit' }, 'PROCEDURE_UNKNOWN'],
  ['tier-called', { event: 'exploded' }, 'ARGUMENT_INVALID'],
  ['tier-called', { gathered: 'heap' }, 'ARGUMENT_INVALID'],
  // An inbox gets every notice by itself.
  ['tier-called', { gathered: 'digest', on: 'inbox' }, 'ARGUMENT_INVALID'],
  ['closed', { guest: true, on: 'inbox' }, 'ARGUMENT_INVALID'],
  ['closed', { guest: true, gathered: 'bundle' }, 'ARGUMENT_INVALID'],
  ['closed', { guest: true, issue: 'i-1' }, 'ARGUMENT_INVALID'],
  // A code is for one pair of eyes.
  ['report-code', { on: 'robot' }, 'ARGUMENT_INVALID'],
  ['report-code', { issue: 'i-1' }, 'ARGUMENT_INVALID'],
  ['report-code', { guest: true }, 'ARGUMENT_INVALID'],
])('%s with %j is refused', async (template, options, code) => {
  await expect(said(template, options)).rejects.toMatchObject({ code });
});

/** By 3GPP TS 23.038: 160 places in one message, 153 in each of several; 70 and 67 where a character is not in the alphabet. */
test.each([
  ['a'.repeat(160), 'GSM-7', 160, 1],
  ['a'.repeat(161), 'GSM-7', 161, 2],
  ['a'.repeat(306), 'GSM-7', 306, 2],
  ['a'.repeat(307), 'GSM-7', 307, 3],
  ['€'.repeat(80), 'GSM-7', 160, 1],
  // 152 and one of two places: it is not torn apart.
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 306, 3],
  ['灯'.repeat(70), 'UCS-2', 70, 1],
  ['灯'.repeat(71), 'UCS-2', 71, 2],
  ['😀'.repeat(35), 'UCS-2', 70, 1],
  [`${'灯'.repeat(66)}😀${'灯'.repeat(66)}`, 'UCS-2', 134, 3],
])('%j', (text, encoding, length, segments) => {
  expect(smsLength(text)).toStrictEqual({ encoding, length, segments });
});
