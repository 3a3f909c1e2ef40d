/** What tests of the channels beyond the inbox share: contacts, senders, and what became of each delivery. */
import { createHash } from 'node:crypto';
import type { Channel } from '../../contracts/channels';
import { decide, record, sameJson, type Command, type CommandId, type IssueId, type IssueState } from '../../domain';
import { buildNotice, openPipe, type Outbound, type Outgoing, type Pipe } from '../../messaging';
import {
  append,
  deliveriesOf,
  findIssue,
  INBOX_CHANNEL,
  parseAddress,
  setContacts,
  type Database,
  type DeliveryRecord,
  type MasterKeys,
} from '../../store';
import { closeChannels, openChannels } from '../../workers/channels';
import { channelsOf } from '../../workers/notifier/channels-of';
import type { Beyond } from '../../workers/notifier/run';
import { renderGatheredWith } from '../../workers/notifier/render';
import { LEAD, log, policies, startWorld, until, type World } from './harness';
import { startMailServer, type MailServer } from './mail-server';
import { startReceiver, type Heard, type Receiver } from './receiver';

export const keys: MasterKeys = [{ id: 'test', key: createHash('sha256').update('test').digest() }];
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export type OpenBeyond = Beyond & { close(): Promise<void> };

/** Of an installation with these settings; loopback is allowed. */
export function beyond(env: NodeJS.ProcessEnv = {}, more: Partial<Beyond> = {}): OpenBeyond {
  const senders = openChannels({ DOORSTEP_WEBHOOK_ALLOW: '127.0.0.1', ...env });
  return {
    senders,
    channelsOf: channelsOf(async () => policies, new Set(senders.keys())),
    masterKeys: () => keys,
    renderGathered: renderGatheredWith({ at: async () => policies }, log),
    close: () => closeChannels(senders),
    ...more,
  };
}

export const reach = (database: Database, channel: Channel, address: string, person: string = LEAD): Promise<void> =>
  setContacts(database, keys, [{ person, address: parseAddress(channel, address) }]);

/** What became of the notices of an issue beyond the inbox. */
export const beyondOf = async (database: Database, issue: string): Promise<readonly DeliveryRecord[]> =>
  (await deliveriesOf(database, issue as IssueId)).filter(({ channel }) => channel !== 'inbox');

/** `webhook delivered`, in the order in which the channels were tried. */
export const statesOf = async (database: Database, issue: string): Promise<readonly string[]> =>
  (await beyondOf(database, issue)).map(({ channel, state }) => `${channel} ${state}`);

/** Somebody's command, decided by the rules and appended to the log as the engine does it. */
export async function act(database: Database, issue: string, command: Command): Promise<IssueState> {
  const state = await findIssue(database, issue as IssueId);
  if (state === null || state === undefined) throw new Error(`there is no ${issue}`);
  const nowMs = Date.now();
  const decision = decide(state, command, nowMs);
  if (!decision.ok) throw new Error(decision.refusal.message);
  const actor = 'by' in command ? command.by : LEAD;
  const step = record(state.id, state, decision.events, {
    actor,
    commandId: `${command.type}-${nowMs}` as CommandId,
    occurredAtMs: nowMs,
  });
  const appended = await append(database, state.id, step);
  if (appended.outcome !== 'appended') throw new Error(`the log said ${appended.outcome}`);
  return step.after;
}

/** Servers, a notifier and receivers for the tests of one file. */
export interface ChannelsWorld {
  readonly world: () => World;
  readonly pipe: () => Pipe;
  readonly receiver: () => Receiver;
  readonly mail: () => MailServer;
  readonly mailEnv: () => NodeJS.ProcessEnv;
  /** A notifier with these settings until the end of the test. */
  readonly start: (env?: NodeJS.ProcessEnv, more?: Partial<Beyond>) => Promise<void>;
  /** LEAD is reached by a webhook on this path. */
  readonly webhook: (path: string) => Promise<void>;
  readonly heardOn: (path: string) => readonly Heard[];
  /** Until the deliveries of the issue are in these states, as `webhook delivered`. */
  readonly settles: (issue: string, ...states: readonly string[]) => Promise<void>;
  /** The first delivery of an issue. */
  readonly only: (issue: string) => Promise<DeliveryRecord | undefined>;
  /** What waits for its time, and is in nobody's hand, is due now. */
  readonly hurry: () => Promise<unknown>;
}

export function channelsForTests(): ChannelsWorld {
  let world: World;
  let pipe: Pipe;
  let receiver: Receiver;
  let mail: MailServer;
  let open: OpenBeyond[] = [];
  beforeAll(async () => {
    world = await startWorld();
    pipe = openPipe(world.nats);
    [receiver, mail] = await Promise.all([startReceiver(), startMailServer()]);
  });
  beforeEach(async () => {
    receiver.behave();
    mail.refuse(undefined);
    await world.database.pool.query('delete from doorstep.contact_key');
  });
  afterEach(async () => {
    await (world as World | undefined)?.stopNotifiers();
    for (const channels of open.splice(0)) await channels.close();
  });
  afterAll(async () => {
    await (receiver as Receiver | undefined)?.end();
    await (mail as MailServer | undefined)?.end();
    await (world as World | undefined)?.end();
  });
  const mailEnv = () => ({ DOORSTEP_SMTP_URL: mail.url, DOORSTEP_MAIL_FROM: 'Doorstep <doorstep@example.org>' });
  return {
    world: () => world,
    pipe: () => pipe,
    receiver: () => receiver,
    mail: () => mail,
    mailEnv,
    async start(env = mailEnv(), more = {}) {
      const channels = beyond(env, more);
      open = [...open, channels];
      await world.startNotifier(channels);
    },
    webhook: (path) => reach(world.database, 'webhook', `${receiver.url}/${path} ${SECRET}`),
    heardOn: (path) => receiver.heard.filter((heard) => heard.path === `/${path}`),
    settles: (issue, ...states) =>
      until(async () => sameJson(await statesOf(world.database, issue), states), 40_000).catch(
        async (error: unknown) => {
          throw new Error(JSON.stringify(await beyondOf(world.database, issue)), { cause: error });
        },
      ),
    only: async (issue) => (await beyondOf(world.database, issue))[0],
    hurry: () =>
      world.database.pool.query(
        'update doorstep.delivery set next_at = now() where next_at is not null and claim is null',
      ),
  };
}

/** The messages that the engine would queue for an append. */
export const noticesFor = ({ issue, step, recordedAtMs }: Outgoing): readonly Outbound[] =>
  step.notices.map((notice) =>
    buildNotice({ issue, report: step.after.report, rules: step.after.rules }, notice, INBOX_CHANNEL, recordedAtMs),
  );
