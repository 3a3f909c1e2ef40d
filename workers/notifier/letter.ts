/** From a delivery that was claimed to the letter that goes out. */
import { noticeId, noticeMessage } from '../../messaging';
import type { ClaimedDelivery } from '../../store';
import type { Letter } from '../channels';
import type { Render } from './render';

export async function letterOf(delivery: ClaimedDelivery, render: Render): Promise<Letter> {
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
