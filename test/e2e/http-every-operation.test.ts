/** Every operation of the OpenAPI document is tried once: it answers with a status, a type and headers that the document names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../clients/http/app';
import { packageRoot } from '../../contracts/package-root';
import { EventStream } from '../support/event-stream';
import { gatewayOn } from '../support/gateway';
import { namedByHeader } from '../support/http-client';
import { lead, report } from '../support/people';
import { worldForTests } from '../support/world';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: object; readonly headers?: Readonly<Record<string, unknown>> }>
  >;
}
const document = JSON.parse(readFileSync(join(packageRoot(), 'docs', 'openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly examples?: readonly object[] }>> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let app: App;
let url: string;
beforeAll(async () => {
  app = await gatewayOn(world(), { access: namedByHeader });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

/** What an operation is asked with, where the example of its body is not what this place takes. */
const BODIES: Readonly<Record<string, object>> = {
  reportIssue: report('calm'),
};
const isStream = (operation: Operation): boolean =>
  Object.keys(operation.responses['200']?.content ?? {}).includes('text/event-stream');

it.each(operations.map((one) => [one.operation.operationId, one] as const))(
  '%s',
  async (_id, { path, method, operation }) => {
    const { issue } = await world().doorstep.report(report('calm'));
    const values: Readonly<Record<string, string>> = {
      issue,
      person: lead,
      calendar: 'cn-office',
      procedure: 'calm@1',
    };
    const address = path.replace(/\{([a-z]+)\}/gi, (_all, name: string) => values[name] ?? 'none');
    if (isStream(operation)) {
      const stream = await EventStream.open(`${url}${address}`);
      return stream.close();
    }
    const ref = operation.requestBody?.content['application/json']?.schema.$ref ?? '';
    const example = document.components.schemas[ref.split('/').at(-1) ?? '']?.examples?.[0];
    const bulk = { command: 'acknowledge', issues: [issue], payload: { by: lead } };
    const body =
      (path.startsWith('/v1/bulk') ? bulk : BODIES[operation.operationId]) ??
      (path.includes('{issue}') ? { ...example, by: lead } : example);
    const answer = await fetch(`${url}${address}`, {
      method,
      ...(operation.requestBody === undefined
        ? {}
        : {
            headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
            body: JSON.stringify(body ?? {}),
          }),
    });
    const text = await answer.text();
    const described = operation.responses[String(answer.status)];
    expect([operation.operationId, answer.status, described !== undefined, text]).toStrictEqual([
      operation.operationId,
      answer.status,
      true,
      text,
    ]);
    expect(answer.status).toBeLessThan(500);
    const type = answer.headers.get('content-type')?.split(';')[0];
    if (text !== '') expect(Object.keys(described?.content ?? {})).toContain(type);
    for (const header of Object.keys(described?.headers ?? {}))
      expect([header, answer.headers.has(header)]).toStrictEqual([header, true]);
  },
);
