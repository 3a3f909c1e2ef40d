/** The notifier: relays what was not published, delivers notices to inboxes and beyond, records receipts. Any number may run beside each other. */
import type { Logger } from 'pino';
import { findConnections } from '../contracts/connections';
import { closeNats } from '../messaging';
import { livePolicies } from '../policies/place';
import { readPolicies } from '../policies/read';
import { readRetention, type Retention } from '../policies/retention';
import { publicUrl } from '../contracts/public-url';
import { masterKeysOf, openDatabase } from '../store';
import { closeChannels, openChannels } from './channels';
import { connectForEver, keepStreams } from './connect-nats';
import { actionsFrom } from './notifier/actions-of';
import { channelsOf } from './notifier/channels-of';
import { mannersOf } from './notifier/manners';
import { quietHours } from './notifier/quiet-hours';
import { renderGatheredWith, renderWith, writeCodeWith } from './notifier/render';
import { runNotifier, type NotifierOptions } from './notifier/run';
import { runWorker, sayReady, untilAskedToStop } from './process';
import { readSettings } from './settings';

/** Names and languages seldom change; whoever is not known yet is looked for at once. */
const DIRECTORY_AGE_MS = 1_000;

const DAY_MS = 86_400_000;
/** Where nothing is said of it: long enough for a yearly review. */
const DELIVERIES_KEPT_DAYS = 400;

/** The setting goes before the document; deliveries that are kept for good have no days. */
function keptFor(
  days: number | undefined,
  retention: Retention | null,
): Pick<NotifierOptions, 'deliveriesKeptDays' | 'keptFor'> {
  const written = retention === null ? DELIVERIES_KEPT_DAYS : retention.deliveries && retention.deliveries / DAY_MS;
  const kept = days ?? written;
  return {
    ...(kept === null ? {} : { deliveriesKeptDays: kept }),
    ...(retention === null ? {} : { keptFor: retention }),
  };
}

runWorker('notifier', async (log: Logger) => {
  const settings = readSettings();
  const servers = findConnections();
  const documents = readPolicies();
  const retention = readRetention();
  const senders = openChannels(process.env);
  const reachedAt = publicUrl(process.env);
  const masterKeys = masterKeysOf(process.env);
  const stop = new AbortController();
  const asked = untilAskedToStop().then((why) => {
    log.info({ why }, 'notifier drains');
    stop.abort();
  });
  const nats = await connectForEver(servers, 'notifier', log, stop.signal);
  if (nats === undefined) return;
  const database = openDatabase(servers.databaseUrl, 6);
  const place = livePolicies(documents, database, { maxAgeMs: DIRECTORY_AGE_MS });
  const render = renderWith(place, log);
  const beyond = {
    senders,
    channelsOf: channelsOf(() => place.at(Date.now()), new Set(senders.keys())),
    quietUntil: quietHours(() => place.at(Date.now())),
    manners: mannersOf(() => place.at(Date.now())),
    renderGathered: renderGatheredWith(place, log),
    writeCode: writeCodeWith(place, log),
    masterKeys,
    ...(reachedAt === undefined
      ? {}
      : {
          actionsOf: actionsFrom({ publicUrl: reachedAt, database, masterKeys, policies: () => place.at(Date.now()) }),
        }),
  };
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
    beyond,
    ...keptFor(settings.deliveriesKeptDays, retention),
    guestContactsKeptDays: settings.guestContactsKeptDays,
    onReady,
    keepStreams: () => keepStreams(servers, settings.natsReplicas),
  });
  await asked;
  const bound = new Promise<void>((resolve) => setTimeout(resolve, settings.drainMs).unref());
  await Promise.race([running, bound]);
  await closeChannels(senders);
  await closeNats(nats);
  await Promise.race([database.close(), bound]);
});
