/**
 * Every user tries every subject on the real server. What is allowed stands here a second time, written by hand, so that
 * a mistake in the table of the roles is seen as well as one in what the server makes of it.
 */
import { permissionsOf, ROLE_NAMES, userName, type NatsUser } from '../../messaging/permissions';
import { LEAD, RESIDENT, startWorld, type World } from './harness';
import { deniedOf } from './permissions-harness';

jest.setTimeout(120_000);
let world: World;
beforeAll(async () => (world = await startWorld([LEAD, RESIDENT])));
afterAll(() => (world as World | undefined)?.end());

const STREAMS = ['EVENTS', 'NOTICES', 'INBOX', 'RECEIPTS', 'DEAD', 'OTHER'] as const;
const FILTERS = {
  EVENTS: ['doorstep.event.u.i'],
  NOTICES: ['doorstep.notice.inbox.p'],
  INBOX: [`doorstep.inbox.${LEAD}`, `doorstep.inbox.${RESIDENT}`, 'doorstep.inbox.*', 'doorstep.inbox.>'],
  RECEIPTS: [`doorstep.receipt.${LEAD}.n`, `doorstep.receipt.${RESIDENT}.n`, 'doorstep.receipt.n'],
  DEAD: ['doorstep.dead.notifier', 'doorstep.dead.receipts', 'doorstep.dead.other'],
  OTHER: ['doorstep.svc.x', 'doorstep.desk.open', 'doorstep.desk.x', 'doorstep.other', 'doorstep.>', 'other'],
} as const;
const CONSUMERS = ['notifier', 'receipts', 'x1'] as const;
const USERS: readonly NatsUser[] = ROLE_NAMES.map((role) =>
  role === 'participant' ? { role, person: LEAD } : { role },
);
const INBOXES = [
  '_INBOX',
  ...ROLE_NAMES.filter((role) => role !== 'participant').map((role) => `_INBOX_${role}`),
  `_INBOX_participant_${LEAD}`,
  `_INBOX_participant_${RESIDENT}`,
];

/** The verbs of the JetStream API, as the server's source has them. */
const API = [
  ...['INFO', 'STREAM.NAMES', 'STREAM.LIST', 'META.LEADER.STEPDOWN', 'META.RESCUE', 'SERVER.REMOVE', 'SERVER.EVACUATE'],
  ...['ACCOUNT.PURGE.A', 'ACCOUNT.STREAM.MOVE.A.INBOX', 'ACCOUNT.STREAM.CANCEL_MOVE.A.INBOX'],
  ...STREAMS.flatMap((stream) => [
    ...['CREATE', 'UPDATE', 'INFO', 'DELETE', 'PURGE', 'SNAPSHOT', 'RESTORE', 'MSG.DELETE', 'MSG.GET', 'PEER.REMOVE']
      .concat('PEER.EVACUATE', 'CANCEL_MOVE', 'LEADER.STEPDOWN')
      .map((verb) => `STREAM.${verb}.${stream}`),
    ...['CREATE', 'NAMES', 'LIST'].map((verb) => `CONSUMER.${verb}.${stream}`),
    `DIRECT.GET.${stream}`,
    ...FILTERS[stream].map((filter) => `DIRECT.GET.${stream}.${filter}`),
    ...CONSUMERS.flatMap((consumer) => [
      ...['CREATE', 'DURABLE.CREATE', 'INFO', 'DELETE', 'PAUSE', 'UNPIN', 'RESET', 'MSG.NEXT', 'LEADER.STEPDOWN']
        .concat('PEER.REMOVE', 'PEER.EVACUATE')
        .map((verb) => `CONSUMER.${verb}.${stream}.${consumer}`),
      ...FILTERS[stream].map((filter) => `CONSUMER.CREATE.${stream}.${consumer}.${filter}`),
    ]),
  ]),
].map((verb) => `$JS.API.${verb}`);

const PUBLISHED = [
  ...Object.values(FILTERS)
    .flat()
    .filter((subject) => !/[*>]/.test(subject)),
  ...INBOXES.map((inbox) => `${inbox}.x`),
  ...API,
  ...STREAMS.flatMap((stream) =>
    CONSUMERS.flatMap((consumer) => [`$JS.ACK.${stream}.${consumer}.1.1.1.1.0`, `$JS.FC.${stream}.${consumer}.x`]),
  ),
  ...['$JS.SNAPSHOT.ACK.INBOX.x', '$JS.EVENT.ADVISORY.API', '$SYS.REQ.SERVER.PING', '$SYS.REQ.USER.INFO', '$KV.b.k'],
];

