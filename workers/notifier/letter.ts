/** From deliveries that were claimed to the message that goes out. */
import type { BundleKind, Channel } from '../../contracts/channels';
import type { IssueId } from '../../domain';
import { inOrderOfUrgency } from '../../domain/messages/gathered';
import { noticeId, noticeMessage } from '../../messaging';
import type { ClaimedDelivery } from '../../store';
import { ROOM, type Bundle, type Letter, type LetterAction } from '../channels';
import type { Render, RenderGathered } from './render';

/**
 * What its recipient can do from a delivery with one tap, in a language; the same for the same delivery. What it gives may
 * go out: the links are kept.
 */
export type ActionsOf = (delivery: ClaimedDelivery, lang: string) => Promise<readonly LetterAction[]>;

export interface Writers {
  readonly render: Render;
  readonly renderGathered: RenderGathered;
  /** Messages carry no links when left out. */
  readonly actionsOf?: ActionsOf;
}

export async function letterOf(
  delivery: ClaimedDelivery,
  { render, actionsOf = async () => [] }: Pick<Writers, 'render' | 'actionsOf'>,
): Promise<Letter> {
  const { state, notice, channel, noticeQueuedAtMs } = delivery;
  const { id: issue, report, rules } = state;
  const {
    rung: _,
    timeScale: _scale,
    channel: _channel,
    procedure: _p,
    procedureVersion: _v,
    ...said
  } = noticeMessage({ issue, report, rules }, notice, channel, noticeQueuedAtMs);
  const text = await render(noticeMessage({ issue, report, rules }, notice, channel, noticeQueuedAtMs));
  const actions = await actionsOf(delivery, text.lang);
  return { ...said, ...text, actions, id: noticeId({ issue, seq: notice.seq, recipient: notice.recipient, channel }) };
}

/** A list in a chat, or on a telephone, is long enough without: each issue is one command away. */
const HAS_ROOM_FOR_LINKS: ReadonlySet<Channel> = new Set<Channel>(['email', 'webhook']);

/** The same members give the same message under the same id. @param members at least one, all to one person on one channel */
export async function bundleOf(
  { id, kind }: { readonly id: string; readonly kind: BundleKind },
  members: readonly ClaimedDelivery[],
  writers: Writers,
): Promise<Bundle> {
  const [{ recipient, channel }] = members as readonly [ClaimedDelivery];
  const { actionsOf: _, ...withoutLinks } = writers;
  const each = HAS_ROOM_FOR_LINKS.has(channel) ? writers : withoutLinks;
  const written = await Promise.all(
    members.map(async (member) => ({
      ...(await letterOf(member, each)),
      dueAtMs: member.notice.facts.dueAtMs,
      isScaled: member.state.rules.timeScale > 1,
    })),
  );
  const lines = inOrderOfUrgency(written);
  const text = await writers.renderGathered(kind, recipient, lines, ROOM[channel]);
  return {
    ...text,
    id: noticeId({ issue: id as IssueId, seq: 1, recipient, channel }),
    kind,
    recipient,
    severity: lines[0]?.severity ?? 'normal',
    queuedAtMs: Math.min(...lines.map(({ queuedAtMs }) => queuedAtMs)),
    items: lines.map(({ dueAtMs: _, isScaled: _scaled, ...letter }) => letter),
  };
}
