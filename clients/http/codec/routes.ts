/**
 * Temporal's protocol of remote codecs (docs/sealed-words.md): its web UI and command line send payloads here and show what
 * comes back.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Routes } from '../app';
import { decoded, DECODES, payloadSchema } from './decode';

const BODY_BYTES = 8 * 1024 * 1024;
const MOST_PAYLOADS = 5_000;
const ASKED_AGAIN_AFTER_S = 600;

const payloads = z.looseObject({ payloads: z.array(payloadSchema).max(MOST_PAYLOADS) });

export const codecRoutes: Routes = (app, gateway) => {
  const known = gateway.identity.temporalUiOrigin;
  /** Pages of the web UI, and of nobody else, may read the answer. */
  const letRead = ({ headers: { origin } }: FastifyRequest, reply: FastifyReply): void => {
    void reply.header('vary', 'Origin').header('cache-control', 'no-store');
    if (known !== undefined && origin === known)
      void reply.header('access-control-allow-origin', known).header('access-control-allow-credentials', 'true');
  };

  for (const url of ['/codec/decode', '/codec/encode'])
    app.route({
      method: 'OPTIONS',
      url,
      config: { open: true },
      schema: { hide: true },
      handler: (request, reply) => {
        letRead(request, reply);
        return reply
          .code(204)
          .header('access-control-allow-methods', 'POST')
          .header('access-control-allow-headers', 'authorization, content-type, x-namespace')
          .header('access-control-max-age', String(ASKED_AGAIN_AFTER_S))
          .send();
      },
    });

  app.route({
    method: 'POST',
    url: '/codec/decode',
    bodyLimit: BODY_BYTES,
    config: { operation: DECODES, forTemporalUi: true },
    schema: { hide: true, body: payloads },
    handler: async (request, reply) => {
      letRead(request, reply);
      return { payloads: await decoded(gateway, request.principal, request.body.payloads) };
    },
  });

  // What is typed there goes on as it is: a payload does not say which issue it is for, and so with which key to seal it.
  app.route({
    method: 'POST',
    url: '/codec/encode',
    bodyLimit: BODY_BYTES,
    config: { open: true },
    schema: { hide: true, body: payloads },
    handler: async (request, reply) => {
      letRead(request, reply);
      return { payloads: request.body.payloads };
    },
  });
};
