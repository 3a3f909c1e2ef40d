/** What is kept of a guest, for whoever has the tracking code. */
import { personalDataSchema } from '../../../contracts/personal-data';
import { isGuest } from '../../../domain';
import type { Routes } from '../app';
import { problems } from '../routes/answers';
import { ownReport } from './own-report';

export const guestDataRoutes: Routes = (app, gateway) => {
  app.route({
    method: 'GET',
    url: '/v1/reports/tracked/personal-data',
    config: { operation: 'issue.personal-data' },
    schema: {
      tags: ['reports'],
      summary: 'Everything that is kept of a guest, by the tracking code',
      description:
        'Addresses are shown only as far as their owner recognises them, for a code may be passed on. Of somebody of the ' +
        'directory it is refused (403), whose code opens this one report and nothing else: they sign in. Each reading is ' +
        'in the access log, and in the next answer.',
      security: [{ tracking: [] }],
      response: { 200: personalDataSchema, ...problems(404) },
    },
    handler: async (request, reply) => {
      const { report } = await ownReport(gateway, request);
      // The table gives nobody of the directory away to a code; the refusal is written down.
      if (!isGuest(report.reporter))
        await gateway.access.authorize(request.principal, 'personal.read', { person: report.reporter });
      const data = await gateway.doorstep.people.personalData(report.reporter, {
        keys: gateway.masterKeys(),
        masks: true,
      });
      return reply.header('cache-control', 'no-store').send(data);
    },
  });
};
