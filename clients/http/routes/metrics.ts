/** For monitoring: Prometheus text. Labels are names of routes, stages, channels and streams: never an id. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { metricsText } from '../../../messaging';
import { gauges, type Gauges } from '../../../store';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import { allow, problems } from './answers';

/** Asked by several monitors, or too often, the database is asked once. */
const KEPT_MS = 5_000;
const BUCKETS_S = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

export const metricsRoutes: Routes = (app, gateway) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'doorstep_gateway_' });
  const took = new Histogram({
    name: 'doorstep_http_request_duration_seconds',
    help: 'How long requests took, by the pattern of their route. Streams count when they end.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_S,
    registers: [registry],
  });
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    took.observe({ method, route: routeOptions.url ?? 'unknown', status: String(statusCode) }, elapsedTime / 1_000);
  });
  const state = stateMetrics(gateway, registry);

  app.route({
    method: 'GET',
    url: '/metrics',
    config: { operation: 'metrics.read' },
    schema: {
      tags: ['health'],
      summary:
        'Metrics in the text format of Prometheus: this process, requests, issues, outbox, channels, NATS queues',
      produces: ['text/plain'],
      response: { 200: z.string().describe('text/plain; version=0.0.4'), ...problems() },
    },
    handler: async (request, reply) => {
      await allow(gateway, request);
      const ofNats = await state();
      return reply
        .header('cache-control', 'no-store')
        .type(registry.contentType)
        .serializer((text: unknown) => String(text))
        .send(`${await registry.metrics()}\n${ofNats}`);
    },
  });
};

/**
 * What the servers hold, read when somebody asks; what NATS holds is given as text. What can't be read is missing, and counted,
 * so that an alarm can hang on it.
 */
function stateMetrics({ database, queues, log }: Gateway, registry: Registry): () => Promise<string> {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `doorstep_${name}`, help, labelNames, registers: [registry] });
  const issues = gauge('issues', 'Issues by stage.', ['stage']);
  const overdue = gauge('issues_overdue', 'Issues whose next deadline is over and of which nothing has come yet.');
  const outbox = gauge('outbox_entries', 'Decisions that are not known to be published.');
  const outboxAge = gauge('outbox_oldest_age_seconds', 'How old the oldest of them is.');
  const waiting = gauge('deliveries_queued', 'Notices to be sent beyond the inbox.', ['channel']);
  const waitingAge = gauge('deliveries_oldest_age_seconds', 'How old the oldest of them is.', ['channel']);
  const dead = gauge('dead_letters', 'Notices that reached nobody beyond the inbox.');
  const removed = gauge('retention_removed', 'Issues whose words, and files that, were removed by their age, ever.', [
    'category',
  ]);
  const failures = new Counter({
    name: 'doorstep_metrics_failures_total',
    help: 'How often a server could not be asked for its metrics.',
    labelNames: ['server'],
    registers: [registry],
  });
  const attempt = async (server: string, all: readonly Gauge[], read: () => Promise<void>): Promise<void> => {
    try {
      await read();
    } catch (error) {
      // A figure of yesterday would look like one of today.
      for (const one of all) one.reset();
      failures.inc({ server });
      log.warn({ err: error, server }, 'metrics can’t be read');
    }
  };
  const ofDatabase = (found: Gauges): void => {
    for (const one of [issues, waiting, waitingAge]) one.reset();
    for (const { stage, count } of found.issues) issues.set({ stage }, count);
    for (const { channel, count, oldestAgeMs } of found.deliveries) {
      waiting.set({ channel }, count);
      waitingAge.set({ channel }, oldestAgeMs / 1_000);
    }
    overdue.set(found.overdue);
    outbox.set(found.outbox.count);
    outboxAge.set(found.outbox.oldestAgeMs / 1_000);
    dead.set(found.deadLetters);
    for (const { category, count } of found.removed) removed.set({ category }, count);
  };
  const fresh = async (): Promise<string> => {
    let ofNats = '';
    await Promise.all([
      attempt('postgres', [issues, overdue, outbox, outboxAge, waiting, waitingAge, dead, removed], async () =>
        ofDatabase(await gauges(database)),
      ),
      attempt('nats', [], async () => void (ofNats = metricsText(await queues()))),
    ]);
    return ofNats;
  };
  let last: { readonly atMs: number; readonly text: Promise<string> } | undefined;
  return () => {
    if (last === undefined || Date.now() - last.atMs > KEPT_MS) last = { atMs: Date.now(), text: fresh() };
    return last.text;
  };
}
