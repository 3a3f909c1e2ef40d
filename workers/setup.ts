/** One-shot: brings the schema, the directory, the streams and the namespace to what this code expects. Safe to run again at any time. */
import { findConnections, natsSeedFile } from '../contracts/connections';
import { DoorstepError } from '../contracts/errors';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { connectNats, ensureStreams } from '../messaging';
import { storedDocument } from '../policies/directory/files';
import { checkDirectory, writtenCommunity } from '../policies/place';
import { policiesFolder, readPolicies } from '../policies/read';
import { prepareNamespace } from '../stack/temporal/namespace';
import { ensureMasterKeys, migrate, openDatabase, readDirectory, seedDirectory, type Database } from '../store';
import { workflowBundle } from './bundle';
import { runWorker } from './process';
import { readSettings } from './settings';

/** An index over a large log takes minutes. */
const MIGRATED_WITHIN_MS = 3_600_000;

runWorker('setup', async (log) => {
  const servers = findConnections();
  readPolicies();
  // There before anybody writes a word. Without a data folder of its own the key comes from whoever runs the installation.
  const { DOORSTEP_DATA: data } = process.env;
  if (data) ensureMasterKeys(process.env, data);
  const database = openDatabase(servers.databaseUrl, 1, { answerWithinMs: MIGRATED_WITHIN_MS });
  const nats = await connectNats(servers.natsUrl, 'setup', { seedFile: natsSeedFile(servers, 'setup') });
  try {
    const applied = await migrate(database);
    await prepareDirectory(database, log);
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

/** The store gets its directory once, and decides from then on; what the documents on disk say otherwise is said aloud. */
async function prepareDirectory(database: Database, log: Logger): Promise<void> {
  const { version, isNew, differs } = await seedDirectory(database, writtenCommunity(), 'setup');
  if (isNew) log.info({ version }, 'the directory is made from community.yaml');
  if (!differs) return;
  const file = join(policiesFolder(), 'community.yaml');
  log.warn(
    `The directory in the store (version ${version}) decides; ${file} says something else and does not count. ` +
      `To see what it would change: \`doorstep directory import ${file} --dry-run\`; without --dry-run it counts.`,
  );
  const stored = await readDirectory(database);
  if (stored === undefined) return;
  try {
    checkDirectory(storedDocument(stored.document));
  } catch (error) {
    if (!(error instanceof DoorstepError)) throw error;
    log.warn(`The directory in the store does not go with the documents on disk. ${error.message}`);
  }
}
