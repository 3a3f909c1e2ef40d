/** The notifier: relays what was not published, delivers notices to inboxes, records receipts. Any number may run beside each other. */
import type { Logger } from 'pino';
import { findConnections } from '../contracts/connections';
import { closeNats } from '../messaging';
import { livePolicies } from '../policies/place';
import { readPolicies } from '../policies/read';
import { openDatabase } from '../store';
import { connectForEver, keepStreams } from './connect-nats';
import { renderWith } from './notifier/render';
import { runNotifier } from './notifier/run';
import { runWorker, sayReady, untilAskedToStop } from './process';
import { readSettings } from './settings';

/** Names and languages seldom change; whoever is not known yet is looked for at once. */
const DIRECTORY_AGE_MS = 1_000;

runWorker('notifier', async (log: Logger) => {
  const settings = readSettings();
  const servers = findConnections();
  const documents = readPolicies();
  const stop = new AbortController();
  const asked = untilAskedToStop().then((why) => {
    log.info({ why }, 'notifier drains');
    stop.abort();
  });
  const nats = await connectForEver(servers, 'notifier', log, stop.signal);
  if (nats === undefined) return;
  const database = openDatabase(servers.databaseUrl, 4);
  const render = renderWith(livePolicies(documents, database, { maxAgeMs: DIRECTORY_AGE_MS }), log);
  const onReady = () => {
    sayReady();
    log.info('notifier is ready');
  };
  const running = runNotifier({
    nats,
    database,
    render,
    log,
    signal: stop.signal,
    onReady,
    keepStreams: () => keepStreams(servers, settings.natsReplicas),
  });
  await asked;
  const bound = new Promise<void>((resolve) => setTimeout(resolve, settings.drainMs).unref());
  await Promise.race([running, bound]);
  await closeNats(nats);
  await Promise.race([database.close(), bound]);
});
