/** What Open311 answers, for its document: lists at the top, fields that are always there, and how both are called in XML. */
import { z } from 'zod';
import { SEVERITY_ATTRIBUTE, UNIT_ATTRIBUTE } from './attributes';
import { FORMATS, MEDIA_TYPES } from './format';
import { EXTENDED_STATUSES } from './status';

const date = z.iso.datetime({ offset: true }).describe('W3C form with an offset, in whole seconds.');
const text = z.string();

const items = (root: string, each: string, item: z.ZodType) =>
  z.array(item.meta({ xml: { name: each } })).meta({ xml: { name: root, wrapped: true } });

const requestId = text.describe('The id of the issue.');

const discovery = z
  .strictObject({
    changeset: text.describe('Sorts behind earlier ones; the same as long as no service changed.'),
    contact: text,
    key_service: text.describe('How a key is asked for.'),
    endpoints: items(
      'endpoints',
      'endpoint',
      z.strictObject({
        specification: text,
        url: text,
        changeset: text,
        type: z.enum(['production', 'test']),
        formats: items('formats', 'format', z.enum(FORMATS.map((format) => MEDIA_TYPES[format]))),
      }),
    ),
  })
  .meta({ xml: { name: 'discovery' } });

const services = items(
  'services',
  'service',
  z.strictObject({
    service_code: text.describe('The id of the category.'),
    service_name: text,
    description: text,
    metadata: z.boolean().describe('It has attributes.'),
    type: z.literal('realtime').describe('A report is answered with its id.'),
    keywords: text.describe('Separated by commas.'),
    group: text,
  }),
);

const definition = z
  .strictObject({
    service_code: text,
    attributes: items(
      'attributes',
      'attribute',
      z.strictObject({
        variable: z.boolean(),
        code: z.enum([UNIT_ATTRIBUTE, SEVERITY_ATTRIBUTE]),
        datatype: z.literal('singlevaluelist'),
        required: z.boolean(),
        datatype_description: text,
        order: z.int(),
        description: text,
        values: items('values', 'value', z.strictObject({ key: text, name: text })),
      }),
    ),
  })
  .meta({ xml: { name: 'service_definition' } });

const requests = items(
  'service_requests',
  'request',
  z.strictObject({
    service_request_id: requestId,
    status: z.enum(['open', 'closed']),
    status_notes: text,
    service_name: text,
    service_code: text,
    description: text.nullable().describe('Null unless whoever asks may read the issue.'),
    agency_responsible: text.nullable().describe('The role on duty, or the party that has it; nobody is named.'),
    service_notice: z.null(),
    requested_datetime: date,
    updated_datetime: date,
    expected_datetime: date.nullable().describe('When the time to handle is over.'),
    address: text.describe('The unit and those above it.'),
    address_id: text.describe('The id of the unit.'),
    zipcode: z.null(),
    lat: z.null(),
    long: z.null(),
    media_url: text.nullable().describe('Null unless whoever asks may read the issue.'),
  }),
);

const posted = items(
  'service_requests',
  'request',
  z.strictObject({
    service_request_id: requestId,
    service_notice: text,
    account_id: text.nullable().describe('The resident in whose name it is, where the sender named one.'),
  }),
);

const token = items(
  'service_requests',
  'request',
  z.strictObject({ service_request_id: requestId, token: text.describe('The same: an id stands for its token.') }),
);

const updateId = text.describe('Names a change for good.');

const updates = items(
  'service_request_updates',
  'request_update',
  z.strictObject({
    update_id: updateId,
    service_request_id: requestId,
    status: z.enum(EXTENDED_STATUSES),
    updated_datetime: date,
    description: text,
    media_url: z.null(),
  }),
);

const postedUpdate = items('service_request_updates', 'request_update', z.strictObject({ update_id: updateId }));

const errors = items(
  'errors',
  'error',
  z.strictObject({ code: z.int().describe('The status.'), description: text.describe('For people.') }),
).min(1);

/** By their names in the document. */
export const ANSWERS = {
  Discovery: discovery,
  Services: services,
  ServiceDefinition: definition,
  Requests: requests,
  PostedRequest: posted,
  Token: token,
  Updates: updates,
  PostedUpdate: postedUpdate,
  Errors: errors,
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type AnswerName = keyof typeof ANSWERS;
