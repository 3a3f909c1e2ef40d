/** A world whose people have mail, and in which their letters carry links. */
import { createHash } from 'node:crypto';
import type { IssueId, PersonId } from '../../clients/sdk';
import { parseAddress, setContacts, type MasterKeys } from '../../store';
import { startMailServer, type MailServer } from '../messaging/mail-server';
import { linksIn, partsOf, type MailParts } from './mail-text';
import { until } from './until';
import { worldForTests, type World } from './world';

const KEY = createHash('sha256').update('letters').digest();
const keys: MasterKeys = [{ id: 'test', key: KEY }];
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
  readonly gateway: () => string;
}

export function lettersForTests(): Letters {
  let mail: MailServer | undefined;
  const world = worldForTests({
    env: async () => {
      mail = await startMailServer();
      return {
        DOORSTEP_SMTP_URL: mail.url,
        DOORSTEP_MAIL_FROM: 'Doorstep <doorstep@example.org>',
        DOORSTEP_MASTER_KEY: KEY.toString('base64'),
        DOORSTEP_PUBLIC_URL: PUBLIC_URL,
      };
    },
  });
  afterAll(() => mail?.end());
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
    linksTo: async (person, issue, count) =>
      linksIn(await mailTo(person, issue, count)).map((link) => link.replace(PUBLIC_URL, gateway())),
  };
}

const addressOf = (person: string): string => `${person}@mail.example.org`;
