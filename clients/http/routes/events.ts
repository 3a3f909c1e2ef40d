/** What happens, as it happens: server-sent events that go on where their reader left off. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { issueIdSchema, unitIdSchema } from '../../../contracts/commands';
import { rulesName } from '../../../domain';
import type { Sight } from '../../../store';
import type { Routes } from '../app';
import type { Gateway } from '../gateway';
import { principalName } from '../identity/principal';
import { malformed } from '../problem';
import { read } from '../read';
import { LogHub } from '../sse/hub';
import { placeFrom, StreamLimits, streamIssue, streamLog, type Wanted } from '../sse/streams';
import { Wire } from '../sse/wire';
import { allow, problems } from './answers';
import { anyOf } from './in-query';
import { withBelow } from './issue-query';
import { knownIssue } from './known-issue';

const MOST = { inAll: 5_000, service: 2_000, person: 20 } as const;

const DESCRIPTION =
  'Each message is a CloudEvent with ids, codes and instants, as `IssueEvent` of docs/asyncapi.json says for every type; what people said is in the timeline. A reader that comes back with `Last-Event-ID` (or `after`) gets what it missed, nothing twice. Comments come every fifteen seconds. A stream ends after half an hour, when the process stops, or when its reader is too slow: come back.';
const lastId = z.string().min(1).max(40).describe('The `id` of the last message that was seen.');
const headers = z.looseObject({ 'last-event-id': lastId.optional() });
const streamed = z.string().meta({ id: 'EventStream', description: 'Messages of text/event-stream.' });
const stream = { content: { 'text/event-stream': { schema: streamed } }, description: 'A stream of events.' };

export const eventRoutes: Routes = (app, gateway) => {
  const { database, log, stopping } = gateway;
  const hub = new LogHub({ database, log, stopping, hints: hintsOf(gateway) });
  const limits = new StreamLimits(MOST);
  const wires = new Set<Wire>();
  stopping.addEventListener('abort', () => wires.forEach((wire) => wire.end()), { once: true });
  const take = ({ principal }: FastifyRequest) =>
    limits.take(principalName(principal), principal.kind === 'service' ? MOST.service : MOST.person);
  const attend = (wire: Wire, giveBack: () => void): void => {
    wires.add(wire);
    wire.onClose(() => {
      wires.delete(wire);
      giveBack();
    });
    if (stopping.aborted) wire.end();
  };

  app.route({
    method: 'GET',
    url: '/v1/events',
    config: { operation: 'issue.follow' },
    schema: {
      tags: ['events'],
      operationId: 'followEvents',
      summary: 'Everything that happens to the issues that the caller sees',
      description: DESCRIPTION,
      headers,
      querystring: z.strictObject({
        unit: anyOf(unitIdSchema).describe('With everything below it.').optional(),
        type: anyOf(z.string().regex(/^[a-z-]{1,40}$/, 'must be a type of event, for example escalated')).optional(),
        after: lastId.optional(),
      }),
      response: { 200: stream, ...problems(400, 404) },
    },
    handler: async (request, reply) => {
      await allow(gateway, request);
      const { unit, type, after } = request.query;
      const { directory } = await gateway.place.at(Date.now());
      const units = unit === undefined ? undefined : new Set(unit.flatMap((one) => withBelow(directory, one)));
      const sight = await gateway.access.sight(request.principal);
      const last = request.headers['last-event-id'] ?? after;
      const from = await read(gateway, async (from) => {
        await hub.start();
        return last === undefined ? undefined : placeFrom(from, last);
      });
      const giveBack = take(request);
      const wire = Wire.open(request, reply);
      attend(wire, giveBack);
      await streamLog({ hub, database }, wire, from, wanted(sight, units, type)).catch((error: unknown) => {
        log.warn({ err: error, requestId: request.id }, 'a stream ended early');
        wire.end();
      });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/issues/:issue/events',
    config: { operation: 'issue.timeline' },
    schema: {
      tags: ['events'],
      operationId: 'followIssue',
      summary: 'Everything that happens to one issue, from its first event or after one',
      description: `${DESCRIPTION} The \`id\` is the number of the event.`,
      params: z.object({ issue: issueIdSchema }),
      headers,
      querystring: z.strictObject({ after: lastId.optional() }),
      response: { 200: stream, ...problems(400, 404) },
    },
    handler: async (request, reply) => {
      const state = await knownIssue(gateway, request, request.params.issue);
      const afterSeq = seqFrom(request.headers['last-event-id'] ?? request.query.after);
      await read(gateway, () => hub.start());
      const giveBack = take(request);
      const wire = Wire.open(request, reply);
      attend(wire, giveBack);
      await streamIssue({ hub, database }, wire, { id: state.id, procedure: rulesName(state.rules) }, afterSeq);
    },
  });
};

function seqFrom(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw malformed('The last event id is none of this issue.', [
    { field: 'headers.last-event-id', reason: 'must be the number of an event' },
  ]);
}

const wanted =
  (sight: Sight, units: ReadonlySet<string> | undefined, types: readonly string[] | undefined): Wanted =>
  (event) =>
    (units === undefined || units.has(event.unit)) &&
    (types === undefined || types.includes(event.recorded.event.type)) &&
    isSeen(sight, event);

/** The same as a list judges by the database. */
function isSeen({ units, person, issue, within }: Sight, event: Parameters<Wanted>[0]): boolean {
  if (within !== undefined && !within.includes(event.unit)) return false;
  if (units === 'everywhere' || units.includes(event.unit) || event.issue === issue) return true;
  return (
    person !== undefined && (person === event.reporter || person === event.assignee || event.told.includes(person))
  );
}

const AGAIN_MS = 2_000;

/** NATS tells when the log has grown; while it is away the hub looks by itself. */
const hintsOf =
  ({ doorstep }: Gateway) =>
  (grown: () => void): (() => void) => {
    const ended = new AbortController();
    const { signal } = ended;
    const listen = async (): Promise<void> => {
      while (!signal.aborted) {
        try {
          for await (const _ of doorstep.subscribe({ signal })) grown();
        } catch {
          // Nothing is missed: the log tells.
        }
        if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref());
      }
    };
    void listen();
    return () => ended.abort();
  };
