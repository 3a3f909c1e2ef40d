/**
 * The package entry `doorstep/nats`: the same calls as `doorstep/sdk`, by requests to the gateways over NATS, for services
 * that are there anyway. It needs neither Temporal nor PostgreSQL.
 */
import { DoorstepError } from '../../../contracts/errors';
import type { Span } from '../../../domain';
import { gatewayClient, type GatewayIssues } from '../gateway/client';
import { checkedCredential, checkedTimeout, type Credential } from '../gateway/credential';
import { natsCarrier } from './carrier';

export interface NatsOptions {
  /** host:port or nats://host:port, several separated by commas. Between machines NATS needs TLS: requests carry keys. */
  readonly url: string;
  /** The file with the secret key of the NATS user `service`; without it one signs in with what the address says. */
  readonly seedFile?: string;
  /** An API key of Doorstep, or a token of the identity provider; a function is asked before each attempt. */
  readonly key: Credential;
  /** How long a call may take with all its retries, in milliseconds; 60,000 when left out. */
  readonly timeoutMs?: Span;
}

/** It connects at the first call, and finds the server again whenever it was away. Throws DoorstepError ARGUMENT_INVALID. */
export async function connectDoorstep({ url, seedFile, key, timeoutMs }: NatsOptions): Promise<GatewayIssues> {
  if (typeof key === 'string') checkedCredential(key);
  if (url.trim() === '')
    throw new DoorstepError('ARGUMENT_INVALID', 'The address of NATS is missing.', { place: { field: 'url' } });
  return gatewayClient(natsCarrier({ url, seedFile, credential: key }), checkedTimeout(timeoutMs));
}

export type { Credential } from '../gateway/credential';
export * from '../gateway/entry';
