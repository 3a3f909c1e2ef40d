/** Alive and ready, for supervisors and load balancers. */
import { z } from 'zod';
import type { Routes } from '../app';

const readiness = z
  .object({ ready: z.boolean(), servers: z.record(z.string(), z.boolean()) })
  .meta({ id: 'Readiness' });

export const healthRoutes: Routes = (app, { servers, stopping }) => {
  app.route({
    method: 'GET',
    url: '/livez',
    config: { open: true },
    schema: {
      tags: ['health'],
      summary: 'Whether the process runs',
      security: [],
      response: { 200: z.object({ alive: z.literal(true) }).meta({ id: 'Liveness' }) },
    },
    handler: async (_request, reply) => reply.header('cache-control', 'no-store').send({ alive: true }),
  });
  app.route({
    method: 'GET',
    url: '/readyz',
    config: { open: true },
    schema: {
      tags: ['health'],
      summary:
        'Whether requests can be served now: PostgreSQL, Temporal and NATS answer, and the process is not stopping',
      security: [],
      response: { 200: readiness, 503: readiness },
    },
    handler: async (_request, reply) => {
      const found = await servers();
      const ready = !stopping.aborted && Object.values(found).every(Boolean);
      return reply
        .code(ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ ready, servers: found });
    },
  });
};
