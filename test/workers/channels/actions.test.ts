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
  const long = robotBody('wecom', letter.subject, '灯'.repeat(2_000), links) as { text: { content: string } };
  expect(Buffer.byteLength(long.text.content)).toBeLessThanOrEqual(2_048);
  expect(long.text.content.endsWith(`…\n${links}`)).toBe(true);
  expect(robotBody('wecom', 'a', 'b')).toEqual({ msgtype: 'text', text: { content: 'a\nb' } });
});

it('a webhook gets them as they are', () => {
  expect(webhookBody(acting)).toMatchObject({ data: { actions } });
});