const SUBSCRIBED = [
  ...['>', '*.>', '*.*', '_INBOX.>', '_INBOX.*', 'doorstep.>', 'doorstep.*.>', 'doorstep.inbox', 'other'],
  ...INBOXES.map((inbox) => `${inbox}.>`),
  ...Object.values(FILTERS).flat(),
  ...['event', 'notice', 'receipt', 'dead', 'svc', 'desk'].map((kind) => `doorstep.${kind}.>`),
  ...['$JS.>', '$JS.API.>', '$JS.ACK.>', '$JS.EVENT.>', '$JS.EVENT.ADVISORY.>', '$SYS.>', '$KV.>', '$SRV.>'],
];

/** Whether a subject lies within one that may have wildcards. */
function covers(pattern: string, subject: string): boolean {
  const asked = subject.split('.');
  const parts = pattern.split('.');
  const end = parts.indexOf('>');
  if (end === -1 ? asked.length !== parts.length : asked.length <= end) return false;
  return parts.slice(0, end === -1 ? undefined : end).every((part, at) => {
    const token = asked[at] ?? '';
    return token !== '>' && (part === '*' || part === token);
  });
}

const reads = (stream: string, all: string): readonly string[] => [
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.*`,
  `$JS.API.CONSUMER.CREATE.${stream}.*.${all}`,
  `$JS.API.CONSUMER.INFO.${stream}.*`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
  `$JS.API.CONSUMER.DELETE.${stream}.*`,
  `$JS.API.DIRECT.GET.${stream}`,
  `$JS.API.DIRECT.GET.${stream}.${all}`,
  `$JS.ACK.${stream}.>`,
];
const worksOff = (stream: string, consumer: string): readonly string[] => [
  `$JS.API.CONSUMER.INFO.${stream}.${consumer}`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`,
  `$JS.ACK.${stream}.${consumer}.>`,
];
const own = ['EVENTS', 'NOTICES', 'INBOX', 'RECEIPTS', 'DEAD'];

const MAY_PUBLISH: Readonly<Record<string, readonly string[]>> = {
  setup: [
    '$JS.API.INFO',
    ...own.flatMap((stream) => ['CREATE', 'UPDATE', 'INFO'].map((verb) => `$JS.API.STREAM.${verb}.${stream}`)),
    '$JS.API.CONSUMER.INFO.NOTICES.notifier',
    '$JS.API.CONSUMER.INFO.RECEIPTS.receipts',
    // The server holds the filter in the subject against that in the request.
    '$JS.API.CONSUMER.CREATE.NOTICES.notifier.doorstep.notice.>',
    '$JS.API.CONSUMER.CREATE.RECEIPTS.receipts.doorstep.receipt.>',
  ],
  engine: ['doorstep.event.>', 'doorstep.notice.>', '_INBOX_gateway.>'],
  notifier: [
    ...['doorstep.event.>', 'doorstep.notice.>', 'doorstep.inbox.>'],
    ...['doorstep.dead.notifier', 'doorstep.dead.receipts', '$JS.API.DIRECT.GET.INBOX'],
    '$JS.API.STREAM.PURGE.INBOX',
    ...worksOff('NOTICES', 'notifier'),
    ...worksOff('RECEIPTS', 'receipts'),
  ],
  service: ['$JS.API.INFO', 'doorstep.svc.>', ...reads('EVENTS', 'doorstep.event.>')],
  gateway: [
    ...['$JS.API.INFO', 'doorstep.receipt.>', '_INBOX_service.>', 'doorstep.desk.open'],
    ...reads('EVENTS', 'doorstep.event.>'),
    ...reads('INBOX', 'doorstep.inbox.>'),
    // For monitoring.
    ...own.map((stream) => `$JS.API.STREAM.INFO.${stream}`),
    ...['$JS.API.CONSUMER.INFO.NOTICES.notifier', '$JS.API.CONSUMER.INFO.RECEIPTS.receipts'],
  ],
  operator: [
    ...['INFO', 'STREAM.NAMES', 'STREAM.LIST', 'STREAM.INFO.*'].map((verb) => `$JS.API.${verb}`),
    ...['NAMES.*', 'LIST.*', 'INFO.*.*'].map((verb) => `$JS.API.CONSUMER.${verb}`),
    ...reads('DEAD', 'doorstep.dead.>'),
    ...['$JS.API.STREAM.MSG.GET.DEAD', '$JS.API.STREAM.PURGE.INBOX'],
  ],
  [`participant.${LEAD}`]: [
    `doorstep.receipt.${LEAD}.*`,
    `$JS.API.CONSUMER.CREATE.INBOX.*.doorstep.inbox.${LEAD}`,
    ...['INFO', 'MSG.NEXT', 'DELETE'].map((verb) => `$JS.API.CONSUMER.${verb}.INBOX.*`),
    `$JS.API.DIRECT.GET.INBOX.doorstep.inbox.${LEAD}`,
  ],
  administrator: ['doorstep.>', '$JS.API.>', '$JS.ACK.>', '$JS.FC.>'],
};

