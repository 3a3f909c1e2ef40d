/** What of the notices goes beyond the inbox, and when: at once, after a moment in which others may join it, or with a digest. */
import { DIGEST_CHANNELS, type Channel } from '../../contracts/channels';
import type { IssueId, PersonId } from '../../domain';
import type { NoticeMessage } from '../../messaging';
import { planDeliveries, type Database, type Plan } from '../../store';
import { asksToAct, goesBeyond } from './asking';
import type { ChannelsOf } from './channels-of';
import { isPressing, PLAIN, type Manners } from './manners';

export interface PlanOptions {
  readonly database: Database;
  /** In which order somebody is told beyond the inbox; nobody is when left out. */
  readonly channelsOf?: ChannelsOf;
  /** Everything goes out at once and by itself when left out. */
  readonly manners?: Manners;
  /** Called when there is something to send beyond the inbox. */
  readonly onPlanned?: () => void;
}

/** May be repeated after a crash: what was planned stays as it was planned first. */
export async function planBeyondTheInbox(options: PlanOptions, notices: readonly NoticeMessage[]): Promise<void> {
  const { database, channelsOf, manners = PLAIN, onPlanned } = options;
  if (channelsOf === undefined) return;
  const nowMs = Date.now();
  const planned = await Promise.all(
    notices.map(async (notice) => plansOf(notice, await channelsOf(notice.recipient), manners, nowMs)),
  );
  const digests = await planDeliveries(
    database,
    planned.flatMap(({ digest }) => digest ?? []),
  );
  // After the digests: whoever is reached by no channel that has room for one is told by itself.
  const others = await planDeliveries(
    database,
    planned.flatMap(({ alone }) => alone ?? []),
  );
  if (digests + others > 0) onPlanned?.();
}

interface Plans {
  readonly digest?: Plan;
  readonly alone?: Plan;
}

async function plansOf(
  { issue, seq, recipient, template, severity }: NoticeMessage,
  channels: readonly Channel[],
  manners: Manners,
  nowMs: number,
): Promise<Plans> {
  const name = { issue: issue as IssueId, seq, recipient: recipient as PersonId };
  const asks = asksToAct(template);
  const digestAtMs = asks && severity !== 'low' ? undefined : await manners.digestAfter(recipient, nowMs);
  const { withinMs } = await manners.bundling();
  const waits = withinMs > 0 && !isPressing(severity);
  return {
    ...(digestAtMs === undefined
      ? {}
      : { digest: { ...name, channels: forDigests(channels), hold: { untilMs: digestAtMs, reason: 'digest' } } }),
    ...(goesBeyond({ template, recipient })
      ? {
          alone: {
            ...name,
            channels,
            ...(waits ? { hold: { untilMs: nowMs + withinMs, reason: 'collecting' } } : {}),
          },
        }
      : {}),
  };
}

export const forDigests = (channels: readonly Channel[]): readonly Channel[] =>
  channels.filter((channel) => DIGEST_CHANNELS.some((one) => one === channel));
