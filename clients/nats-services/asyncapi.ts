/** The AsyncAPI 3 document, made from the table of services, the schemas of the routes and the schema of events. */
import { ALL, QUEUE } from '../../messaging';
import { fieldsOf, reachable, SCHEMA, schemaIn, schemasOf, type Fields, type Json } from '../http/openapi-schemas';
import { eventSchemas } from './event-schemas';
import { SERVICES, type Service } from './table';

const DESCRIPTION = `Services report, command and read over NATS as over HTTP, with the same schemas, rights, errors and idempotency, and hear what happens.

A request has a body in JSON and the headers \`authorization\` and, for what changes something, \`idempotency-key\`; the answer has the header \`status\`, and from 400 on a problem (RFC 9457) as its body. A request without an answer may be sent again under the same key, and counts once.
Events are CloudEvents in the stream EVENTS: ids, codes and instants, and nobody's own words.`;

/** @param openapi the document of the same routes */
export function asyncApiOf(openapi: object): object {
  const http = JSON.parse(JSON.stringify(openapi)) as Fields;
  const schemas = schemasOf(http);
  const named = SERVICES.map((service) => ({
    service,
    name: nameOf(service),
    operation: fieldsOf(fieldsOf(fieldsOf(http['paths'])[service.path])[service.method.toLowerCase()]),
  }));
  const channels = named.flatMap(({ service, name, operation }) => channelsOf(service, name, operation, schemas));
  const operations = named.map(({ name, operation }) => [name, operationOf(name, operation)] as const);
  const made: Fields = {
    asyncapi: '3.0.0',
    info: {
      title: 'Doorstep over NATS',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      nats: {
        host: '{address}',
        protocol: 'nats',
        description: 'Sign in with the key of the NATS user `service` and its own prefix for answers.',
        variables: { address: { default: '127.0.0.1:4222' } },
      },
    },
    channels: { ...Object.fromEntries(channels), events: EVENTS },
    operations: {
      ...Object.fromEntries(operations),
      publishEvent: { action: 'send', channel: ref('channels', 'events'), summary: 'What happened to an issue' },
    },
  };
  return {
    ...made,
    components: {
      messageTraits: { request: REQUEST, answer: ANSWER },
      schemas: both(needed(made, schemas), eventSchemas()),
    },
  };
}

/** `doorstep.svc.issue.command.call-back` is issueCommandCallBack. */
const nameOf = ({ subject }: Service): string =>
  subject.slice(ALL.services.length - 1).replace(/[.-]([a-z])/g, (_all, letter: string) => letter.toUpperCase());

const ref = (...path: readonly string[]): Fields => ({ $ref: `#/${path.join('/')}` });

function channelsOf(
  { subject }: Service,
  name: string,
  operation: Fields,
  schemas: Fields,
): readonly (readonly [string, Fields])[] {
  const payload = requestSchema(operation, schemas);
  const request = {
    title: textOf(operation['summary']),
    traits: [ref('components', 'messageTraits', 'request')],
    payload,
  };
  return [
    [name, { address: subject, messages: { request } }],
    [
      `${name}Answer`,
      { address: null, description: 'The reply subject of the request.', messages: answersOf(operation) },
    ],
  ];
}

function operationOf(name: string, operation: Fields): Fields {
  return {
    action: 'receive',
    channel: ref('channels', name),
    summary: operation['summary'] ?? '',
    // What is not passed on is not spoken of.
    ...(operation['description'] === undefined
      ? {}
      : { description: textOf(operation['description']).replace(/; `If-None-Match`[^.]*\./, '.') }),
    security: [
      { type: 'http', scheme: 'bearer', description: 'An API key or a token, in the header `authorization`.' },
    ],
    bindings: { nats: { queue: QUEUE.services, bindingVersion: '0.1.0' } },
    messages: [ref('channels', name, 'messages', 'request')],
    reply: { channel: ref('channels', `${name}Answer`) },
  };
}

const NOTHING: Fields = { type: 'object', description: 'Nothing is asked.', additionalProperties: false };

