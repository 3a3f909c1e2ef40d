/** What each channel would send of a message: for whoever writes the texts. Nothing is sent, and no address is needed. */
import type { Channel } from '../../contracts/channels';
import { isNote, type Bundle, type Letter, type Note } from './channel';
import { mailOf } from './email/message';
import { smsLength, type SmsLength } from './gateway/segments';
import { robotBody } from './robot/bodies';
import { spokenText } from './spoken-text';
import { webhookBody } from './webhook/send';

export type Preview =
  | { readonly channel: 'inbox'; readonly subject: string; readonly body: string }
  | { readonly channel: 'email'; readonly subject: string; readonly text: string; readonly html: string }
  | ({ readonly channel: 'sms'; readonly text: string } & SmsLength)
  | { readonly channel: 'phone'; readonly text: string }
  | { readonly channel: 'robot'; readonly wecom: object; readonly dingtalk: object; readonly bytes: number }
  | { readonly channel: 'webhook'; readonly body: object };

const NOBODY = { from: { name: 'Doorstep', address: 'doorstep@example.org' }, bounce: 'doorstep@example.org' };

/** Throws for a note on a channel that takes none: others would read it, or a program. */
export function previewOn(channel: Channel | 'inbox', message: Letter | Bundle | Note): Preview {
  const { subject, body } = message;
  const text = spokenText(message);
  switch (channel) {
    case 'inbox':
      return { channel, subject, body };
    case 'email': {
      const { text: plain, html } = mailOf(message, 'reader@example.org', NOBODY);
      return { channel, subject, text: plain, html };
    }
    case 'sms':
      return { channel, text, ...smsLength(text) };
    case 'phone':
      return { channel, text };
    case 'robot': {
      const [wecom, dingtalk] = [robotBody('wecom', text), robotBody('dingtalk', text)];
      return { channel, wecom, dingtalk, bytes: Buffer.byteLength(text) };
    }
    case 'webhook':
      if (isNote(message)) throw new Error('A webhook takes no notes.');
      return { channel, body: webhookBody(message) };
    default:
      return channel satisfies never;
  }
}
