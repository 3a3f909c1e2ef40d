/** Mail by SMTP. The server's acceptance is not yet the reader's inbox: `sent`, with its reply as the receipt. */
import { createTransport } from 'nodemailer';
import type { Address } from '../../../store';
import { failed, type Bundle, type Letter, type Note, type Result, type Sender } from '../channel';
import { mailOf } from './message';
import type { MailSettings } from './settings';

const PARALLEL = 6;
const WITHIN_MS = 20_000;

export function emailSender(settings: MailSettings): Sender {
  const { host, port, secure, isLocal, login } = settings;
  const transport = createTransport({
    pool: true,
    maxConnections: PARALLEL,
    host,
    port,
    secure,
    // A server of this machine may do without; whatever leaves it is encrypted or not sent at all.
    requireTLS: !secure && !isLocal,
    ...(isLocal ? { tls: { rejectUnauthorized: false } } : { tls: { minVersion: 'TLSv1.2' as const } }),
    ...(login === undefined ? {} : { auth: login }),
    connectionTimeout: WITHIN_MS / 2,
    greetingTimeout: WITHIN_MS / 2,
    socketTimeout: WITHIN_MS,
    dnsTimeout: WITHIN_MS / 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = async (message: Letter | Bundle | Note, address: Address, signal: AbortSignal): Promise<Result> => {
    if (address.channel !== 'email') return failed('no-contact', { permanent: true });
    try {
      const mail = mailOf(message, address.address, settings);
      const done = (await within(transport.sendMail(mail), signal)) as { readonly response: string };
      return { outcome: 'sent', receipt: receiptOf(done.response) };
    } catch (error) {
      return resultOf(error as SmtpError);
    }
  };
  return {
    parallel: PARALLEL,
    endpointOf: () => `${host}:${port}`,
    send,
    sendNote: send,
    close: async () => transport.close(),
  };
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** By the reply where there is one (RFC 5321: 4xx may pass, 5xx will not), else by what broke. */
export function resultOf({ code = '', command = '', responseCode }: SmtpError): Result {
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535) return failed('login-failed', { unwell: true });
  if (code === 'ETLS' || /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return failed('tls-failed', { unwell: true });
  if (responseCode !== undefined) {
    // Before a recipient is named it is the server that is unwell, or that does not want us at all.
    const isOfLetter = code === 'EENVELOPE' || code === 'EMESSAGE' || /^(MAIL|RCPT|DATA)/.test(command);
    if (!isOfLetter) return failed('server-failed', { unwell: true });
    if (responseCode === 421) return failed('server-failed', { unwell: true });
    return responseCode >= 500 ? failed('refused', { permanent: true }) : failed('refused');
  }
  return code === 'ETIMEDOUT' ? failed('timed-out', { unwell: true }) : failed('unreachable', { unwell: true });
}

/** What the server said, without what it may have repeated of the address. */
const receiptOf = (response: string): string =>
  response
    .replace(/\S+@\S+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 160);

/** The library bounds each step; this bounds them all, in case a server keeps talking. */
function within<T>(sending: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' }));
    const timer = setTimeout(stop, WITHIN_MS * 2);
    signal.addEventListener('abort', stop, { once: true });
    sending.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
  });
}
