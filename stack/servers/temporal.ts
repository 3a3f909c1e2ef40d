/** The embedded Temporal server: one process with its web UI, its data in one SQLite file. */
import { connect } from 'node:net';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder';
import { packageRoot } from '../../contracts/package-root';
import type { Ports } from '../ports';
import type { ChildSpec } from '../supervisor/child-spec';
import { SEARCH_ATTRIBUTES } from '../temporal/search-attributes';
import { namespaceAnswers } from '../temporal/namespace';
import { poll } from './poll';

export type Synchronous = 'normal' | 'full';

export interface TemporalSettings {
  readonly namespace: string;
  readonly retentionHours: number;
  /** normal: SQLite may forget the last commits at power loss, which the event log then repairs. */
  readonly synchronous: Synchronous;
}

export function prepareTemporal(
  folder: DataFolder,
  ports: Ports,
  program: string,
  settings: TemporalSettings,
  env: NodeJS.ProcessEnv,
) {
  const temporalAddress = `127.0.0.1:${ports.temporal}`;
  const spec: ChildSpec = {
    name: 'temporal',
    command: program,
    args: temporalArguments(folder.temporal, ports, settings),
    // Fewer collections while the heap is small; below the limit they would cost a tenth of the server's CPU.
    env: { GOGC: '400', GOMEMLIMIT: '600MiB', ...env },
    tether: 'stdin',
    stop: { signal: 'SIGTERM', boundMs: 20_000 },
    readyBoundMs: 60_000,
    untilReady: async (_child, signal) => {
      // A gRPC client that meets a closed port waits a second before it tries again.
      await poll(signal, () => portAnswers(ports.temporal));
      await poll(signal, () => namespaceAnswers(temporalAddress, settings.namespace));
    },
  };
  return { spec, temporalAddress, temporalUiUrl: `http://127.0.0.1:${ports.temporalUi}` };
}

export function temporalArguments(database: string, ports: Ports, settings: TemporalSettings): string[] {
  const flags: Record<string, string | number> = {
    ip: '127.0.0.1',
    port: ports.temporal,
    'http-port': ports.temporalHttp,
    'ui-port': ports.temporalUi,
    // Both on one host, so that the cookie of a session reaches the gateway from the pages of the UI.
    'codec-endpoint': `http://127.0.0.1:${ports.http}/codec`,
    'sign-in-page': `http://127.0.0.1:${ports.http}/sign-in`,
    'history-port': ports.temporalHistory,
    'matching-port': ports.temporalMatching,
    'worker-port': ports.temporalWorker,
    db: database,
    synchronous: settings.synchronous,
    namespace: settings.namespace,
    retention: `${settings.retentionHours}h`,
    'dynamic-config-file': join(packageRoot(), 'stack', 'temporal', 'dynamic-config.yaml'),
  };
  return [
    ...Object.entries(flags).map(([name, value]) => `-${name}=${value}`),
    ...Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `-search-attribute=${name}=${type}`),
    '-exit-on-eof',
  ];
}

function portAnswers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
