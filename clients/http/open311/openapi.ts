/** Open311 as an OpenAPI 3.1 document, made of the operations that are served and of the schemas of what they take and say. */
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { SCHEMA, type Fields, type Json } from '../openapi-schemas';
import { beforeAnyRoute, passes } from '../problem';
import { ANSWERS } from './answers';
import { FORMATS, MEDIA_TYPES, type Format } from './format';
import { OPERATIONS, type Operation, type OperationName } from './operations';

export const OPEN311_DOCUMENT_PATH = '/open311/openapi.json';

const DESCRIPTION = `[GeoReport v2](https://wiki.open311.org/GeoReport_v2/) with the service request updates of FixMyStreet, in XML and JSON.

Both formats say the same. In XML a list is an element whose children have one name, null is an empty element, and there are no attributes. An empty parameter counts as absent, and one that is not listed here is ignored. Errors are a list at the top.`;

/** Why an operation ends in another way than it was meant to. */
const ERRORS: Readonly<Record<number, string>> = {
  400: 'What is wrong with the request, all mistakes at once.',
  403: 'The key is missing, wrong, or not allowed to do this.',
  404: 'What is named does not exist: the jurisdiction, a service, a request, a token.',
  429: 'Too many requests.',
  500: 'Something went wrong here.',
  503: 'A server that this needs is away; the same request may be sent again.',
  504: 'No answer in time; the same request may be sent again.',
};

/** The schema of a problem is in the document of the other interface. */
const BEFORE_ANY_ROUTE = beforeAnyRoute({});

const SECURITY: Readonly<Record<Operation['key'], Json>> = {
  none: [],
  read: [{}, { api_key: [] }, { bearer: [] }],
  needed: [{ bearer: [] }],
};

export function open311Document(): Fields {
  const paths: Fields = {};
  for (const [name, operation] of Object.entries(OPERATIONS) as [OperationName, Operation][])
    for (const format of FORMATS) {
      const path = `${operation.path.replace(/:(\w+)/g, '{$1}')}.${format}`;
      const known = paths[path] as Fields | undefined;
      paths[path] = { ...known, [operation.method.toLowerCase()]: describedIn(format, name, operation) };
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Doorstep over Open311',
      version: '2',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(ANSWERS).map(([name, schema]) => [name, jsonSchema(schema)])),
      securitySchemes: {
        api_key: { type: 'apiKey', in: 'query', name: 'api_key', description: 'An API key of the gateway.' },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The same key in a header; a form may carry it as `api_key`.',
        },
      },
    },
  };
}

function describedIn(
  format: Format,
  name: OperationName,
  { method, path, fields, key, summary, answer }: Operation,
): Fields {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, parameter = '']) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = method === 'GET' ? parametersOf(fields) : [];
  const parameters = [...inPath, ...inQuery];
  const content = (schema: string): Json => ({ [MEDIA_TYPES[format]]: { schema: { $ref: `${SCHEMA}${schema}` } } });
  const errors = Object.entries(ERRORS).filter(([status]) => key !== 'none' || status !== '403');
  return {
    operationId: `${name}${format === 'xml' ? 'Xml' : 'Json'}`,
    tags: [format],
    summary,
    security: SECURITY[key],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(method === 'POST' ? { requestBody: formOf(fields) } : {}),
    responses: {
      200: { description: STATUS_CODES[200] ?? '', content: content(answer) },
      ...Object.fromEntries(
        errors.map(([status, description]) => [
          status,
          { description, ...(passes(Number(status)) ? RETRY_AFTER : {}), content: content('Errors') },
        ]),
      ),
      ...BEFORE_ANY_ROUTE,
    },
  };
}

const RETRY_AFTER: Fields = {
  headers: { 'Retry-After': { description: 'Seconds after which to come back.', schema: { type: 'string' } } },
};

const formOf = (fields: z.ZodObject): Fields => ({
  required: true,
  content: { 'application/x-www-form-urlencoded': { schema: jsonSchema(fields) } },
});

function parametersOf(fields: z.ZodObject): readonly Fields[] {
  const { properties = {} } = jsonSchema(fields) as { readonly properties?: Readonly<Record<string, Fields>> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

/** Without what only a schema that stands by itself needs, and without patterns that say what a format has said. */
function jsonSchema(schema: z.ZodType): Fields {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema: one }) => {
      if (one.format !== undefined) delete one.pattern;
    },
  });
  delete made.$schema;
  return made as unknown as Fields;
}
