/**
 * The package entry `doorstep/http`: the same calls as `doorstep/sdk`, through the gateway over HTTP. It needs an address and
 * a key, and neither Temporal nor PostgreSQL nor NATS.
 */
import { checkedCredential, checkedTimeout, type Credential } from '../gateway/credential';
import { gatewayClient, type GatewayIssues } from '../gateway/client';
import type { Span } from '../../../domain';
import { httpCarrier } from './carrier';
import { gateUrl } from './request';

export interface HttpOptions {
  /** http:// or https://, as `npm start` prints it. */
  readonly url: string;
  /** An API key, or a token of the identity provider; a function is asked before each attempt, for tokens that expire. */
  readonly key: Credential;
  /** How long a call may take with all its retries, in milliseconds; 60,000 when left out. */
  readonly timeoutMs?: Span;
}

/** Nothing is sent before the first call. Throws DoorstepError ARGUMENT_INVALID. */
export async function connectDoorstep({ url, key, timeoutMs }: HttpOptions): Promise<GatewayIssues> {
  if (typeof key === 'string') checkedCredential(key);
  return gatewayClient(httpCarrier({ url: gateUrl(url), credential: key }), checkedTimeout(timeoutMs));
}

export type { Credential } from '../gateway/credential';
export * from '../gateway/entry';
