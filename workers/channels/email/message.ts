/** A notice as a mail: in the thread of its issue, marked as sent by a machine, in plain text and a little HTML. */
import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { isBundle, isNote, type Bundle, type Letter, type LetterAction, type Note } from '../channel';
import { forYou, linkLines } from '../links';
import type { MailSettings } from './settings';

type Message = Letter | Bundle | Note;

export function mailOf(
  message: Message,
  to: string,
  { from, bounce }: Pick<MailSettings, 'from' | 'bounce'>,
): SendMailOptions & { readonly text: string; readonly html: string } {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const { id, subject, queuedAtMs } = message;
  return {
    from,
    to,
    // Bounces go to whoever looks after them, and never to the sender that readers see.
    envelope: { from: bounce, to },
    subject,
    text: textOf(message),
    html: htmlOf(message),
    date: new Date(queuedAtMs),
    messageId: idOf(id, 'notice', domain),
    ...(isBundle(message) || isNote(message)
      ? {}
      : inThread(idOf(`${message.issue}:${message.recipient}`, 'issue', domain))),
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

/** All mails of an issue answer one message that was never sent: readers thread by it, whichever arrives first. */
const inThread = (thread: string): Pick<SendMailOptions, 'inReplyTo' | 'references'> => ({
  inReplyTo: thread,
  references: thread,
});

/** The same for the same notice, so that a mail which was sent twice is known to be one; it names no person. */
const idOf = (id: string, kind: 'issue' | 'notice', domain: string): string =>
  `<${kind}.${createHash('sha256').update(id).digest('hex').slice(0, 40)}@${domain}>`;

/** Some readers cut a mail off at about 100 kB; the most urgent come first. */
const MOST_ANSWERED = 50;

/** Of a bundle those of each of its notices, under the subject of that notice. */
const answersOf = (message: Message): readonly Pick<Letter, 'subject' | 'actions'>[] =>
  lettersOf(message)
    .filter(({ actions }) => actions.length > 0)
    .slice(0, MOST_ANSWERED);

function lettersOf(message: Message): readonly Letter[] {
  if (isNote(message)) return [];
  return isBundle(message) ? message.items : [message];
}

function textOf(message: Message): string {
  const answers = answersOf(message).map(({ subject, actions }) =>
    isBundle(message) ? `${subject}\n${linkLines(actions)}` : linkLines(actions),
  );
  return `${[message.body.trimEnd(), ...answers, ...(answers.length === 0 ? [] : [forYou(message.lang)])].join('\n\n')}\n`;
}

function htmlOf(message: Message): string {
  const { lang, subject, body } = message;
  const answers = answersOf(message).flatMap((one) => (isBundle(message) ? [row(one)] : one.actions.map(button)));
  return [
    `<!doctype html><html lang="${escaped(lang)}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;line-height:1.5">',
    `<p><strong>${escaped(subject)}</strong></p>`,
    ...body.split(/\n{2,}/).map((paragraph) => `<p>${escaped(paragraph.trim()).replaceAll('\n', '<br>')}</p>`),
    ...answers,
    ...(answers.length === 0 ? [] : [`<p><small>${escaped(forYou(lang))}</small></p>`]),
    '</body></html>',
  ].join('\n');
}

/** A link that looks like a button, large enough for a thumb: mail readers run no script, and few show a form. */
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b57d0;color:#ffffff;text-decoration:none;font-weight:bold';
const button = ({ label, url }: LetterAction): string =>
  `<p><a href="${escaped(url)}" style="${BUTTON}">${escaped(label)}</a></p>`;

/** In a list buttons would bury what they are for. */
const row = ({ subject, actions }: Pick<Letter, 'subject' | 'actions'>): string =>
  `<p><strong>${escaped(subject)}</strong><br>${actions
    .map(({ label, url }) => `<a href="${escaped(url)}">${escaped(label)}</a>`)
    .join(' · ')}</p>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
