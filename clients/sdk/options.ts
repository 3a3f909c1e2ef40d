/** What a client is told when it connects. */
import { findConnections, type Connections } from '../../contracts/connections';
import type { Span } from '../../domain';

export interface DoorstepOptions extends Partial<Connections> {
  /** How long a call may take with all its retries, in milliseconds; 60,000 when left out. */
  readonly timeoutMs?: Span;
}

export type Settings = Partial<Connections> & { readonly timeoutMs: Span };

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Servers that the options name are used as they are and no other is looked for: a service that only commands names
 * Temporal alone. Without any, they are found as findConnections says (environment, then stack.json).
 */
export function settingsOf(options: DoorstepOptions = {}): Settings {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, ...named } = options;
  const servers = [named.databaseUrl, named.natsUrl, named.temporalAddress];
  return { ...(servers.some((server) => server !== undefined) ? named : findConnections()), timeoutMs };
}
