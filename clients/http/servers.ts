/** Whether the three servers answer now. */
import { connect } from 'node:net';
import type { Connections } from '../../contracts/connections';
import type { Database } from '../../store';

const WITHIN_MS = 2_000;

/**
 * PostgreSQL is asked for a row; of Temporal and NATS it is enough that somebody takes the connection, since calls to them
 * are tried again by the SDK. Answers are kept for a second, so that asking often costs nothing.
 */
export function serversOf(
  database: Database,
  { natsUrl, temporalAddress }: Pick<Connections, 'natsUrl' | 'temporalAddress'>,
): () => Promise<Readonly<Record<string, boolean>>> {
  const look = async () => {
    const [postgres, temporal, nats] = await Promise.all([
      answers(database),
      takesConnections(temporalAddress),
      takesConnections(natsUrl),
    ]);
    return { postgres, temporal, nats };
  };
  let known: { readonly atMs: number; readonly found: ReturnType<typeof look> } | undefined;
  return () => {
    if (known === undefined || Date.now() - known.atMs > 1_000) known = { atMs: Date.now(), found: look() };
    return known.found;
  };
}

async function answers({ pool }: Database): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), WITHIN_MS).unref());
  return Promise.race([
    pool.query('select 1').then(
      () => true,
      () => false,
    ),
    late,
  ]);
}

async function takesConnections(addresses: string): Promise<boolean> {
  const found = await Promise.all(addresses.split(',').map((address) => takesConnection(address.trim())));
  return found.some(Boolean);
}

function takesConnection(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address.includes('://') ? address : `tcp://${address}`);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 4222), timeout: WITHIN_MS });
    const end = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
