/** Servers named in the environment are used as they are, once they answer and are new enough. */
import { AuthorizationError, connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { DoorstepError } from '../../contracts/errors';
import { signInWith } from '../../messaging/permissions';
import { connectTo } from '../temporal/namespace';
import { isAtLeast, OLDEST } from './versions';

/** Each returns the server's version. Throws SERVER_UNREACHABLE, NATS_REFUSED, SERVER_TOO_OLD or SERVER_UNFIT. */
export async function checkPostgres(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return newEnough('PostgreSQL', rows[0]?.server_version ?? '', OLDEST.postgres);
  } catch (cause) {
    throw unreachable('PostgreSQL', hostOf(url), 'DATABASE_URL', cause);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @param seedFile of the user that asks; one that is refused is told apart from a server that is away */
export async function checkNats(url: string, seedFile?: string): Promise<string> {
  const signIn = seedFile === undefined ? {} : signInWith(seedFile);
  const connection = await connect({
    servers: url.split(',').map(hostOf),
    ...userOf(url),
    ...signIn,
    timeout: 5_000,
    maxReconnectAttempts: 0,
  }).catch((cause: unknown) => {
    const where = url.split(',').map(hostOf).join(', ');
    if (cause instanceof AuthorizationError)
      throw new DoorstepError('NATS_REFUSED', `NATS at ${where} refuses this user.`, { cause });
    throw unreachable('NATS', where, 'NATS_URL', cause);
  });
  try {
    const version = newEnough('NATS', connection.info?.version ?? '', OLDEST.nats);
    if (connection.info?.jetstream !== true)
      throw new DoorstepError('SERVER_UNFIT', `NATS at ${hostOf(url)} runs without JetStream.`);
    return version;
  } finally {
    await connection.close();
  }
}

export async function checkTemporal(address: string): Promise<string> {
  const connection = await connectTo(address).catch((cause: Error) => {
    throw unreachable('Temporal', address, 'TEMPORAL_ADDRESS', cause.cause ?? cause);
  });
  try {
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    return newEnough('Temporal', serverVersion ?? '', OLDEST.temporal);
  } finally {
    await connection.close();
  }
}

function newEnough(title: string, version: string, oldest: string): string {
  if (isAtLeast(version, oldest)) return version;
  throw new DoorstepError(
    'SERVER_TOO_OLD',
    `${title} is version ${version || 'unknown'}; at least ${oldest} is needed.`,
  );
}

function unreachable(title: string, where: string, variable: string, cause: unknown): DoorstepError {
  if (cause instanceof DoorstepError) return cause;
  return new DoorstepError(
    'SERVER_UNREACHABLE',
    `${title} at ${where}, named in ${variable}, does not answer: ${(cause as Error).message}`,
    { cause },
  );
}

/** Without the password that an address may hold. */
export function hostOf(url: string): string {
  try {
    return new URL(url.includes('://') ? url : `tcp://${url}`).host;
  } catch {
    return 'an address that cannot be read';
  }
}

/** NATS clients take user and password apart from the address. */
function userOf(url: string): { user?: string; pass?: string } {
  const { username, password } = new URL(
    url.includes('://') ? (url.split(',')[0] ?? url) : `nats://${url.split(',')[0]}`,
  );
  return username === '' ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
}
