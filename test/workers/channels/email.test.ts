import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mailOf } from '../../../workers/channels/email/message';
import { resultOf } from '../../../workers/channels/email/send';
import { readMailSettings } from '../../../workers/channels/email/settings';
import { letter } from './letter';

const from = { name: 'Doorstep', address: 'doorstep@example.org' };
const sender = { from, bounce: 'bounces@example.org' };

it('mails of one issue to one person are one thread, each with an id that stays', () => {
  const [first, again, later] = [letter, letter, { ...letter, id: 'i-1:7:lead-1:email', seq: 7 }].map((one) =>
    mailOf(one, 'lead@example.org', sender),
  );
  expect(first?.messageId).toMatch(/^<notice\.[0-9a-f]{40}@example\.org>$/);
  expect(again?.messageId).toBe(first?.messageId);
  expect(later?.messageId).not.toBe(first?.messageId);
  expect([first?.inReplyTo, later?.inReplyTo, later?.references]).toEqual(Array(3).fill(first?.references));
  expect(mailOf({ ...letter, issue: 'i-2' }, 'lead@example.org', sender).references).not.toBe(first?.references);
  expect(JSON.stringify([first?.messageId, first?.references])).not.toContain('lead');
});

it('is marked as a machine’s, bounces to its own address, and shows what is written as it is written', () => {
  const mail = mailOf({ ...letter, body: 'a <b> & "c"\nd\n\ne' }, 'lead@example.org', sender);
  expect(mail.envelope).toEqual({ from: 'bounces@example.org', to: 'lead@example.org' });
  expect(mail.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated' });
  expect(mail.text).toBe('a <b> & "c"\nd\n\ne\n');
  expect(mail.html).toContain('<p>a &lt;b&gt; &amp; &quot;c&quot;<br>d</p>\n<p>e</p>');
});

const env = (more: Record<string, string>) => ({ DOORSTEP_MAIL_FROM: 'doorstep@example.org', ...more });

it('asks for TLS unless the server is this machine', () => {
  expect(readMailSettings({})).toBeUndefined();
  expect(readMailSettings(env({ DOORSTEP_SMTP_URL: 'smtp://mail.example.org' }))).toMatchObject({
    port: 587,
    secure: false,
    isLocal: false,
    login: undefined,
    bounce: 'doorstep@example.org',
  });
  expect(readMailSettings(env({ DOORSTEP_SMTP_URL: 'smtps://mail.example.org' }))).toMatchObject({
    port: 465,
    secure: true,
  });
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(readMailSettings(env({ DOORSTEP_SMTP_URL: `smtp://${host}:2525` }))).toMatchObject({ isLocal: true });
  for (const host of ['127.example.org', 'localhost.example.org'])
    expect(readMailSettings(env({ DOORSTEP_SMTP_URL: `smtp://${host}` }))).toMatchObject({ isLocal: false });
});

it('takes the password from a file, and says which setting is wrong without repeating it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-mail-'));
  const file = join(folder, 'password');
  writeFileSync(file, 'p@ss word\n');
  try {
    const url = 'smtp://user%40x@mail.example.org';
    expect(readMailSettings(env({ DOORSTEP_SMTP_URL: url, DOORSTEP_SMTP_PASSWORD_FILE: file }))?.login).toEqual({
      user: 'user@x',
      pass: 'p@ss word',
    });
    const wrong: readonly [Record<string, string>, string][] = [
      [env({ DOORSTEP_SMTP_URL: 'secret-server' }), 'DOORSTEP_SMTP_URL'],
      [{ DOORSTEP_SMTP_URL: url, DOORSTEP_MAIL_FROM: 'nobody secret' }, 'DOORSTEP_MAIL_FROM'],
      [env({ DOORSTEP_SMTP_URL: url }), 'DOORSTEP_SMTP_PASSWORD_FILE'],
      [env({ DOORSTEP_SMTP_URL: 'smtp://m.example.org', DOORSTEP_MAIL_BOUNCE: 'secret' }), 'DOORSTEP_MAIL_BOUNCE'],
    ];
    for (const [given, field] of wrong) {
      const error = catching(() => readMailSettings(given));
      expect(error).toMatchObject({ code: 'SETTING_INVALID', place: { field } });
      expect((error as Error).message).not.toContain('secret');
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each([
  [
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 },
    { reason: 'refused', permanent: true },
  ],
  [
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 },
    { reason: 'refused', permanent: false },
  ],
  [
    { code: 'EMESSAGE', command: 'DATA', responseCode: 554 },
    { reason: 'refused', permanent: true },
  ],
  [
    { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 421 },
    { reason: 'server-failed', permanent: false },
  ],
  [
    { code: 'EPROTOCOL', command: 'CONN', responseCode: 554 },
    { reason: 'server-failed', permanent: false },
  ],
  [
    { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 },
    { reason: 'login-failed', permanent: false },
  ],
  [
    { code: 'ETLS', command: 'STARTTLS' },
    { reason: 'tls-failed', permanent: false },
  ],
  [
    { code: 'ETIMEDOUT', command: 'CONN' },
    { reason: 'timed-out', permanent: false },
  ],
  [
    { code: 'ESOCKET', command: 'CONN' },
    { reason: 'unreachable', permanent: false },
  ],
])('%j is %j', (error, result) => expect(resultOf(error)).toMatchObject({ outcome: 'failed', ...result }));

function catching(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
