/** The channels that this installation serves, by its settings. */
import { DoorstepError } from '../../contracts/errors';
import type { Channel } from '../../contracts/channels';
import type { Sender, Senders } from './channel';
import { emailSender } from './email/send';
import { readMailSettings } from './email/settings';
import { gatewaySender, type GatewaySettings } from './gateway/send';
import { guardOf } from './guarded-lookup';
import { openPoster } from './post';
import { robotSender } from './robot/send';
import { webhookSender } from './webhook/send';

export type { Bundle, Letter, LetterAction, Note, Result, Sender, Senders } from './channel';
export { ROOM } from './room';

/**
 * Webhooks and robots are always served; mail with DOORSTEP_SMTP_URL, text messages and calls with DOORSTEP_SMS_GATEWAY_URL and
 * DOORSTEP_PHONE_GATEWAY_URL (and _SECRET each). Throws DoorstepError SETTING_INVALID.
 */
export function openChannels(env: NodeJS.ProcessEnv): Senders {
  const guard = guardOf(env['DOORSTEP_WEBHOOK_ALLOW']);
  const mail = readMailSettings(env);
  const gateway = (channel: 'sms' | 'phone'): readonly (readonly [Channel, Sender])[] => {
    const settings = gatewaySettings(env, `DOORSTEP_${channel === 'sms' ? 'SMS' : 'PHONE'}_GATEWAY`);
    return settings === undefined ? [] : [[channel, gatewaySender(channel, settings, openPoster(undefined))]];
  };
  return new Map<Channel, Sender>([
    ['webhook', webhookSender(openPoster(guard))],
    ['robot', robotSender(openPoster(guard))],
    ...(mail === undefined ? [] : ([['email', emailSender(mail)]] as const)),
    ...gateway('sms'),
    ...gateway('phone'),
  ]);
}

export async function closeChannels(senders: Senders): Promise<void> {
  await Promise.allSettled([...senders.values()].map((sender) => sender.close()));
}

function gatewaySettings(env: NodeJS.ProcessEnv, variable: string): GatewaySettings | undefined {
  const url = env[`${variable}_URL`];
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw wrong(`${variable}_URL`, 'is no URL');
  const secret = env[`${variable}_SECRET`] ?? '';
  if (!/^whsec_[\w+/-]{32,}={0,2}$/.test(secret))
    throw wrong(`${variable}_SECRET`, 'has to be whsec_ and at least 24 bytes in base64');
  return { url, secret };
}

const wrong = (variable: string, what: string): DoorstepError =>
  new DoorstepError('SETTING_INVALID', `${variable} ${what}.`, { place: { field: variable } });
