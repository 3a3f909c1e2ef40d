/** Every command as a route of its own, made from the schemas that all edges share. */
import { z } from 'zod';
import { issueIdSchema } from '../../../contracts/commands';
import { COMMAND_NAMES, type CommandName } from '../../../domain';
import type { App, Routes } from '../app';
import { etagOf, ifMatch, seqOf } from '../etag';
import type { Gateway } from '../gateway';
import { idempotencyKey, scopedKey } from '../keys';
import { problems } from './answers';
import { commandBodies, callOf, schemaName, type Said } from './command-bodies';
import { commandWords } from './command-words';
import { knownIssue } from './known-issue';
import { checkNamedFiles } from './named-files';
import { receiptSchema, receiptView } from './receipt';

const headers = z.looseObject({
  'idempotency-key': idempotencyKey.optional(),
  'if-match': ifMatch
    .describe('The `ETag` that the decision rests on; refused with 412 when the issue has moved on.')
    .optional(),
});

export const commandRoutes: Routes = (app, gateway) => {
  for (const name of COMMAND_NAMES) commandRoute(app, gateway, name);
};

function commandRoute(app: App, gateway: Gateway, name: CommandName): void {
  const operation = `issue.command.${name}` as const;
  app.route({
    method: 'POST',
    url: `/v1/issues/:issue/${name}`,
    config: { operation },
    schema: {
      tags: ['commands'],
      operationId: `${schemaName(name).charAt(0).toLowerCase()}${schemaName(name).slice(1)}`,
      summary: commandWords[name].summary,
      description:
        'Answers once its events are stored; the `ETag` is the number of the last of them. 409 with the code of the rule that refuses it, and `allowed` with what is possible instead; 403 when the rules want somebody else.',
      params: z.object({ issue: issueIdSchema }),
      headers,
      body: commandBodies[name],
      response: { 200: receiptSchema, ...problems(400, 404, 409, 412, 413, 415, 504) },
    },
    // A command that says nothing but its name needs no body.
    preValidation: async (request) => {
      request.body ??= {};
    },
    handler: async (request, reply) => {
      const { by, occurredAtMs, ...said } = request.body as Said;
      const { principal } = request;
      const actor = gateway.access.actor(principal, by);
      const state = await knownIssue(gateway, request, request.params.issue, { actor });
      await checkNamedFiles(gateway, state.id, said.evidence);
      const key = request.headers['idempotency-key'];
      const ifSeq = seqOf(request.headers['if-match']);
      const receipt = await callOf(gateway.doorstep, name)(
        state.id,
        { ...said, by: actor },
        {
          ...(key === undefined ? {} : { commandId: scopedKey(principal, state.id, key) }),
          ...(ifSeq === undefined ? {} : { ifSeq }),
          ...(occurredAtMs === undefined ? {} : { occurredAtMs }),
        },
      );
      return reply.header('etag', etagOf(receipt.seq)).send(receiptView(receipt));
    },
  });
}
