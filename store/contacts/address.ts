/** Addresses as people type them, per channel, and what is shown of them. */
import { randomBytes } from 'node:crypto';
import type { Channel } from '../../contracts/channels';
import { DoorstepError } from '../../contracts/errors';

export type Address =
  | { readonly channel: 'email'; readonly address: string }
  /** The first secret is the newest; each of them signs, so that a receiver can exchange them one after the other. */
  | { readonly channel: 'webhook'; readonly url: string; readonly secrets: readonly string[] }
  | { readonly channel: 'robot'; readonly kind: RobotKind; readonly url: string; readonly secret?: string }
  | { readonly channel: 'sms' | 'phone'; readonly number: string };

export const ROBOTS = ['wecom', 'dingtalk'] as const;
export type RobotKind = (typeof ROBOTS)[number];

/** Published hosts of the two; another host is told by its first word. */
const ROBOT_HOSTS: Readonly<Record<string, RobotKind>> = {
  'qyapi.weixin.qq.com': 'wecom',
  'oapi.dingtalk.com': 'dingtalk',
};

const LONGEST = 2_000;

/**
 * email: `zhang@example.org` · webhook: a URL and one or more secrets (`whsec_…`; one is made when there is none) · robot: a
 * URL and, of DingTalk, the secret of its signature; before a URL of another host `wecom` or `dingtalk` · sms, phone:
 * `+8613800000000`. Throws DoorstepError CONTACT_INVALID, which never repeats the address.
 */
export function parseAddress(channel: Channel, text: string): Address {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0 || text.length > LONGEST) throw invalid(channel, 'is empty or too long');
  if (channel === 'webhook') return webhook(words);
  if (channel === 'robot') return robot(words);
  const [only = '', ...more] = words;
  if (more.length > 0) throw invalid(channel, 'has to be one word');
  return channel === 'email' ? email(only) : { channel, number: phoneNumber(channel, only) };
}

/** As the store keeps it, sealed. */
export const addressText = (address: Address): string => JSON.stringify(address);
export const addressFrom = (text: string): Address => JSON.parse(text) as Address;

/** Enough to recognise one's own, too little to use: `z…g@example.org`, `https://hooks.example.org/…`, `+86…00`. */
export function masked(address: Address): string {
  switch (address.channel) {
    case 'email': {
      const at = address.address.lastIndexOf('@');
      return `${address.address.slice(0, 1)}…${address.address.slice(at)}`;
    }
    case 'webhook':
    case 'robot':
      return `${new URL(address.url).origin}/…`;
    case 'sms':
    case 'phone':
      return `${address.number.slice(0, 3)}…${address.number.slice(-2)}`;
    default:
      return address satisfies never;
  }
}

export const makeSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** What Standard Webhooks asks of a secret: 24 to 64 bytes. */
export const secretKey = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

const isSecret = (word: string): boolean =>
  /^whsec_[\w+/-]+={0,2}$/.test(word) && secretKey(word).length >= 24 && secretKey(word).length <= 64;

function webhook([url = '', ...secrets]: readonly string[]): Address {
  if (!secrets.every(isSecret))
    throw invalid('webhook', 'has a secret that is not whsec_ and 24 to 64 bytes in base64');
  if (secrets.length > 5) throw invalid('webhook', 'has more than 5 secrets');
  return { channel: 'webhook', url: httpUrl('webhook', url), secrets: secrets.length === 0 ? [makeSecret()] : secrets };
}

function robot(words: readonly string[]): Address {
  const named = ROBOTS.find((kind) => kind === words[0]);
  const [url = '', secret, ...more] = named === undefined ? words : words.slice(1);
  const known = httpUrl('robot', url);
  const kind = named ?? ROBOT_HOSTS[new URL(known).hostname];
  if (kind === undefined) throw invalid('robot', 'does not tell whose robot it is: begin with wecom or dingtalk');
  if (more.length > 0) throw invalid('robot', 'has more than a URL and a secret');
  if (secret !== undefined && kind === 'wecom') throw invalid('robot', 'has a secret, and robots of WeCom have none');
  return { channel: 'robot', kind, url: known, ...(secret === undefined ? {} : { secret }) };
}

function httpUrl(channel: Channel, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw invalid(channel, 'is no http or https URL');
  if (url.username !== '' || url.password !== '') throw invalid(channel, 'has a name or password in its URL');
  return url.href;
}

/** What SMTP takes without quoting; whether somebody reads it only a message tells. */
function email(text: string): Address {
  const fits = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?=.{4,253}$)[a-z\d-]+(\.[a-z\d-]+)+$/i.test(text);
  if (!fits) throw invalid('email', 'is no e-mail address');
  return { channel: 'email', address: text };
}

function phoneNumber(channel: Channel, text: string): string {
  const plain = text.replace(/[-().]/g, '');
  if (!/^\+[1-9]\d{6,14}$/.test(plain)) throw invalid(channel, 'is no number such as +8613800000000');
  return plain;
}

const invalid = (channel: Channel, what: string): DoorstepError =>
  new DoorstepError('CONTACT_INVALID', `The address for ${channel} ${what}.`, { place: { field: 'address' } });
