/**
 * Who may do what on NATS: one user a role, each with exactly what its code needs and with a place of its own for answers.
 * What is not named here is refused by the server. The server's configuration, the documentation and the permission test
 * are made from this table.
 */
import { CONSUMER } from '../streams';
import { ALL, QUEUE, STREAM, subjects, token, type StreamName } from '../subjects';

export const ROLE_NAMES = [
  'setup',
  'engine',
  'notifier',
  'service',
  'gateway',
  'operator',
  'participant',
  'administrator',
] as const;
export type RoleName = (typeof ROLE_NAMES)[number];

/** A participant is one person; every other role is one user. */
export type NatsUser =
  { readonly role: Exclude<RoleName, 'participant'> } | { readonly role: 'participant'; readonly person: string };

/** The server reads an empty list as "everything": a list has at least one subject. */
export type Subjects = readonly [string, ...string[]];

export interface Permissions {
  readonly publish: Subjects;
  readonly subscribe: Subjects;
  /** Refused even if a list above were widened by mistake. */
  readonly neverPublish: readonly string[];
}

/** Made at the first start. The others are made when somebody asks for them. */
export const STANDING_ROLES = ['setup', 'engine', 'notifier', 'service', 'gateway', 'operator'] as const;

/** Names the user in files and on the command line: `engine`, `participant.lead-1`. */
export const userName = (user: NatsUser): string =>
  user.role === 'participant' ? `participant.${user.person}` : user.role;

/** Where the server's answers to a user go. Nobody else may listen there. */
export const inboxPrefix = (user: NatsUser): string =>
  user.role === 'participant' ? `_INBOX_participant_${token(user.person)}` : `_INBOX_${user.role}`;

export function permissionsOf(user: NatsUser): Permissions {
  const {
    publish,
    subscribe = [],
    mayDestroy = [],
  } = user.role === 'participant' ? participant(user.person) : TABLE[user.role];
  return {
    publish,
    subscribe: [`${inboxPrefix(user)}.>`, ...subscribe],
    neverPublish: DESTRUCTIVE.filter((subject) => !mayDestroy.includes(subject)),
  };
}

interface Entry {
  readonly publish: Subjects;
  readonly subscribe?: readonly string[];
  /** Of the destructive subjects, those that the role needs. */
  readonly mayDestroy?: readonly string[];
}

const api = (subject: string): string => `$JS.API.${subject}`;

/** Each takes away what was kept, or puts something else in its place. */
export const DESTRUCTIVE = [
  ...Object.values(STREAM).map((stream) => api(`STREAM.PURGE.${stream}`)),
  api('STREAM.DELETE.>'),
  api('STREAM.MSG.DELETE.>'),
  api('STREAM.RESTORE.>'),
  api('STREAM.SNAPSHOT.>'),
] as const;

/** Reading a stream with consumers that the reader makes, as far as the filter goes. */
const reading = (stream: StreamName, filter: string): readonly string[] => [
  api(`STREAM.INFO.${stream}`),
  api(`CONSUMER.CREATE.${stream}.*`),
  api(`CONSUMER.CREATE.${stream}.*.${filter}`),
  ...using(stream, '*'),
  api(`CONSUMER.DELETE.${stream}.*`),
  api(`DIRECT.GET.${stream}`),
  api(`DIRECT.GET.${stream}.${filter}`),
  `$JS.ACK.${stream}.>`,
];

/** Reading with a consumer that is there. */
const using = (stream: StreamName, consumer: string): readonly string[] => [
  api(`CONSUMER.INFO.${stream}.${consumer}`),
  api(`CONSUMER.MSG.NEXT.${stream}.${consumer}`),
];

const workingOff = (stream: StreamName, consumer: string): readonly string[] => [
  ...using(stream, consumer),
  `$JS.ACK.${stream}.${consumer}.>`,
];

const keepingStreams: readonly string[] = Object.values(STREAM).flatMap((stream) =>
  ['INFO', 'CREATE', 'UPDATE'].map((verb) => api(`STREAM.${verb}.${stream}`)),
);

const keepingConsumer = (stream: StreamName, consumer: string, filter: string): readonly string[] => [
  api(`CONSUMER.INFO.${stream}.${consumer}`),
  api(`CONSUMER.CREATE.${stream}.${consumer}.${filter}`),
];

