/** Which servers are measured. */
import { Connection } from '@temporalio/client';
import type { BenchStack } from './bench-stack';

export interface ServerVersions {
  readonly postgres: string;
  readonly nats: string;
  readonly temporal: string;
}

export async function serverVersions({ database, nats, connections }: BenchStack): Promise<ServerVersions> {
  const { rows } = await database.pool.query<{ server_version: string }>('show server_version');
  const connection = await Connection.connect({ address: connections.temporalAddress });
  try {
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    return {
      postgres: rows[0]?.server_version ?? 'unknown',
      nats: nats.info?.version ?? 'unknown',
      temporal: serverVersion || 'unknown',
    };
  } finally {
    await connection.close();
  }
}
