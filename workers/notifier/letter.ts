/** From a delivery that was claimed to the letter that goes out. */
import { noticeId, noticeMessage } from '../../messaging';
import type { ClaimedDelivery } from '../../store';
import type { Letter, LetterAction } from '../channels';
import type { Render } from './render';

/**
 * What its recipient can do from a delivery with one tap, in a language; the same for the same delivery. What it gives may
 * go out: the links are kept.
 */
export type ActionsOf = (delivery: ClaimedDelivery, lang: string) => Promise<readonly LetterAction[]>;

/** @param actionsOf nothing can be done from the letter when left out */
export async function letterOf(
  delivery: ClaimedDelivery,
  render: Render,
  actionsOf: ActionsOf = async () => [],
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
