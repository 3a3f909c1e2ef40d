/** Makes of the document that is generated from the routes one that people and generators of clients like to read. */
import { STATUS_CODES } from 'node:http';
import { fieldsOf, reachable, REF, SCHEMA, schemaIn, schemasOf, type Fields, type Json } from './openapi-schemas';
import { beforeAnyRoute, passes } from './problem';

interface Document {
  readonly paths?: Readonly<Record<string, unknown>>;
  readonly components?: object;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const BEFORE_ANY_ROUTE = beforeAnyRoute({ schema: { $ref: `${SCHEMA}Problem` } });

const TAGS: Readonly<Record<string, string>> = {
  issues: 'Reporting, reading and finding issues.',
  commands: 'What people do with an issue.',
  bulk: 'The same for many issues at once.',
  history: 'What happened, why an issue stands where it stands, and the proof.',
  events: 'What happens, as it happens.',
  reports: 'Reports without an account, and what their reporters may do with the tracking code.',
  evidence: 'Files that prove something.',
  notices: 'Who was told, by which channel, and what reached nobody.',
  place: 'Units, people, roles and categories.',
  directory: 'Who is responsible where, and how that changes.',
  duty: 'Who is on duty, and where nobody will be.',
  procedures: 'The rules of the place.',
  calendars: 'Working time, holidays and deadlines.',
  session: 'Signing in with an account.',
  health: 'Whether this gateway runs, and what it has done.',
};

export function tidy<D extends Document>(document: D): D {
  const made = JSON.parse(JSON.stringify(document)) as Fields;
  for (const [path, operations] of Object.entries(fieldsOf(made['paths'])))
    for (const method of METHODS) {
      const operation = fieldsOf(operations)[method];
      if (operation !== undefined) tidyOperation(fieldsOf(operation), method, path);
    }
  const named = nameSchemas(made);
  const used = new Set(Object.values(fieldsOf(named['paths'])).flatMap(tagsOf));
  named['tags'] = [...used].sort().map((name) => ({ name, ...(TAGS[name] ? { description: TAGS[name] } : {}) }));
  return named as unknown as D;
}

const tagsOf = (operations: Json): readonly string[] =>
  Object.values(fieldsOf(operations)).flatMap(
    (operation) => (fieldsOf(operation)['tags'] as string[] | undefined) ?? [],
  );

function tidyOperation(operation: Fields, method: string, path: string): void {
  operation['operationId'] ??= [method, ...path.split('/')]
    .join('-')
    .replace(/^([a-z]+)--v1/, '$1')
    .replace(/[^A-Za-z0-9]+([A-Za-z0-9]?)/g, (_all, letter: string) => letter.toUpperCase());
  for (const parameter of (operation['parameters'] as Json[] | undefined) ?? []) sayHowListed(fieldsOf(parameter));
  operation['responses'] = { ...fieldsOf(operation['responses']), ...BEFORE_ANY_ROUTE };
  for (const [status, response] of Object.entries(fieldsOf(operation['responses'])))
    tidyResponse(fieldsOf(response), Number(status));
}

/** `a,b,c`, not `a` and `b` each with the name before it. */
function sayHowListed(parameter: Fields): void {
  if (parameter['in'] !== 'query' || fieldsOf(parameter['schema'])['type'] !== 'array') return;
  parameter['style'] = 'form';
  parameter['explode'] = false;
}

function tidyResponse(response: Fields, status: number): void {
  if (response['description'] === 'Default Response') response['description'] = STATUS_CODES[status] ?? 'An answer.';
  const content = fieldsOf(response['content']);
  // A route that answers with files lists their types for its errors too.
  const schema = fieldsOf(content['application/json'] ?? Object.values(content)[0])['schema'];
  const ref = fieldsOf(schema)['$ref'];
  if (status === 204 || status === 304) delete response['content'];
  else if (status >= 400 && ref === `${SCHEMA}Problem`)
    response['content'] = { 'application/problem+json': { schema: schema ?? {} } };
  const headers = headersOf(status, typeof ref === 'string' ? ref.slice(SCHEMA.length) : '');
  if (Object.keys(headers).length > 0) response['headers'] = { ...headers, ...fieldsOf(response['headers']) };
}

const header = (description: string): Fields => ({ description, schema: { type: 'string' } });

function headersOf(status: number, schema: string): Fields {
  const versioned = ['Issue', 'Receipt', 'Timeline', 'Explanation'].includes(schema) || status === 304;
  return {
    ...(versioned ? { ETag: header('The number of the last event that this answer knows, in quotation marks.') } : {}),
    ...(status === 201 && schema === 'Receipt' ? { Location: header('Where the issue is read.') } : {}),
    ...(passes(status) ? { 'Retry-After': header('Seconds after which to come back.') } : {}),
    ...(status === 401 ? { 'WWW-Authenticate': header('How to sign in.') } : {}),
  };
}

/** One schema of each name: what is sent and what is answered are the same unless they differ. */
function nameSchemas(document: Fields): Fields {
  const schemas = schemasOf(document);
  const used = reachable(document['paths'], schemas);
  const renamed = new Map<string, string>();
  for (const name of Object.keys(schemas)) {
    const sent = schemas[`${name}Input`];
    if (sent === undefined) continue;
    const isSame = JSON.stringify(sent).replaceAll('Input"', '"') === JSON.stringify(schemas[name]);
    if (used.has(name) && used.has(`${name}Input`) && !isSame) continue;
    if (!used.has(name)) schemas[name] = sent;
    renamed.set(`${name}Input`, name);
  }
  const made = JSON.parse(
    JSON.stringify(document).replaceAll(REF, (_all, name: string) => `"${SCHEMA}${renamed.get(name) ?? name}"`),
  ) as Fields;
  const left = reachable(made['paths'], schemasOf(made));
  for (const name of Object.keys(schemasOf(made))) if (!left.has(name)) delete schemasOf(made)[name];
  for (const operations of Object.values(fieldsOf(made['paths'])))
    for (const operation of Object.values(fieldsOf(operations))) sayWhetherNeeded(made, fieldsOf(operation));
  return made;
}

/** A body of which every field may be left out may be left out as a whole. */
function sayWhetherNeeded(document: Fields, operation: Fields): void {
  const body = fieldsOf(operation['requestBody']);
  const ref = schemaIn(body)['$ref'];
  if (typeof ref !== 'string') return;
  const { required, oneOf } = fieldsOf(schemasOf(document)[ref.slice(SCHEMA.length)]);
  // Which of them it is it has to say.
  if (oneOf !== undefined) return;
  if (!Array.isArray(required) || required.length === 0) body['required'] = false;
}
