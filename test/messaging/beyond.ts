/** What tests of the channels beyond the inbox share: contacts, senders, and what became of each delivery. */
import { createHash } from 'node:crypto';
import type { Channel } from '../../contracts/channels';
import { decide, record, type Command, type CommandId, type IssueId, type IssueState } from '../../domain';
import {
  append,
  deliveriesOf,
  findIssue,
  parseAddress,
  setContacts,
  type Database,
  type DeliveryRecord,
  type MasterKeys,
} from '../../store';
import { closeChannels, openChannels } from '../../workers/channels';
import { channelsOf } from '../../workers/notifier/channels-of';
import type { Beyond } from '../../workers/notifier/run';
import { LEAD, policies } from './harness';

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
