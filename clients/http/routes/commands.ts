/** Every command as a route of its own, made from the schemas that all edges share. */
import { z } from 'zod';
import {
  commandSchemas,
  type evidenceSchema,
  issueIdSchema,
  personIdSchema,
  type Payload,
} from '../../../contracts/commands';
import { instantMs } from '../../../contracts/values';
import type { Receipt } from '../../../contracts/workflow';
import { COMMAND_NAMES, type CommandName, type IssueId, type PersonId } from '../../../domain';
import type { CommandOptions } from '../../sdk';
import type { App, Routes } from '../app';
import { etagOf, ifMatch, seqOf } from '../etag';
import type { Gateway } from '../gateway';
import { idempotencyKey, scopedKey } from '../keys';
import { problems } from './answers';
import { commandWords } from './command-words';
import { knownIssue } from './known-issue';
import { checkNamedFiles } from './named-files';
import { receiptSchema, receiptView } from './receipt';

const meta = {
  by: personIdSchema
    .exactOptional()
    .describe('Who acts: whoever has signed in. Only a service that acts for people names somebody.'),
  occurredAtMs: instantMs
    .exactOptional()
    .describe('When it happened, if earlier than now: after the issue was opened, in milliseconds since 1970.'),
};
const headers = z.looseObject({
  'idempotency-key': idempotencyKey.optional(),
  'if-match': ifMatch
    .describe('The `ETag` that the decision rests on; refused with 412 when the issue has moved on.')
    .optional(),
});

/** Without `by`, which the principal is. */
const bodyOf = (name: CommandName) =>
  // Each schema is of its own type; what they have in common is that they are objects with `by`.
  (commandSchemas[name] as unknown as z.ZodObject<{ by: z.ZodType }>)
    .omit({ by: true })
    .extend(meta)
    .meta({ id: `${schemaName(name)}Command`, examples: [commandWords[name].example] });

/** `call-back` is CallBack. */
const schemaName = (name: CommandName): string =>
  name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());

type Send = (issue: IssueId, payload: Payload<CommandName>, options: CommandOptions) => Promise<Receipt>;

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
      body: bodyOf(name),
      response: { 200: receiptSchema, ...problems(400, 404, 409, 412, 413, 415, 504) },
    },
    // A command that says nothing but its name needs no body.
    preValidation: async (request) => {
      request.body ??= {};
    },
    handler: async (request, reply) => {
      const { by, occurredAtMs, ...said } = request.body as Readonly<Record<string, unknown>> & Said;
      const { principal } = request;
      const actor = gateway.access.actor(principal, by);
      const state = await knownIssue(gateway, request, request.params.issue, actor);
      await checkNamedFiles(gateway, state.id, said.evidence);
      const key = request.headers['idempotency-key'];
      const ifSeq = seqOf(request.headers['if-match']);
      const receipt = await (gateway.doorstep[name] as unknown as Send)(
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

interface Said {
  readonly evidence?: z.infer<typeof evidenceSchema>;
  readonly by?: PersonId;
  readonly occurredAtMs?: number;
}
