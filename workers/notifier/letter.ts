/** From deliveries that were claimed to the message that goes out. */
import type { BundleKind } from '../../contracts/channels';
import type { IssueId } from '../../domain';
import { inOrderOfUrgency } from '../../domain/messages/gathered';
import { noticeId, noticeMessage } from '../../messaging';
import type { ClaimedDelivery } from '../../store';
import { ROOM, type Bundle, type Letter } from '../channels';
import type { Render, RenderGathered } from './render';

export interface Writers {
  readonly render: Render;
  readonly renderGathered: RenderGathered;
}

export async function letterOf(delivery: ClaimedDelivery, { render }: Pick<Writers, 'render'>): Promise<Letter> {
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
  return { ...said, ...text, id: noticeId({ issue, seq: notice.seq, recipient: notice.recipient, channel }) };
}

/** The same members give the same message under the same id. @param members at least one, all to one person on one channel */
export async function bundleOf(
  { id, kind }: { readonly id: string; readonly kind: BundleKind },
  members: readonly ClaimedDelivery[],
  writers: Writers,
): Promise<Bundle> {
  const written = await Promise.all(
    members.map(async (member) => ({
      ...(await letterOf(member, writers)),
      dueAtMs: member.notice.facts.dueAtMs,
      isScaled: member.state.rules.timeScale > 1,
    })),
  );
  const lines = inOrderOfUrgency(written);
  const [{ recipient, channel }] = members as readonly [ClaimedDelivery];
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
