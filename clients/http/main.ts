/** The gateway: serves HTTP until it is asked to stop. Any number may run beside each other. */
import type { Logger } from 'pino';
import { findConnections, natsSeedFile } from '../../contracts/connections';
import { closeNats, connectNats, queuesState, type NatsConnection } from '../../messaging';
import { livePolicies } from '../../policies/place';
import { policiesFolder, readPolicies } from '../../policies/read';
import { openDatabase, WordReader } from '../../store';
import { runWorker, sayReady, untilAskedToStop } from '../../workers/process';
import { runServices } from '../nats-services/run';
import { connectDoorstep, masterKeysOf } from '../sdk';
import { lazy } from '../sdk/lazy';
import { buildApp } from './app';
import { openFiles } from './evidence/open';
import { openAccess } from './identity/open-access';
import { readIdentitySettings } from './identity/settings';
import { sweepAgain } from './identity/sweep-again';
import { serversOf } from './servers';
import { readHttpSettings } from './settings';

/** A caller waits for an answer: shorter than what the SDK takes by itself, and than proxies wait. */
const CALL_MS = 20_000;
const CONNECTIONS = 8;
/** Names and duties seldom change; what decides asks anew. */
const DIRECTORY_AGE_MS = 1_000;

runWorker('gateway', async (log: Logger) => {
  const settings = readHttpSettings();
  const servers = findConnections();
  const documents = policiesFolder();
  const policies = readPolicies(documents);
  const stop = new AbortController();
  const asked = untilAskedToStop();
  const database = openDatabase(servers.databaseUrl, CONNECTIONS);
  const masterKeys = masterKeysOf(process.env);
  if (masterKeys() === undefined)
    log.warn('There is no master key (DOORSTEP_MASTER_KEY): what people write is kept in clear.');
  const doorstep = await connectDoorstep({ ...servers, masterKeys, timeoutMs: CALL_MS });
  // Connected to again after a failure: the gateway serves HTTP without it.
  const nats = lazy<NatsConnection>(
    () =>
      connectNats(servers.natsUrl, 'gateway', { seedFile: natsSeedFile(servers, 'gateway'), connectWithinMs: 3_000 }),
    closeNats,
  );
  const place = livePolicies(policies, database, { maxAgeMs: DIRECTORY_AGE_MS });
  const identity = readIdentitySettings();
  const access = openAccess({ database, place, log, settings: identity });
  const files = await openFiles(settings);
  const app = await buildApp({
    doorstep,
    database,
    words: new WordReader(database, masterKeys),
    place,
    documents,
    access,
    settings,
    identity,
    files,
    servers: serversOf(database, servers),
    queues: async () => queuesState(await nats.get()),
    masterKeys,
    log,
    stopping: stop.signal,
  });
  await app.listen({ host: settings.host, port: settings.port });
  const services = runServices(app, () => nats.get(), log);
  sayReady();
  // The id tells keys apart: when it alone stands in the database, older ones can be left out.
  log.info({ host: settings.host, port: settings.port, masterKey: masterKeys()?.[0].id }, 'gateway is ready');
  const sweeping = sweepAgain({ database, settings: identity, masterKeys, log, signal: stop.signal });
  const why = await asked;
  log.info({ why }, 'gateway drains');
  stop.abort();
  const bound = new Promise<void>((resolve) => setTimeout(resolve, settings.drainMs).unref());
  // Requests over NATS are put to the app, so it closes when they are answered; no new ones of either kind come meanwhile.
  await Promise.race([services.stop().then(() => app.close()), bound]);
  await Promise.race([Promise.all([access.close(), sweeping]), bound]);
  await Promise.race([Promise.all([doorstep.close(), nats.close()]), bound]);
  files.close();
  await Promise.race([database.close(), bound]);
});