const MAY_SUBSCRIBE: Readonly<Record<string, readonly string[]>> = {
  setup: [],
  engine: [],
  notifier: [],
  service: ['doorstep.event.>'],
  gateway: ['doorstep.event.>', 'doorstep.inbox.>'],
  operator: ['doorstep.dead.>', '$JS.EVENT.ADVISORY.>'],
  [`participant.${LEAD}`]: [`doorstep.inbox.${LEAD}`],
  administrator: ['doorstep.>', '$JS.EVENT.>'],
};

describe.each(USERS.map((user) => [userName(user), user] as const))('%s', (name, user) => {
  it('may publish exactly what is written here', async () => {
    const nats = await world.connect(name);
    const denied = await deniedOf(nats, PUBLISHED, 'publish');
    const allowed = PUBLISHED.filter((subject) => (MAY_PUBLISH[name] ?? []).some((one) => covers(one, subject)));
    expect(PUBLISHED.filter((subject) => !denied.has(subject))).toEqual(allowed);
    expect(allowed.length).toBeGreaterThan(1);
  });

  it('may subscribe to exactly what is written here, and to its own answers', async () => {
    const nats = await world.connect(name);
    const denied = await deniedOf(nats, SUBSCRIBED, 'subscribe');
    const mine = `_INBOX_${name.replace('.', '_')}.>`;
    const may = MAY_SUBSCRIBE[name] ?? [];
    const allowed = SUBSCRIBED.filter(
      (subject) => subject === mine || may.some((one) => one === subject || covers(one, subject)),
    );
    expect(SUBSCRIBED.filter((subject) => !denied.has(subject))).toEqual(allowed);
    expect(allowed).toContain(mine);
  });

  it('has no list that the server would read as everything', () => {
    const { publish, subscribe } = permissionsOf(user);
    for (const list of [publish, subscribe]) {
      expect(list.length).toBeGreaterThan(0);
      expect(list).not.toContain('>');
    }
  });
});

it.each([
  { what: 'requests of services', subject: 'doorstep.svc.>', hears: 'gateway', queue: 'gateways' },
  { what: 'reports for the front desk', subject: 'doorstep.desk.>', hears: 'engine', queue: 'engines' },
])('$what are heard in the queue group $queue only, and by nobody else', async ({ subject, hears, queue }) => {
  for (const name of USERS.map(userName)) {
    const nats = await world.connect(name);
    const refused = { theirs: false, others: false };
    const hear = (whose: keyof typeof refused) =>
      nats.subscribe(subject, {
        queue: whose === 'theirs' ? queue : 'others',
        callback: (error) => void (refused[whose] ||= error !== null),
      });
    hear('theirs');
    hear('others');
    await nats.flush();
    await nats.flush();
    expect([name, refused]).toStrictEqual([
      name,
      { theirs: name !== hears && name !== 'administrator', others: name !== 'administrator' },
    ]);
    await nats.close();
  }
});

it('without a key, or with the key of nobody, nobody comes in', async () => {
  await expect(world.connectWith({})).rejects.toMatchObject({ code: 'NATS_REFUSED' });
});
