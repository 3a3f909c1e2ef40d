/** The document of Open311: in step with its routes, and true of what the specification says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS } from '../../../clients/http/open311/answers';
import { open311Document } from '../../../clients/http/open311/openapi';
import { packageRoot } from '../../../contracts/package-root';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly object[];
  readonly requestBody?: { readonly content: object };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
      }
    >
  >;
}
const text = readFileSync(join(packageRoot(), 'docs', 'open311.json'), 'utf8');
const document = JSON.parse(text) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly type: string; readonly xml: { readonly name: string } }>>;
  };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
);

test('docs/open311.json is in step with the operations (`npm run docs` writes it)', () => {
  expect(JSON.parse(JSON.stringify(open311Document()))).toStrictEqual(JSON.parse(text));
});

test('it has every operation of GeoReport v2 and both of the updates, each in both formats', () => {
  const both = (method: string, path: string): readonly string[] =>
    ['json', 'xml'].map((format) => `${method} /open311/${path}.${format}`);
  expect(operations.map(([name]) => name).sort()).toStrictEqual(
    [
      ...both('GET', 'discovery'),
      ...both('GET', 'v2/services'),
      ...both('GET', 'v2/services/{service_code}'),
      ...both('GET', 'v2/requests'),
      ...both('POST', 'v2/requests'),
      ...both('GET', 'v2/requests/{service_request_id}'),
      ...both('GET', 'v2/tokens/{token_id}'),
      ...both('GET', 'v2/servicerequestupdates'),
      ...both('POST', 'v2/servicerequestupdates'),
    ].sort(),
  );
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(operations)(
  '%s answers in its format only, with a list of errors for the statuses of the specification',
  (name, operation) => {
    const type = name.endsWith('.xml') ? 'text/xml' : 'application/json';
    expect(operation.summary).not.toBe('');
    const { responses } = operation;
    expect(Object.keys(responses)).toStrictEqual(expect.arrayContaining(['200', '400', '404', '408', '431', '503']));
    // Without a key nothing is sent, and reading is for everybody.
    expect(operation.security).toStrictEqual(
      name.startsWith('POST') ? [{ bearer: [] }] : '403' in responses ? [{}, { api_key: [] }, { bearer: [] }] : [],
    );
    expect(Object.keys(operation.requestBody?.content ?? {})).toStrictEqual(
      name.startsWith('POST') ? ['application/x-www-form-urlencoded'] : [],
    );
    for (const [status, { content }] of Object.entries(responses)) {
      // Then it is not known yet in which format to say so.
      const isBefore = status === '408' || status === '431';
      expect([status, Object.keys(content)]).toStrictEqual([status, [isBefore ? 'application/problem+json' : type]]);
      if (status !== '200' && !isBefore) expect(content[type]?.schema.$ref).toBe('#/components/schemas/Errors');
    }
  },
);

test('lists stand at the top, roots are called as in the specification', () => {
  const { schemas } = document.components;
  expect(
    Object.fromEntries(Object.entries(schemas).map(([name, { type, xml }]) => [name, `${type} ${xml.name}`])),
  ).toStrictEqual({
    Discovery: 'object discovery',
    Services: 'array services',
    ServiceDefinition: 'object service_definition',
    Requests: 'array service_requests',
    PostedRequest: 'array service_requests',
    Token: 'array service_requests',
    Updates: 'array service_request_updates',
    PostedUpdate: 'array service_request_updates',
    Errors: 'array errors',
  });
  expect(Object.keys(ANSWERS)).toStrictEqual(Object.keys(schemas));
});