const publishing = [ALL.events, ALL.notices] as const;

const TABLE: Readonly<Record<Exclude<RoleName, 'participant'>, Entry>> = {
  setup: {
    publish: [
      api('INFO'),
      ...keepingStreams,
      ...keepingConsumer(STREAM.notices, CONSUMER.notifier, ALL.notices),
      ...keepingConsumer(STREAM.receipts, CONSUMER.receipts, ALL.receipts),
    ],
  },
  engine: {
    // Answers to gateways go to their place for answers and nowhere else.
    publish: [...publishing, `${inboxPrefix({ role: 'gateway' })}.>`],
    // In the queue group only: one engine opens it.
    subscribe: [`${ALL.desk} ${QUEUE.desk}`],
  },
  notifier: {
    publish: [
      // The relay: what the engine could not publish.
      ...publishing,
      ALL.inbox,
      subjects.dead(CONSUMER.notifier),
      subjects.dead(CONSUMER.receipts),
      ...workingOff(STREAM.notices, CONSUMER.notifier),
      ...workingOff(STREAM.receipts, CONSUMER.receipts),
      // Whether an inbox holds a notice that is older than the stream's memory of ids.
      api(`DIRECT.GET.${STREAM.inbox}`),
      api(`STREAM.PURGE.${STREAM.inbox}`),
    ],
    // Who writes the inboxes empties the one of a person who is erased.
    mayDestroy: [api(`STREAM.PURGE.${STREAM.inbox}`)],
  },
  service: {
    publish: [api('INFO'), ...reading(STREAM.events, ALL.events), ALL.services],
    subscribe: [ALL.events],
  },
  gateway: {
    publish: [
      api('INFO'),
      ...reading(STREAM.events, ALL.events),
      ...reading(STREAM.inbox, ALL.inbox),
      ALL.receipts,
      // Answers to services. To answer wherever a request says would let a service write to any subject through the gateway.
      `${inboxPrefix({ role: 'service' })}.>`,
      subjects.openDesk,
      // How far the workers are behind, for monitoring.
      ...Object.values(STREAM).map((stream) => api(`STREAM.INFO.${stream}`)),
      api(`CONSUMER.INFO.${STREAM.notices}.${CONSUMER.notifier}`),
      api(`CONSUMER.INFO.${STREAM.receipts}.${CONSUMER.receipts}`),
    ],
    // In the queue group only, so that nobody listens to requests unseen: they carry keys.
    subscribe: [ALL.events, ALL.inbox, `${ALL.services} ${QUEUE.services}`],
  },
  operator: {
    publish: [
      api('INFO'),
      api('STREAM.NAMES'),
      api('STREAM.LIST'),
      api('STREAM.INFO.*'),
      api('CONSUMER.NAMES.*'),
      api('CONSUMER.LIST.*'),
      api('CONSUMER.INFO.*.*'),
      ...reading(STREAM.dead, ALL.dead),
      api(`STREAM.MSG.GET.${STREAM.dead}`),
      api(`STREAM.PURGE.${STREAM.inbox}`),
    ],
    subscribe: [ALL.dead, '$JS.EVENT.ADVISORY.>'],
    // Erasure has to reach the texts in a person's inbox.
    mayDestroy: [api(`STREAM.PURGE.${STREAM.inbox}`)],
  },
  administrator: {
    publish: ['doorstep.>', '$JS.API.>', '$JS.ACK.>', '$JS.FC.>'],
    subscribe: ['doorstep.>', '$JS.EVENT.>'],
    mayDestroy: DESTRUCTIVE,
  },
};

/**
 * A consumer is made for the person's own subject only, and by name: names that the client makes can't be guessed. The
 * stream itself can't be asked, for its answer would tell how much each other person was told.
 */
function participant(person: string): Entry {
  const inbox = subjects.inbox(person);
  return {
    publish: [
      subjects.receiptsOf(person),
      api(`CONSUMER.CREATE.${STREAM.inbox}.*.${inbox}`),
      ...using(STREAM.inbox, '*'),
      api(`CONSUMER.DELETE.${STREAM.inbox}.*`),
      api(`DIRECT.GET.${STREAM.inbox}.${inbox}`),
    ],
    subscribe: [inbox],
  };
}
