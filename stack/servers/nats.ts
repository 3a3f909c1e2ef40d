/** The embedded NATS server: JetStream in the data folder, every write on disk before it is acknowledged. */
import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { keepCredentials } from '../../messaging/permissions';
import { writeWhole, type DataFolder } from '../data-folder';
import type { Ports } from '../ports';
import type { ChildSpec } from '../supervisor/child-spec';
import { poll } from './poll';

/** Makes the users' keys at the first start. Throws what keepCredentials throws. */
export async function prepareNats(
  folder: DataFolder,
  ports: Ports,
  program: string,
  env: NodeJS.ProcessEnv,
): Promise<{ spec: ChildSpec; natsUrl: string; natsCredentials: string }> {
  mkdirSync(folder.nats, { recursive: true, mode: 0o700 });
  const { authorizationFile } = await keepCredentials({ folder: folder.natsUsers });
  writeWhole(folder.natsConfig, natsConfig(ports, folder.nats, relative(folder.path, authorizationFile)));
  const spec: ChildSpec = {
    name: 'nats',
    command: program,
    args: ['--config', folder.natsConfig],
    // Compressing writers are pooled and never given back: without a limit they grow to ten times what lives.
    env: { GOMEMLIMIT: '100MiB', ...env },
    tether: 'none',
    stop: { signal: 'SIGTERM', boundMs: 10_000 },
    readyBoundMs: 30_000,
    untilReady: (_child, signal) => poll(signal, () => healthy(ports.natsMonitor, signal)),
  };
  return { spec, natsUrl: `nats://127.0.0.1:${ports.nats}`, natsCredentials: folder.natsUsers };
}

/**
 * Paths are quoted as JSON strings, which NATS's configuration format understands.
 * @param authorization where the users stand, seen from the configuration's own folder
 */
export function natsConfig(ports: Pick<Ports, 'nats' | 'natsMonitor'>, store: string, authorization: string): string {
  return `# Written at every start of the stack; changes here are lost.
server_name: doorstep
listen: "127.0.0.1:${ports.nats}"
http: "127.0.0.1:${ports.natsMonitor}"
jetstream {
  store_dir: ${JSON.stringify(store)}
  max_memory_store: 64MB
  # The default flushes every two minutes, which loses acknowledged messages at power failure.
  sync_interval: always
  # A request with a field that the server does not know is refused: what somebody's answers are steered to is none.
  strict: true
}
include ${JSON.stringify(authorization)}
`;
}

async function healthy(monitor: number, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${monitor}/healthz?js-enabled-only=true`, { signal });
  if (!answer.ok) throw new Error(`NATS answers its health check with ${answer.status}`);
}
