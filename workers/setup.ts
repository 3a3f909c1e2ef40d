/** One-shot: brings the schema, the streams and the namespace to what this code expects. Safe to run again at any time. */
import { findConnections, natsSeedFile } from '../contracts/connections';
import { connectNats, ensureStreams } from '../messaging';
import { readPolicies } from '../policies/read';
import { prepareNamespace } from '../stack/temporal/namespace';
import { migrate, openDatabase } from '../store';
import { workflowBundle } from './bundle';
import { runWorker } from './process';
import { readSettings } from './settings';

runWorker('setup', async (log) => {
  const servers = findConnections();
  readPolicies();
  const database = openDatabase(servers.databaseUrl, 1);
  const nats = await connectNats(servers.natsUrl, 'setup', { seedFile: natsSeedFile(servers, 'setup') });
  try {
    const applied = await migrate(database);
    await Promise.all([
      ensureStreams(nats, readSettings().natsReplicas),
      prepareNamespace(servers.temporalAddress, servers.temporalNamespace),
      workflowBundle(),
    ]);
    log.info({ applied }, 'schema, streams and namespace are ready');
  } finally {
    await nats.close();
    await database.close();
  }
});
