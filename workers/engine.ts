/** The engine: runs the workflows of issues and their activities. Any number may run beside each other. */
import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities';
import { findConnections, natsSeedFile } from '../contracts/connections';
import { traceparent } from '../contracts/tracing';
import { TASK_QUEUE } from '../contracts/workflow';
import { createPublisher, type Publisher } from '../messaging';
import { livePolicies } from '../policies/place';
import { readPolicies } from '../policies/read';
import { openDatabase } from '../store';
import { versionOf, workflowBundle } from './bundle';
import { connectForEver } from './connect-nats';
import { openFrontDesk } from './engine/front-desk';
import { inMainThread } from './engine/main-thread';
import type { Running } from './engine/running';
import { watchNotTold } from './engine/not-told';
import { spreadSafetyNet } from './engine/safety-net';
import { stalledLately, watchMainThread } from './engine/watchdog';
import { watchDuty } from './engine/watch-duty';
import { runWorker, sayReady, untilAskedToStop } from './process';
import { readSettings } from './settings';
import { temporalLogger } from './temporal-logger';

runWorker('engine', async (log: Logger) => {
  const settings = readSettings();
  const servers = findConnections();
  const documents = readPolicies();
  Runtime.install({ logger: temporalLogger(log) });
  const [codePath, connection] = await Promise.all([
    workflowBundle(),
    NativeConnection.connect({ address: servers.temporalAddress }),
  ]);
  const database = openDatabase(servers.databaseUrl);
  const place = livePolicies(documents, database, {
    onStale: (err, standing) => log.warn({ err, ...standing }, 'goes by the directory as it was known last'),
  });
  const careful = stalledLately();
  // Deciding needs no NATS: while it is away everything stays in the outbox, and the relay sends it.
  const giveUp = new AbortController();
  let publisher: Publisher | undefined;
  let frontDesk: Running | undefined;
  const activities = createActivities({
    database,
    policies: (nowMs) => place.at(nowMs),
    timeScale: settings.timeScale,
    ...(settings.timeOrigin === undefined ? {} : { timeOrigin: settings.timeOrigin }),
    publish: (issue, step, recordedAtMs) => publisher?.enqueue({ issue, step, recordedAtMs, trace: traceparent() }),
  });
  const namespace = servers.temporalNamespace;
  const publishing = connectForEver(servers, 'engine', log, giveUp.signal).then((nats) => {
    if (nats === undefined) return undefined;
    publisher = createPublisher({ nats, database, log });
    // Whoever may ask there is believed, so that it has to be sure who that is.
    if (natsSeedFile(servers, 'engine') !== undefined)
      frontDesk = openFrontDesk({ nats, activities, connection, namespace, log });
    return nats;
  });
  publishing.catch((error: unknown) => log.error({ err: error }, 'nothing is published from here'));
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath },
    // Stands twice in the history with every task; the SDK's own name of the same code is six times as long.
    buildId: versionOf(codePath),
    activities,
    ...inMainThread(careful),
    maxCachedWorkflows: settings.cachedIssues,
    // A worker that died must not hold an issue: whoever is there takes over after this.
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownGraceTime: settings.drainMs,
    shutdownForceTime: settings.drainMs * 2,
  });
  const running = worker.run();
  const safetyNet = spreadSafetyNet(database, connection, namespace, place, log);
  const notTold = watchNotTold(database, connection, namespace, log);
  // In scaled time a day of the directory is a day still, and nobody plays weeks of it.
  const ahead = settings.timeScale === 1 ? settings.coverageDays : 0;
  const duty = watchDuty(database, connection, namespace, place, ahead, log);
  watchMainThread();
  sayReady();
  log.info({ procedures: documents.procedures.length, timeScale: settings.timeScale, careful }, 'engine is ready');
  void untilAskedToStop().then((why) => {
    log.info({ why }, 'engine drains');
    if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  try {
    await running;
  } finally {
    await Promise.all([safetyNet.stop(), notTold.stop(), duty.stop()]);
    giveUp.abort();
    const nats = await publishing.catch(() => undefined);
    await Promise.race([frontDesk?.stop(), pause(settings.drainMs, undefined, { ref: false })]);
    await publisher?.drain(settings.drainMs);
    await nats?.drain().catch(() => undefined);
    await database.close();
    await connection.close();
  }
});
