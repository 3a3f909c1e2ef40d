/** Signatures as Standard Webhooks has them: HMAC-SHA256 over `id.timestamp.body`. https://www.standardwebhooks.com */
import { createHmac } from 'node:crypto';
import { secretKey } from '../../../store';

/** @param secrets each signs, so that a receiver takes whichever it knows */
export function webhookHeaders(
  id: string,
  timestampSeconds: number,
  body: string,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const signed = `${id}.${timestampSeconds}.${body}`;
  return {
    'content-type': 'application/json',
    'user-agent': 'Doorstep',
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': secrets
      .map((secret) => `v1,${createHmac('sha256', secretKey(secret)).update(signed).digest('base64')}`)
      .join(' '),
  };
}
