/** docs/nats-users.md, made from the table of roles: `npm run docs` writes it, a test sees that it is in step. */
import {
  DESTRUCTIVE,
  inboxPrefix,
  permissionsOf,
  ROLE_NAMES,
  STANDING_ROLES,
  type NatsUser,
  type RoleName,
} from './roles';

/** Whose processes are this user, and what for. */
const WHO: Readonly<Record<RoleName, string>> = {
  setup: 'The one-shot that creates and changes streams and their durable consumers; nobody else may.',
  engine:
    'Publishes what was just recorded: events, and notices to be delivered. Opens issues when a gateway asks: as one of the queue group `engines`.',
  notifier:
    'Works off the queues of notices and receipts, delivers to inboxes, puts aside what can’t be processed, publishes what the engine could not, and empties the inbox of whoever is erased: it may purge INBOX, and names one subject each time.',
  service: 'A backend service: reads events, and sends requests to the gateways (docs/nats-services.md).',
  gateway:
    'Serves inboxes on behalf of people: the command line and the SDK on the machine of the stack, an app’s backend. Reads events and every inbox, sends anybody’s receipts, has issues opened by the engines, and answers the requests of services: as one of the queue group `gateways`, and to their place for answers only.',
  operator:
    'Looks at streams and consumers, hears advisories, reads what was put aside, and may purge the stream INBOX: always with the subject of one person (`--subject doorstep.inbox.<person>`), for the server can’t see to that.',
  participant: 'One person: reads only the own inbox, says what became of the own notices.',
  administrator:
    'For emergencies: everything, also deleting streams. Made only with `--administrator`; keep its seed file off the machine and revoke it afterwards.',
};

export function natsUsersPage(): string {
  return [
    '# NATS users',
    '',
    'Each role is a user of its own with a key (nkey), a list of what it may do, and a place of its own for answers; whatever is not listed is refused by the server. How keys are made and replaced: [operations](operations.md#nats-users-and-their-keys).',
    'This page is generated from `messaging/permissions/roles.ts` by `npm run docs`; a test tries, as each user, every subject of the others and every verb of the JetStream API on a real server.',
    '',
    `Made at the first start: ${STANDING_ROLES.join(', ')}. Made when asked for: participants, the administrator.`,
    '',
    `Refused to everybody, whatever the lists say, but to the administrator and where the table names an exception: ${DESTRUCTIVE.map((subject) => `\`${subject}\``).join(', ')}.`,
    '',
    ...ROLE_NAMES.flatMap((role) => section(role === 'participant' ? { role, person: '<person>' } : { role })),
  ].join('\n');
}

function section(user: NatsUser): readonly string[] {
  const { publish, subscribe, neverPublish } = permissionsOf(user);
  const prefix = inboxPrefix(user);
  return [
    `## ${user.role}`,
    '',
    WHO[user.role],
    '',
    ...list('May publish, and request', publish),
    ...list(
      'May subscribe to',
      subscribe.map((subject) => (subject === `${prefix}.>` ? `${subject}, its answers` : subject)),
    ),
    ...list(
      'Not refused to it, of what takes away',
      neverPublish.length === 0 ? [] : DESTRUCTIVE.filter((subject) => !neverPublish.includes(subject)),
    ),
  ].map((line) => line.replaceAll('%3c', '<').replaceAll('%3e', '>'));
}

const list = (title: string, subjects: readonly string[]): readonly string[] =>
  subjects.length === 0
    ? []
    : [
        `${title}:`,
        '',
        ...subjects.map((subject) => {
          const [name, ...more] = subject.split(', ');
          return `- ${[`\`${name ?? ''}\``, ...more].join(', ')}`;
        }),
        '',
      ];

if (require.main === module) process.stdout.write(natsUsersPage());
