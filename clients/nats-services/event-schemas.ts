/** Published events in the AsyncAPI document: the envelope that all have, and the data of each type. */
import { z } from 'zod';
import { EVENT_SCHEMAS, NAMED } from '../../contracts/event-schemas';
import { eventTypeName, type EventType } from '../../domain';
import { cloudEventSchema } from '../../messaging';
import { fieldsOf, SCHEMA, type Fields } from '../http/openapi-schemas';

const TYPES = Object.keys(EVENT_SCHEMAS) as readonly EventType[];
const ref = (name: string): Fields => ({ $ref: `${SCHEMA}${name}` });
/** `approval-lapsed` is ApprovalLapsed. */
const nameOf = (type: EventType): string =>
  `-${type}`.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/** By name: IssueEvent, which is one of all others, and whatever these speak of. Objects may get further fields. */
export function eventSchemas(): Fields {
  const { properties = {}, ...envelope } = plain(z.toJSONSchema(cloudEventSchema, OPTIONS));
  const known: Fields = { type: 'string', enum: TYPES.map(eventTypeName) };
  return {
    IssueEvent: {
      description: 'A CloudEvent (1.0, structured mode) of an issue; `type` says what happened, and what `data` holds.',
      type: 'object',
      discriminator: 'type',
      properties: { type: known },
      required: ['type'],
      oneOf: TYPES.map((type) => ref(`${nameOf(type)}Event`)),
    },
    CloudEvent: { ...envelope, properties: { ...fieldsOf(properties), type: known } },
    ...Object.fromEntries(TYPES.map((type) => [`${nameOf(type)}Event`, eventOf(type)])),
    ...dataSchemas(),
  };
}

const eventOf = (type: EventType): Fields => ({
  allOf: [
    ref('CloudEvent'),
    {
      type: 'object',
      properties: { type: { type: 'string', const: eventTypeName(type) }, data: ref(`${nameOf(type)}Data`) },
      required: ['type', 'data'],
    },
  ],
});

/** AsyncAPI builds on JSON Schema draft 7. As `input`, an object is open: readers ignore fields that they do not know. */
const OPTIONS = { target: 'draft-7', io: 'input' } as const;

function dataSchemas(): Fields {
  const all = z.registry<{ id: string }>();
  for (const [id, schema] of NAMED) all.add(schema, { id });
  for (const type of TYPES) all.add(EVENT_SCHEMAS[type], { id: `${nameOf(type)}Data` });
  const { schemas } = z.toJSONSchema(all, { ...OPTIONS, uri: (id) => `${SCHEMA}${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, plain(schema)]));
}

function plain(schema: object): Fields {
  const { $schema: _form, $id: _name, ...rest } = JSON.parse(JSON.stringify(schema)) as Fields;
  return rest;
}
