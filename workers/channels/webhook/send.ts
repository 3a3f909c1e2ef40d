/** A person's own service hears of a notice: a signed POST, as docs/channels.md shows it. */
import type { Address } from '../../../store';
import { faultOf } from '../answer';
import { failed, type Letter, type Sender } from '../channel';
import type { Poster } from '../post';
import { webhookHeaders } from './sign';

const PARALLEL = 32;

export const webhookSender = (poster: Poster): Sender => ({
  parallel: PARALLEL,
  endpointOf: (address) => (address.channel === 'webhook' ? address.url : ''),
  async send(letter, address, signal) {
    if (address.channel !== 'webhook') return failed('no-contact', { permanent: true });
    const posted = await poster.post(requestOf(letter, address, signal));
    return faultOf(posted) ?? { outcome: 'delivered', receipt: 'status' in posted ? `HTTP ${posted.status}` : null };
  },
  close: async () => poster.close(),
});

function requestOf(letter: Letter, { url, secrets }: Extract<Address, { channel: 'webhook' }>, signal: AbortSignal) {
  const body = JSON.stringify(webhookBody(letter));
  // The instant of sending, so that a receiver can refuse what somebody recorded and plays back later.
  const headers = webhookHeaders(letter.id, Math.floor(Date.now() / 1000), body, secrets);
  return { url, headers, body, signal, needsText: false };
}

/** The shape is a promise to receivers: fields are added, never changed. */
export function webhookBody(letter: Letter): object {
  const { template, queuedAtMs, id, facts, ...rest } = letter;
  const { dueAtMs, ...others } = facts;
  return {
    type: `notice.${template}`,
    timestamp: new Date(queuedAtMs).toISOString(),
    data: {
      id,
      template,
      ...rest,
      ...(dueAtMs === undefined ? {} : { dueAt: new Date(dueAtMs).toISOString() }),
      facts: others,
    },
  };
}
