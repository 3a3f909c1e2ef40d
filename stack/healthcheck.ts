/**
 * Healthy or not, for a container: `node dist/stack/healthcheck.js [engine|notifier|gateway]`. The servers
 * must answer; an engine must also be asking Temporal for work from this very host, and a gateway be ready to serve.
 */
import { hostname } from 'node:os';
import { findConnections, natsSeedFile } from '../contracts/connections';
import { TASK_QUEUE } from '../contracts/workflow';
import { checkNats, checkPostgres, checkTemporal } from './servers/external';
import { connectTo } from './temporal/namespace';

/** A poll lasts a minute at most, so a worker that lives has asked since then. */
const POLLED_WITHIN_MS = 90_000;

async function main(role: string | undefined): Promise<void> {
  const servers = findConnections();
  const { databaseUrl, natsUrl, temporalAddress, temporalNamespace } = servers;
  await Promise.all([
    checkPostgres(databaseUrl),
    checkNats(natsUrl, natsSeedFile(servers, role ?? 'operator')),
    checkTemporal(temporalAddress),
  ]);
  if (role === 'engine') await engineAsksForWork(temporalAddress, temporalNamespace);
  if (role === 'gateway') await gatewayServes();
}

async function gatewayServes(): Promise<void> {
  const url = `http://127.0.0.1:${process.env['DOORSTEP_HTTP_PORT'] || '8080'}/readyz`;
  const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!ok) throw new Error(`the gateway is not ready: ${status}`);
}

async function engineAsksForWork(address: string, namespace: string): Promise<void> {
  const connection = await connectTo(address);
  try {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: TASK_QUEUE },
      taskQueueType: 1,
    });
    const asks = pollers?.some(
      ({ identity, lastAccessTime }) =>
        identity?.endsWith(`@${hostname()}`) &&
        Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < POLLED_WITHIN_MS,
    );
    if (!asks) throw new Error(`no engine on ${hostname()} asked for work in the last ${POLLED_WITHIN_MS / 1000} s`);
  } finally {
    await connection.close();
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
