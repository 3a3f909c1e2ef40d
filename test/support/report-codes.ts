/** A world whose notifier sends one-time codes to a mail server and a gateway for text messages of its own. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IssueId } from '../../clients/sdk';
import { startMailServer, type Mail, type MailServer } from '../messaging/mail-server';
import { answering, startReceiver, type Receiver } from '../messaging/receiver';
import type { Answer, Door } from './identity';
import { partsOf } from './mail-text';
import { until } from './until';
import { worldForTests, type World } from './world';

export interface Contact {
  readonly channel: 'email' | 'sms';
  readonly address: string;
}
export const mailOf = (name: string): Contact => ({ channel: 'email', address: `${name}@mail.example.org` });

export const REPORT = { text: '三楼的灯不亮', category: 'calm', unit: 'east-1' };

export interface CodeWorld {
  readonly world: () => World;
  readonly mail: () => MailServer;
  /** Mails to an address, the oldest first. */
  readonly mailsTo: (contact: Contact) => readonly Mail[];
  /** What came to an address, as its reader sees it, as soon as there are so many. */
  readonly lettersTo: (contact: Contact, count?: number) => Promise<readonly string[]>;
  /** The newest code that came there. */
  readonly codeAt: (contact: Contact, count?: number) => Promise<string>;
  /** As if the last code had been asked for so long ago. */
  readonly later: (minutes: number) => Promise<void>;
  /** What waits to be sent is due now. */
  readonly hurry: () => Promise<void>;
}

/** Nobody answers there: the tests go to the gateway of the world instead. */
export const PUBLIC_URL = 'https://doorstep.example.org';

const SMS = {
  DOORSTEP_SMS_GATEWAY_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};

export function codesForTests(more: NodeJS.ProcessEnv = {}): CodeWorld {
  let mail: MailServer;
  let receiver: Receiver;
  const world = worldForTests({
    env: async (folder) => {
      // Letters wait for others to go with them; here for a second.
      appendFileSync(join(folder, 'policies', 'community.yaml'), '\nbundle: { from: 3, within: 1 }\n');
      [mail, receiver] = await Promise.all([startMailServer(), startReceiver()]);
      receiver.behave(answering(200, '{"status":"accepted","id":"p-1"}'));
      return {
        ...SMS,
        DOORSTEP_SMS_GATEWAY_URL: `${receiver.url}/sms`,
        DOORSTEP_SMTP_URL: mail.url,
        DOORSTEP_MAIL_FROM: 'Doorstep <doorstep@example.org>',
        DOORSTEP_PUBLIC_URL: PUBLIC_URL,
        DOORSTEP_CODES_PER_NETWORK: '1000',
        DOORSTEP_GUESTS_PER_ADDRESS: '1000',
        ...more,
      };
    },
  });
  beforeAll(() =>
    until('the notifier says by which channels it sends codes', async () => {
      const { rows } = await world().database.pool.query('select from doorstep.code_channel');
      return rows.length === 2;
    }),
  );
  afterAll(async () => {
    await (mail as MailServer | undefined)?.end();
    await (receiver as Receiver | undefined)?.end();
  });
  const mailsTo = ({ address }: Contact) => mail.mails.filter(({ to }) => to.includes(address));
  const textsTo = ({ address }: Contact) =>
    receiver.heard.flatMap(({ body }) => {
      const { data } = JSON.parse(body) as { readonly data: { readonly to: string; readonly text: string } };
      return data.to === address ? [data.text] : [];
    });
  const all = (contact: Contact): readonly string[] =>
    contact.channel === 'sms' ? textsTo(contact) : mailsTo(contact).map((one) => partsOf(one).text);
  const lettersTo = (contact: Contact, count = 1) =>
    until(`${count} letters came by ${contact.channel}`, () => {
      const letters = all(contact);
      return letters.length >= count ? letters : undefined;
    });
  const run = async (text: string): Promise<void> => void (await world().database.pool.query(text));
  return {
    world,
    mail: () => mail,
    mailsTo,
    lettersTo,
    codeAt: async (contact, count) => /\d{6}/.exec((await lettersTo(contact, count)).at(-1) ?? '')?.[0] ?? '',
    later: (minutes) =>
      run(`update doorstep.report_code set made_at = made_at - interval '${minutes} minutes',
        expires_at = expires_at - interval '${minutes} minutes'`),
    hurry: () => run('update doorstep.report_code set send_at = now() where send_at is not null'),
  };
}

export const askAt = (door: Door, contact: Contact, more: object = {}): Promise<Answer> =>
  door.ask('POST', '/v1/report-codes', {}, { ...contact, ...more });

export interface Reported {
  readonly answer: Answer;
  readonly issue: IssueId;
  readonly tracking: Record<string, string>;
}
export async function reportAt(
  door: Door,
  contact: Contact & { readonly code: string },
  headers: Record<string, string> = {},
  more: object = {},
): Promise<Reported> {
  const answer = await door.ask('POST', '/v1/reports', headers, { ...REPORT, ...more, contact });
  const { issue, trackingCode } = answer.body as { issue: IssueId; trackingCode: string };
  return { answer, issue, tracking: { authorization: `Tracking ${trackingCode}` } };
}
