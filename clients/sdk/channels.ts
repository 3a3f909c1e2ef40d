/** How people are reached beyond the inbox, and the proof of what became of each notice. Needs PostgreSQL. */
import type { Channel } from '../../contracts/channels';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId, Span } from '../../domain';
import type {
  ActionLink,
  Contact,
  DeadLetter,
  DeliveryCount,
  DeliveryRecord,
  MasterKeys,
  NewContact,
  NoticeRecord,
  ReasonCount,
  ToldName,
} from '../../store';
import type { Lazy } from './lazy';
import { oneAttemptFrom, type Opened, readsFrom } from './reading/from-database';

export interface ChannelsClient {
  /** Every notice of an issue with every channel that it took, the inbox first. Empty for an unknown issue. */
  notices(issue: IssueId): Promise<readonly DeliveryRecord[]>;
  /** What was said of an issue and to whom, in the order of its events. Empty for an unknown issue. */
  told(issue: IssueId): Promise<readonly NoticeRecord[]>;
  /** How many notices are in which state, by channel. */
  counts(): Promise<readonly DeliveryCount[]>;
  /** Why notices wait or were withheld beyond the inbox, and how many. */
  reasonCounts(): Promise<readonly ReasonCount[]>;
  /** Notices of which every channel beyond the inbox failed and that nobody has replayed, the oldest first. */
  deadLetters(options?: { readonly issue?: IssueId; readonly limit?: number }): Promise<readonly DeadLetter[]>;
  deadLetterCount(): Promise<number>;
  /** Sends dead letters once more and returns those that go out. Sent once: after SERVER_AWAY `deadLetters` tells. */
  replay(letters: readonly ToldName[]): Promise<readonly ToldName[]>;
  /** The links in the letters of an issue: whose, for what, used or not; never a link itself. Empty for an unknown issue. */
  links(issue: IssueId): Promise<readonly Omit<ActionLink, 'hash'>[]>;
  /** Takes back those that were not used; with a person only theirs. Returns how many. */
  revokeLinks(issue: IssueId, person?: string): Promise<number>;
  /** @param keys undefined gives every address as null */
  contacts(keys: MasterKeys | undefined): Promise<readonly Contact[]>;
  /** All or none. Throws CONTACT_KEY_UNFIT. */
  setContacts(keys: MasterKeys, contacts: readonly NewContact[]): Promise<void>;
  /** False when there was none. */
  removeContact(person: string, channel: Channel): Promise<boolean>;
  /** Destroys the key of a person's contacts, and with it all of them. False when there were none. */
  eraseContacts(person: string): Promise<boolean>;
}

export function channelsClient(opened: Lazy<Opened> | null, budgetMs: Span): ChannelsClient {
  const run = opened === null ? unnamed : readsFrom(opened, budgetMs);
  const once = opened === null ? unnamed : oneAttemptFrom(opened, budgetMs);
  return {
    notices: (issue) => run(({ store, database }) => store.deliveriesOf(database, issue)),
    told: (issue) => run(({ store, database }) => store.noticesOf(database, issue)),
    counts: () => run(({ store, database }) => store.deliveryCounts(database)),
    reasonCounts: () => run(({ store, database }) => store.reasonCounts(database)),
    deadLetters: (options) => run(({ store, database }) => store.deadLetters(database, options)),
    deadLetterCount: () => run(({ store, database }) => store.deadLetterCount(database)),
    replay: (letters) => once(({ store, database }) => store.replayDeadLetters(database, letters)),
    links: (issue) =>
      run(async ({ store, database }) => (await store.linksOf(database, issue)).map(({ hash: _, ...link }) => link)),
    revokeLinks: (issue, person) => run(({ store, database }) => store.revokeLinks(database, issue, person)),
    contacts: (keys) => run(({ store, database }) => store.listContacts(database, keys)),
    setContacts: (keys, contacts) => run(({ store, database }) => store.setContacts(database, keys, contacts)),
    removeContact: (person, channel) => once(({ store, database }) => store.removeContact(database, person, channel)),
    eraseContacts: (person) => once(({ store, database }) => store.eraseContacts(database, person)),
  };
}

const unnamed = (): Promise<never> =>
  Promise.reject(
    new DoorstepError('SERVER_NOT_NAMED', 'Notices and contacts are kept in PostgreSQL, which is not named.', {
      place: { field: 'databaseUrl' },
    }),
  );
