/** The document of the interface: in step with the routes, whole, and as tidy as a generator of clients needs it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../../../clients/http/openapi-file';
import { packageRoot } from '../../../contracts/package-root';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: object }>>;
}
const text = readFileSync(join(packageRoot(), 'docs', 'openapi.json'), 'utf8');
const document = JSON.parse(text) as {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
);

test('docs/openapi.json is in step with the routes (`npm run docs` writes it)', async () => {
  expect(JSON.parse(JSON.stringify(await openApiDocument()))).toStrictEqual(JSON.parse(text));
});

test('every reference leads somewhere, and no schema is left over or there twice', () => {
  const names = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
  expect([...names].sort()).toStrictEqual(Object.keys(document.components.schemas).sort());
  expect([...names].filter((name) => /Input$|[^A-Za-z0-9]/.test(name ?? ''))).toStrictEqual([]);
});

test.each(operations)('%s says what it is for and how it may end', (_name, operation) => {
  expect(operation.operationId).toMatch(/^[a-z][A-Za-z0-9]+$/);
  expect(operation.summary ?? '').not.toBe('');
  expect(operation.tags).toHaveLength(1);
  const responses = Object.entries(operation.responses);
  expect(responses.some(([status]) => Number(status) < 300)).toBe(true);
  // Whatever comes too slowly or with too much before its body.
  expect(responses.map(([status]) => status)).toEqual(expect.arrayContaining(['408', '431']));
  for (const [status, { description = '', content = {} }] of responses) {
    expect([status, description === '' || description === 'Default Response']).toStrictEqual([status, false]);
    if (Number(status) >= 400 && status !== '503')
      expect([status, Object.keys(content)]).toStrictEqual([status, ['application/problem+json']]);
  }
});

test('no two operations have one name', () => {
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toStrictEqual([]);
});
