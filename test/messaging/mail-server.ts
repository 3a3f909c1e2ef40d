/** A real SMTP server on loopback, with STARTTLS, that keeps what it took. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly secure: boolean;
  /** By lower-case name, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

export interface MailServer {
  readonly url: string;
  readonly mails: readonly Mail[];
  /** What it says to a recipient; undefined takes it. */
  refuse(reply: { readonly code: number; readonly text: string } | undefined): void;
  /** Instead of taking a mail that it has read; it takes it when left out. */
  answers(behaviour?: () => void): void;
  end(): Promise<void>;
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: Mail[] = [];
  let refusal: { readonly code: number; readonly text: string } | undefined;
  let instead: (() => void) | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH'],
    disableReverseLookup: true,
    onRcptTo: (_, __, done) =>
      refusal === undefined ? done() : done(Object.assign(new Error(refusal.text), { responseCode: refusal.code })),
    onData(stream, { envelope, secure }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [head = '', ...text] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
        mails.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          secure,
          headers: headersOf(head),
          text: text.join('\r\n\r\n'),
        });
        if (instead !== undefined) instead();
        else done(null, `2.0.0 Ok: queued as ${mails.length}`);
      });
    },
    ...options,
  });
  // A client that is killed resets its connection.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (reply) => void (refusal = reply),
    answers: (behaviour) => void (instead = behaviour),
    end: () => new Promise((resolve) => server.close(resolve)),
  };
}

const headersOf = (head: string): ReadonlyMap<string, string> =>
  new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );

/** The plain part of a mail, as its reader sees it. */
export function textOf(text: string): string {
  const [, encoding = '', body = ''] = /Content-Transfer-Encoding: (\S+)\r\n\r\n([^]*?)\r\n--/.exec(text) ?? [];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