/** What HTTP has in the address stands in the body beside the rest. */
function requestSchema(operation: Fields, schemas: Fields): Fields {
  const parameters = listOf(operation['parameters']).filter(({ in: where }) => where === 'path' || where === 'query');
  const sent = schemaIn(operation['requestBody']);
  const body = resolved(sent, schemas);
  if (parameters.length === 0) return operation['requestBody'] === undefined ? NOTHING : sent;
  const properties = parameters.map((one) => [textOf(one['name']), parameterSchema(one)] as const);
  const required = parameters.filter((one) => one['required'] === true).map((one) => textOf(one['name']));
  const { examples: _withoutIssue, ...rest } = body;
  return {
    ...rest,
    type: 'object',
    properties: { ...Object.fromEntries(properties), ...fieldsOf(body['properties'] ?? {}) },
    required: [...required, ...((body['required'] as readonly string[] | undefined) ?? [])],
    additionalProperties: false,
  };
}

function parameterSchema({ schema = {}, description }: Fields): Fields {
  const isFlag = JSON.stringify(fieldsOf(schema)['enum']) === '["true","false"]';
  return {
    ...(isFlag ? { type: 'boolean' } : fieldsOf(schema)),
    ...(description === undefined ? {} : { description }),
  };
}

function answersOf(operation: Fields): Fields {
  const [, response = {}] =
    Object.entries(fieldsOf(operation['responses'] ?? {})).find(([status]) => Number(status) < 300) ?? [];
  const traits = [ref('components', 'messageTraits', 'answer')];
  return {
    answer: { title: 'Done', traits, payload: schemaIn(response) },
    problem: {
      title: 'Refused or failed',
      contentType: 'application/problem+json',
      traits,
      payload: ref('components', 'schemas', 'Problem'),
    },
  };
}

function resolved(schema: Fields, schemas: Fields): Fields {
  const { $ref } = schema;
  return typeof $ref === 'string' ? fieldsOf(schemas[$ref.slice(SCHEMA.length)] ?? {}) : schema;
}

/** The schemas of which the document speaks, and those of which these speak, by name. */
function needed(document: Json, schemas: Fields): Fields {
  const names = [...reachable(document, schemas)].filter((name) => schemas[name] !== undefined);
  return Object.fromEntries(names.sort().map((name) => [name, schemas[name]]));
}

/** One schema of a name. */
function both(some: Fields, others: Fields): Fields {
  const twice = Object.keys(some).filter((name) => name in others);
  if (twice.length > 0) throw new Error(`Two schemas are called ${twice.join(', ')}.`);
  return { ...some, ...others };
}

const text = (description: string, more: Fields = {}): Fields => ({ type: 'string', description, ...more });

const REQUEST: Fields = {
  headers: {
    type: 'object',
    properties: {
      authorization: text('`Bearer` and an API key, or a token of the identity provider.'),
      'idempotency-key': text('Names the request for good, among those of this caller and over HTTP as well.', {
        maxLength: 255,
      }),
      traceparent: text('W3C Trace Context: whoever follows the request.'),
      'if-match': text('The number of the last event of the issue on which the decision rests, or its ETag.'),
    },
    required: ['authorization'],
  },
};
const ANSWER: Fields = {
  headers: {
    type: 'object',
    properties: {
      status: text('As over HTTP: 200, 201, 409, …', { pattern: '^[2-5]\\d\\d$' }),
      etag: text('The number of the last event that this answer knows, in quotation marks.'),
      'retry-after': text('Seconds after which to come back, of 429, 503 and 504.'),
      'x-request-id': text('Names this request in the log of the gateway.'),
    },
    required: ['status'],
  },
};
const EVENTS: Fields = {
  address: 'doorstep.event.{unit}.{issue}',
  description:
    'Kept in the JetStream stream EVENTS, at least once each: `id` names an event, `seq` orders it in its issue.',
  parameters: { unit: { description: 'Where it was reported.' }, issue: { description: 'Whose event it is.' } },
  messages: {
    event: { contentType: 'application/cloudevents+json', payload: ref('components', 'schemas', 'IssueEvent') },
  },
};

const listOf = (value: Json | undefined): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
