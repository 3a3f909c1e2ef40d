/** A person's own service hears of a notice: a signed POST, as docs/channels.md shows it. */
import type { Address } from '../../../store';
import { faultOf } from '../answer';
import { failed, isBundle, type Bundle, type Letter, type Sender } from '../channel';
import type { Poster } from '../post';
import { webhookHeaders } from './sign';

const PARALLEL = 32;

export const webhookSender = (poster: Poster): Sender => ({
  parallel: PARALLEL,
  endpointOf: (address) => (address.channel === 'webhook' ? address.url : ''),
  async send(message, address, signal) {
    if (address.channel !== 'webhook') return failed('no-contact', { permanent: true });
    const posted = await poster.post(requestOf(message, address, signal));
    return faultOf(posted) ?? { outcome: 'delivered', receipt: 'status' in posted ? `HTTP ${posted.status}` : null };
  },
  close: async () => poster.close(),
});

function requestOf(
  message: Letter | Bundle,
  { url, secrets }: Extract<Address, { channel: 'webhook' }>,
  signal: AbortSignal,
) {
  const body = JSON.stringify(webhookBody(message));
  // The instant of sending, so that a receiver can refuse what somebody recorded and plays back later.
  const headers = webhookHeaders(message.id, Math.floor(Date.now() / 1000), body, secrets);
  return { url, headers, body, signal, needsText: false };
}

/** The shape is a promise to receivers: fields are added, never changed. */
export function webhookBody(message: Letter | Bundle): object {
  const type = isBundle(message) ? message.kind : message.template;
  return {
    type: `notice.${type}`,
    timestamp: new Date(message.queuedAtMs).toISOString(),
    data: isBundle(message) ? bundleData(message) : letterData(message),
  };
}

const bundleData = ({ queuedAtMs: _, items, ...rest }: Bundle): object => ({
  ...rest,
  count: items.length,
  items: items.map(letterData),
});

function letterData({ template, queuedAtMs: _, id, facts, ...rest }: Letter): object {
  const { dueAtMs, ...others } = facts;
  return {
    id,
    template,
    ...rest,
    ...(dueAtMs === undefined ? {} : { dueAt: new Date(dueAtMs).toISOString() }),
    facts: others,
  };
}
