/** A world whose people are reached by every channel, and in which their letters carry links. */
import { createHash } from 'node:crypto';
import type { IssueId, PersonId } from '../../clients/sdk';
import { parseAddress, removeContact, setContacts, type MasterKeys } from '../../store';
import type { Channel } from '../../contracts/channels';
import { startMailServer, type MailServer } from '../messaging/mail-server';
import { answering, startReceiver, type Receiver } from '../messaging/receiver';
import { linksIn, partsOf, type MailParts } from './mail-text';
import { until } from './until';
import { worldForTests, type World } from './world';

const KEY = createHash('sha256').update('letters').digest();
const keys: MasterKeys = [{ id: 'test', key: KEY }];
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
/** Nobody answers there: the tests go to the gateway of the world instead. */
export const PUBLIC_URL = 'https://doorstep.example.org';

export interface Letters {
  readonly world: () => World;
  /** Has mail from now on. */
  readonly reach: (...people: readonly PersonId[]) => Promise<void>;
  /** The newest mail to a person about an issue, as soon as there are so many of them. */
  readonly mailTo: (person: PersonId, issue: IssueId, count?: number) => Promise<MailParts>;
  /** The addresses at the gateway of the links in such a mail. */
  readonly linksTo: (person: PersonId, issue: IssueId, count?: number) => Promise<readonly string[]>;
  /** Is reached by this alone from now on. */
  readonly reachBy: (channel: Exclude<Channel, 'email'>, person: PersonId) => Promise<void>;
  /** What the receiver of that channel was told of an issue, as soon as it is. */
  readonly heardOf: (issue: IssueId) => Promise<string>;
  readonly gateway: () => string;
}

export function lettersForTests(): Letters {
  let mail: MailServer | undefined;
  let receiver: Receiver | undefined;
  const world = worldForTests({
    env: async () => {
      [mail, receiver] = await Promise.all([startMailServer(), startReceiver()]);
      // Good for a gateway, a robot and a webhook alike.
      receiver.behave(answering(200, '{"status":"accepted","errcode":0}'));
      return {
        DOORSTEP_WEBHOOK_ALLOW: '127.0.0.1',
        DOORSTEP_SMS_GATEWAY_URL: `${receiver.url}/sms`,
        DOORSTEP_SMS_GATEWAY_SECRET: SECRET,
        DOORSTEP_SMTP_URL: mail.url,
        DOORSTEP_MAIL_FROM: 'Doorstep <doorstep@example.org>',
        DOORSTEP_MASTER_KEY: KEY.toString('base64'),
        DOORSTEP_PUBLIC_URL: PUBLIC_URL,
      };
    },
  });
  afterAll(() => Promise.all([mail?.end(), receiver?.end()]));
  const gateway = (): string => world().stack.connections.httpUrl ?? '';
  const mailTo: Letters['mailTo'] = (person, issue, count = 1) =>
    until(`${person} has ${count} mails about ${issue}`, () => {
      const found = (mail?.mails ?? []).filter(({ to }) => to.includes(addressOf(person))).map(partsOf);
      const about = found.filter(({ text }) => text.includes(issue));
      return about.length >= count && about.at(-1);
    });
  return {
    world,
    gateway,
    mailTo,
    reach: (...people) =>
      setContacts(
        world().database,
        keys,
        people.map((person) => ({ person, address: parseAddress('email', addressOf(person)) })),
      ),
    async reachBy(channel, person) {
      const { database } = world();
      await removeContact(database, person, 'email');
      const url = receiver?.url ?? '';
      const addresses = {
        sms: '+8613800000000',
        phone: '+8613800000000',
        webhook: `${url}/${person} ${SECRET}`,
        robot: `wecom ${url}/robot`,
      };
      await setContacts(database, keys, [{ person, address: parseAddress(channel, addresses[channel]) }]);
    },
    heardOf: (issue) =>
      until(`a receiver hears of ${issue}`, () => receiver?.heard.find(({ body }) => body.includes(issue))?.body),
    linksTo: async (person, issue, count) =>
      linksIn(await mailTo(person, issue, count)).map((link) => link.replace(PUBLIC_URL, gateway())),
  };
}

const addressOf = (person: string): string => `${person}@mail.example.org`;
