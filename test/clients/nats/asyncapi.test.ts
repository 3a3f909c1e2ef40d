/** The document of the services: in step with the table and the routes, and whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument } from '../../../clients/nats-services/asyncapi-file';
import { SERVICES } from '../../../clients/nats-services/table';
import { packageRoot } from '../../../contracts/package-root';
import { COMMAND_NAMES } from '../../../domain';

const text = readFileSync(join(packageRoot(), 'docs', 'asyncapi.json'), 'utf8');
type Node = Readonly<Record<string, unknown>>;
const document = JSON.parse(text) as {
  readonly channels: Readonly<
    Record<string, { readonly address: string | null; readonly messages: Readonly<Record<string, { payload: Node }>> }>
  >;
  readonly operations: Readonly<Record<string, { readonly summary: string; readonly action: string }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Node>> };
};

test('docs/asyncapi.json is in step with the table and the routes (`npm run docs` writes it)', async () => {
  expect(JSON.parse(JSON.stringify(await asyncApiDocument()))).toStrictEqual(JSON.parse(text));
});

test('every reference leads somewhere, and no schema is left over', () => {
  const references = [...text.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path = '']) => path);
  const lost = references.filter(
    (path) => path.split('/').reduce<unknown>((at, key) => (at as Node | undefined)?.[key], document) === undefined,
  );
  expect(lost).toStrictEqual([]);
  const named = references.flatMap((path) => /^components\/schemas\/(.+)$/.exec(path)?.[1] ?? []);
  expect([...new Set(named)].sort()).toStrictEqual(Object.keys(document.components.schemas).sort());
});

test('every service and every command has a channel with a request, an answer and a summary', () => {
  const addresses = Object.values(document.channels).map(({ address }) => address);
  expect(SERVICES.filter(({ subject }) => !addresses.includes(subject))).toStrictEqual([]);
  expect(COMMAND_NAMES.filter((name) => !addresses.includes(`doorstep.svc.issue.command.${name}`))).toStrictEqual([]);
  for (const [name, { summary }] of Object.entries(document.operations)) expect([name, summary]).not.toContain('');
  for (const [name, { messages }] of Object.entries(document.channels))
    for (const { payload } of Object.values(messages))
      expect([name, Object.keys(payload).length > 0]).toStrictEqual([name, true]);
});

test('what HTTP has in the address is a field of the body', () => {
  const request = (channel: string) => document.channels[channel]?.messages['request']?.payload;
  expect(request('issueCommandHandle')).toMatchObject({
    properties: { issue: { type: 'string' }, note: { type: 'string' } },
    required: expect.arrayContaining(['issue', 'note']) as unknown,
  });
  expect(request('issueList')).toMatchObject({ properties: { open: { type: 'boolean' }, limit: { type: 'integer' } } });
});
