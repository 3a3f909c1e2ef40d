/** How each channel shows what its reader can do with one tap. */
import { mailOf } from '../../../workers/channels/email/message';
import { gatewayBody } from '../../../workers/channels/gateway/send';
import { robotBody } from '../../../workers/channels/robot/bodies';
import { linkLines } from '../../../workers/channels/links';
import { webhookBody } from '../../../workers/channels/webhook/send';
import { letter } from './letter';

const url = (name: string): string => `https://doorstep.example.org/act/${name}`;
const actions = [
  { action: 'approve', label: 'Approve <now>', url: url('a') },
  { action: 'reject', label: 'Reject', url: url('b') },
];
const acting = { ...letter, actions };
const sender = { from: { name: 'Doorstep', address: 'doorstep@example.org' }, bounce: 'bounces@example.org' };

it('a mail has a line and a button for each, and says that they are its reader’s alone', () => {
  const { text, html } = mailOf(acting, 'lead@example.org', sender);
  expect(text).toContain(`14:00.\n\nApprove <now>: ${url('a')}\nReject: ${url('b')}\n\nThese links are for you alone`);
  expect(html).toContain(`<a href="${url('a')}" style="`);
  expect(html).toContain('>Approve &lt;now&gt;</a>');
  expect(html).toContain('These links are for you alone');
  expect(mailOf({ ...acting, lang: 'zh' }, 'lead@example.org', sender).text).toContain('请勿转发');
});

it('a mail of many has those of each under its subject, as lines, and of no more than anybody would answer', () => {
  const items = Array.from({ length: 60 }, (_, n) => ({
    ...acting,
    subject: `matter ${n}`,
    actions: [{ ...actions[1], url: url(`n${n}`) }],
  }));
  const { id, recipient, severity, queuedAtMs, lang, subject, body } = letter;
  const bundle = {
    id,
    recipient,
    severity,
    queuedAtMs,
    lang,
    subject,
    body,
    kind: 'bundle' as const,
    items: items as never,
  };
  const mail = mailOf(bundle, 'lead@example.org', sender);
  const [text, html] = [mail.text as string, mail.html as string];
  expect(text).toContain(`\n\nmatter 0\nReject: ${url('n0')}\n\nmatter 1\n`);
  expect(html).toContain(`<strong>matter 0</strong><br><a href="${url('n0')}">Reject</a>`);
  expect(text).toContain('matter 49');
  expect(`${text}${html}`).not.toContain('matter 50');
  expect(text.match(/for you alone/g)).toHaveLength(1);
});

it('a mail without any is as it was', () => {
  const { text, html } = mailOf(letter, 'lead@example.org', sender);
  expect(text).toBe(`${letter.body}\n`);
  expect(html).not.toContain('href');
});

it('a text message ends with its link', () => {
  const one = { ...letter, actions: actions.slice(1) };
  expect(gatewayBody('sms', one, '+8613800000000')).toMatchObject({
    data: { text: `${letter.subject}\n${letter.body}\nReject: ${url('b')}` },
  });
  expect(gatewayBody('sms', letter, '+8613800000000')).toMatchObject({
    data: { text: `${letter.subject}\n${letter.body}` },
  });
});

it('a robot shortens what it says, and never a link', () => {
  const links = linkLines(actions.slice(1));
  const long = robotBody('wecom', '灯'.repeat(2_000), links) as { text: { content: string } };
  expect(Buffer.byteLength(long.text.content)).toBeLessThanOrEqual(2_048);
  expect(long.text.content.endsWith(`…\n${links}`)).toBe(true);
  expect(robotBody('wecom', 'a\nb')).toEqual({ msgtype: 'text', text: { content: 'a\nb' } });
});

it('a webhook gets them as they are', () => {
  expect(webhookBody(acting)).toMatchObject({ data: { actions } });
});
