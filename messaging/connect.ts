/** The one place that opens and closes connections to NATS. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorstepError } from '../contracts/errors';
import { watchLink } from './link';
import {
  AuthorizationError,
  connect,
  DEFAULT_INBOX_PREFIX,
  UserAuthenticationExpiredError,
  type ConnectionOptions,
  type NatsConnection,
} from './nats';
import { signInWith } from './permissions/seed-file';

export interface NatsOptions {
  readonly user?: string;
  readonly password?: string;
  /** With the key of a NATS user; its inbox prefix stands in the file. Read again at every sign-in. */
  readonly seedFile?: string | undefined;
  /** Where answers to this user go, where no seed file says it. */
  readonly inboxPrefix?: string;
  /** How long the first connection may take; 10 s when left out. Afterwards the client reconnects for ever. */
  readonly connectWithinMs?: number;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/**
 * @param url host:port or nats://user:password@host:port, several separated by commas
 * @param name shown by the server's monitoring; which process this is
 *
 * Once connected, the connection outlives any outage of the server. Throws DoorstepError NATS_UNREACHABLE when the
 * first connection does not come about in time, NATS_REFUSED when the server turns the user away, NATS_KEY_UNREADABLE.
 */
export async function connectNats(url: string, name: string, options: NatsOptions = {}): Promise<NatsConnection> {
  const deadlineMs = performance.now() + (options.connectWithinMs ?? 10_000);
  const wait = growingWait();
  const settings = connectionOptions(url, name, options, growingWait());
  for (;;) {
    try {
      const nats = await connect(settings);
      watchLink(nats, settings.inboxPrefix ?? DEFAULT_INBOX_PREFIX, settings.forgetFailures);
      return nats;
    } catch (cause) {
      if (cause instanceof AuthorizationError || cause instanceof UserAuthenticationExpiredError) {
        throw new DoorstepError(
          'NATS_REFUSED',
          `NATS at ${withoutSecrets(url)} refuses this user: ${reasonOf(cause)}.`,
          { cause },
        );
      }
      const waitMs = wait.next();
      if (performance.now() + waitMs > deadlineMs) {
        throw new DoorstepError(
          'NATS_UNREACHABLE',
          `NATS at ${withoutSecrets(url)} does not answer: ${reasonOf(cause)}.`,
          { cause },
        );
      }
      await sleep(waitMs);
    }
  }
}

/** Sends what is buffered, then closes; closes anyway after `withinMs`. Never throws. */
export async function closeNats(nats: NatsConnection, withinMs = 2_000): Promise<void> {
  if (nats.isClosed()) return;
  const bound = () => sleep(withinMs, undefined, { ref: false });
  await Promise.race([nats.drain().catch(() => undefined), bound()]);
  // The promise to return in time holds for this as well, in whatever state the client is.
  if (!nats.isClosed()) await Promise.race([nats.close().catch(() => undefined), bound()]);
}

/** The addresses without user and password, for people and logs. */
export const withoutSecrets = (url: string): string => url.replace(/[^/@,\s]*@/g, '');

function connectionOptions(
  url: string,
  name: string,
  options: NatsOptions,
  wait: GrowingWait,
): ConnectionOptions & { forgetFailures: () => void } {
  const { user, password } = { ...userOf(url), ...options };
  return {
    servers: url.split(',').map((server) => withoutSecrets(server.trim()).replace(/^nats:\/\//, '')),
    name: `doorstep-${name}`,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { pass: password }),
    ...(options.inboxPrefix === undefined ? {} : { inboxPrefix: options.inboxPrefix }),
    ...(options.seedFile === undefined ? {} : signInWith(options.seedFile)),
    maxReconnectAttempts: -1,
    // The handler says when; the client's own pause per server would only add to it.
    reconnectTimeWait: 0,
    reconnectDelayHandler: () => wait.next(),
    forgetFailures: () => wait.reset(),
    // A user that is refused for a moment (credentials being rotated) is no reason to give up for ever.
    ignoreAuthErrorAbort: true,
    timeout: 2_000,
    pingInterval: 10_000,
    maxPingOut: 2,
  };
}

/** nats://user:password@host; the client takes them apart from the address. */
function userOf(url: string): { user?: string; password?: string } {
  const found = /(?:^|\/\/)([^/@:,]+)(?::([^/@,]*))?@/.exec(url);
  if (found === null) return {};
  const [, user = '', password] = found;
  return {
    user: decodeURIComponent(user),
    ...(password === undefined ? {} : { password: decodeURIComponent(password) }),
  };
}

const reasonOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');

interface GrowingWait {
  next(): number;
  reset(): void;
}

/** Doubles up to a bound, with jitter so that many clients of a restarted server do not come at once. */
export function growingWait(firstMs = FIRST_WAIT_MS, longestMs = LONGEST_WAIT_MS): GrowingWait {
  let failures = 0;
  return {
    next: () => Math.min(longestMs, firstMs * 2 ** Math.min(failures++, 16)) * (0.5 + Math.random() / 2),
    reset: () => void (failures = 0),
  };
}
