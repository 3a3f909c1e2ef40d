/** What a reader sees of a mail that the test's server took. */
import type { Mail } from '../messaging/mail-server';

export interface MailParts {
  readonly text: string;
  readonly html: string;
}

export function partsOf({ headers, text }: Pick<Mail, 'headers' | 'text'>): MailParts {
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) throw new Error('a mail without parts');
  const parts = text.split(`--${boundary}`).map(decoded);
  const of = (type: string): string => parts.find((part) => part.head.includes(type))?.body ?? '';
  return { text: of('text/plain'), html: of('text/html') };
}

/** By their order in the text. */
export const linksIn = ({ text }: Pick<MailParts, 'text'>): readonly string[] => text.match(/https?:\/\/\S+/g) ?? [];

function decoded(part: string): { readonly head: string; readonly body: string } {
  const [head = '', ...rest] = part.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const encoding = /content-transfer-encoding:\s*(\S+)/i.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return { head, body: Buffer.from(body, 'base64').toString('utf8') };
  if (encoding !== 'quoted-printable') return { head, body };
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return { head, body: Buffer.from(bytes, 'latin1').toString('utf8') };
}
