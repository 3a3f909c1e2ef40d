/** A notice as a mail: in the thread of its issue, marked as sent by a machine, in plain text and a little HTML. */
import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { Letter, LetterAction } from '../channel';
import { forYou, linkLines } from '../links';
import type { MailSettings } from './settings';

export function mailOf(
  letter: Letter,
  to: string,
  { from, bounce }: Pick<MailSettings, 'from' | 'bounce'>,
): SendMailOptions {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const thread = idOf(`${letter.issue}:${letter.recipient}`, 'issue', domain);
  return {
    from,
    to,
    // Bounces go to whoever looks after them, and never to the sender that readers see.
    envelope: { from: bounce, to },
    subject: letter.subject,
    text: textOf(letter),
    html: htmlOf(letter),
    date: new Date(letter.queuedAtMs),
    messageId: idOf(letter.id, 'notice', domain),
    // All mails of an issue answer one message that was never sent: readers thread by it, whichever arrives first.
    inReplyTo: thread,
    references: thread,
    headers: {
      // Nobody's answering machine replies to it (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `Doorstep <notices.doorstep.${domain}>`,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The same for the same notice, so that a mail which was sent twice is known to be one; it names no person. */
const idOf = (id: string, kind: 'issue' | 'notice', domain: string): string =>
  `<${kind}.${createHash('sha256').update(id).digest('hex').slice(0, 40)}@${domain}>`;

const textOf = ({ lang, body, actions }: Letter): string =>
  actions.length === 0 ? `${body}\n` : `${body.trimEnd()}\n\n${linkLines(actions)}\n\n${forYou(lang)}\n`;

const htmlOf = ({ lang, subject, body, actions }: Letter): string =>
  [
    `<!doctype html><html lang="${escaped(lang)}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;line-height:1.5">',
    `<p><strong>${escaped(subject)}</strong></p>`,
    ...body.split(/\n{2,}/).map((paragraph) => `<p>${escaped(paragraph.trim()).replaceAll('\n', '<br>')}</p>`),
    ...(actions.length === 0 ? [] : [...actions.map(button), `<p><small>${escaped(forYou(lang))}</small></p>`]),
    '</body></html>',
  ].join('\n');

/** A link that looks like a button, large enough for a thumb: mail readers run no script, and few show a form. */
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b57d0;color:#ffffff;text-decoration:none;font-weight:bold';
const button = ({ label, url }: LetterAction): string =>
  `<p><a href="${escaped(url)}" style="${BUTTON}">${escaped(label)}</a></p>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
