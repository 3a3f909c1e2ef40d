/**
 * Text messages and calls by a gateway: a small service of the operator that speaks to a provider. The contract stands in
 * docs/channels.md, an example in examples/sms-gateway. It is signed as a webhook is, and its answer is a JSON document.
 */
import { z } from 'zod';
import type { Channel, DeliveryReason } from '../../../contracts/channels';
import type { Address } from '../../../store';
import { busyFor, faultOf } from '../answer';
import { failed, isBundle, isNote, type Bundle, type Letter, type Note, type Result, type Sender } from '../channel';
import { linkLines } from '../links';
import type { Poster } from '../post';
import { spokenText } from '../spoken-text';
import { webhookHeaders } from '../webhook/sign';

export interface GatewaySettings {
  readonly url: string;
  readonly secret: string;
}

const PARALLEL = 8;

const answerSchema = z.discriminatedUnion('status', [
  /** accepted: the provider has it · delivered: the telephone has it, or somebody listened. */
  z.object({ status: z.enum(['accepted', 'delivered']), id: z.string().max(200).optional() }),
  z.object({ status: z.literal('refused'), permanent: z.boolean().default(true) }),
  z.object({ status: z.literal('busy'), retryAfterSeconds: z.number().min(0).max(86_400).optional() }),
]);

export function gatewaySender(channel: 'sms' | 'phone', { url, secret }: GatewaySettings, poster: Poster): Sender {
  const send = async (message: Letter | Bundle | Note, address: Address, signal: AbortSignal): Promise<Result> => {
    if (address.channel !== channel) return failed('no-contact', { permanent: true });
    const body = JSON.stringify(gatewayBody(channel, message, address.number));
    const headers = webhookHeaders(message.id, Math.floor(Date.now() / 1000), body, [secret]);
    const posted = await poster.post({ url, headers, body, signal, needsText: true });
    const fault = faultOf(posted);
    if (fault !== undefined || !('text' in posted)) return ofOperator(fault);
    return resultOf(posted.text);
  };
  return { parallel: PARALLEL, endpointOf: () => url, send, sendNote: send, close: async () => poster.close() };
}

export const gatewayBody = (channel: Channel, message: Letter | Bundle | Note, to: string): object => {
  const { id, lang, severity } = message;
  const links = isBundle(message) || isNote(message) ? '' : linkLines(message.actions);
  const text = [spokenText(message), links].filter(Boolean).join('\n');
  return { type: `message.${channel}`, data: { id, to, lang, severity, text } };
};

function resultOf(text: string): Result {
  const answer = answerSchema.safeParse(jsonOf(text)).data;
  if (answer === undefined) return failed('answer-unfit', { unwell: true });
  switch (answer.status) {
    case 'accepted':
      return { outcome: 'sent', receipt: answer.id ?? null };
    case 'delivered':
      return { outcome: 'delivered', receipt: answer.id ?? null };
    case 'refused':
      return failed('refused', { permanent: answer.permanent });
    case 'busy':
      return busyFor(answer.retryAfterSeconds === undefined ? undefined : answer.retryAfterSeconds * 1000);
    default:
      return answer satisfies never;
  }
}

/** The gateway is the operator's: that it is gone says nothing about anybody's number. */
function ofOperator(fault: Result | undefined): Result {
  if (fault?.outcome === 'failed' && fault.gone === true)
    return failed('server-failed' satisfies DeliveryReason, { unwell: true });
  return fault ?? failed('unexpected');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
