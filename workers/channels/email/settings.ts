/** How mail leaves: one server, and the addresses that it carries. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { DoorstepError } from '../../../contracts/errors';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS, without which nothing is sent unless the server is this machine. */
  readonly secure: boolean;
  readonly isLocal: boolean;
  readonly login: { readonly user: string; readonly pass: string } | undefined;
  /** As readers see it: `Doorstep <doorstep@example.org>` or the bare address. */
  readonly from: { readonly name: string; readonly address: string };
  /** Where mail that can't be delivered comes back to. */
  readonly bounce: string;
}

const addressSchema = z.email();

/**
 * DOORSTEP_SMTP_URL: `smtp://user@host:587` or `smtps://…` (465); its password percent-encoded in the URL or, better, in the file that
 * DOORSTEP_SMTP_PASSWORD_FILE names. DOORSTEP_MAIL_FROM, and DOORSTEP_MAIL_BOUNCE where bounces go elsewhere. Undefined when no
 * server is named. Throws DoorstepError SETTING_INVALID, which repeats no value.
 */
export function readMailSettings(env: NodeJS.ProcessEnv): MailSettings | undefined {
  const written = env['DOORSTEP_SMTP_URL'];
  if (!written) return undefined;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw wrong('DOORSTEP_SMTP_URL', 'does not have the form smtp://user@host:port or smtps://user@host:port');
  const secure = url.protocol === 'smtps:';
  const from = mailbox(env['DOORSTEP_MAIL_FROM'] ?? '');
  if (from === undefined)
    throw wrong(
      'DOORSTEP_MAIL_FROM',
      'has to name the sender: doorstep@example.org or "Doorstep <doorstep@example.org>"',
    );
  const bounce = env['DOORSTEP_MAIL_BOUNCE'] || from.address;
  if (!addressSchema.safeParse(bounce).success) throw wrong('DOORSTEP_MAIL_BOUNCE', 'is no e-mail address');
  const user = decodeURIComponent(url.username);
  const pass = passwordOf(env, url);
  if (user !== '' && pass === '') throw wrong('DOORSTEP_SMTP_PASSWORD_FILE', 'has to name the file with the password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    isLocal: host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.')),
    login: user === '' ? undefined : { user, pass },
    from,
    bounce,
  };
}

function passwordOf(env: NodeJS.ProcessEnv, url: URL): string {
  const file = env['DOORSTEP_SMTP_PASSWORD_FILE'];
  if (!file) return decodeURIComponent(url.password);
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (cause) {
    throw new DoorstepError('SETTING_INVALID', 'The file of DOORSTEP_SMTP_PASSWORD_FILE can’t be read.', {
      place: { file, field: 'DOORSTEP_SMTP_PASSWORD_FILE' },
      cause,
    });
  }
}

function mailbox(text: string): MailSettings['from'] | undefined {
  const [, name = '', inner] = /^\s*(?:"?([^"<>\r\n]*?)"?\s*)<([^<>]+)>\s*$/.exec(text) ?? [undefined, '', text.trim()];
  return inner !== undefined && addressSchema.safeParse(inner).success ? { name, address: inner } : undefined;
}

const wrong = (variable: string, what: string): DoorstepError =>
  new DoorstepError('SETTING_INVALID', `${variable} ${what}.`, { place: { field: variable } });
