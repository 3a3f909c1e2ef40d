/** One request is followed from HTTP through Temporal to PostgreSQL and NATS, and nobody's words go along. */
import { randomBytes } from 'node:crypto';
import { startReceiver, type Receiver } from '../messaging/receiver';
import { keyOf } from '../support/gateway-with-keys';
import { lead, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

let collector: Receiver | undefined;
const world = worldForTests({
  env: async () => {
    collector = await startReceiver();
    return { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '200' };
  },
});
beforeEach(() => world().inbox.expectWhatTheLogSays());
afterAll(() => collector?.end());

interface SpanSeen {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
  readonly status: { readonly code?: number };
}
interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<SpanSeen, 'service'>[] }[];
  }[];
}

const spansOf = (traceId: string): readonly SpanSeen[] =>
  (collector?.heard ?? []).flatMap(({ body }) =>
    (JSON.parse(body) as Exported).resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      return scopeSpans.flatMap(({ spans }) =>
        spans.flatMap((span) => (span.traceId === traceId ? [{ ...span, service }] : [])),
      );
    }),
  );
const places = (spans: readonly SpanSeen[]) => new Set(spans.map(({ service, name }) => `${service}: ${name}`));

const newTrace = () => {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` };
};
let key = '';
beforeAll(async () => {
  key = await keyOf(world(), null, ['issues.report', 'issues.read', 'issues.act']);
});
const post = (path: string, body: object, traceparent?: string) =>
  fetch(`${world().stack.connections.httpUrl}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...(traceparent === undefined ? {} : { traceparent }),
    },
    body: JSON.stringify(body),
  });

it('a report is one trace, to the statement and to the delivery of its notice', async () => {
  const { traceId, spanId, traceparent } = newTrace();
  const answer = await post('/v1/issues', { ...report('calm'), text: '三单元的声控灯不亮' }, traceparent);
  expect(answer.status).toBe(201);
  const wanted = [
    'doorstep-gateway: POST /v1/issues',
    'doorstep-gateway: report',
    'doorstep-gateway: SELECT',
    'doorstep-engine: activity open',
    'doorstep-engine: append',
    'doorstep-engine: publish',
    'doorstep-notifier: process',
  ];
  await until('the spans have arrived', () => wanted.every((one) => places(spansOf(traceId)).has(one)));
  const spans = spansOf(traceId);
  // Each has its parent in the same trace, up to the caller's.
  const ids = new Set([spanId, ...spans.map((span) => span.spanId)]);
  expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined || !ids.has(parentSpanId))).toEqual([]);
  const parentOf = (name: string) =>
    spans.find((span) => span.spanId === spans.find((one) => one.name === name)?.parentSpanId)?.name;
  expect([
    parentOf('report'),
    parentOf('activity open'),
    parentOf('append'),
    parentOf('publish'),
    parentOf('process'),
  ]).toEqual(['POST /v1/issues', 'report', 'activity open', 'activity open', 'publish']);
});

it('a command is followed as well, a refused one with its code, and what nobody follows is no trace of ours', async () => {
  const { issue } = (await (await post('/v1/issues', report('calm'))).json()) as { issue: string };
  const taken = newTrace();
  const answer = await post(`/v1/issues/${issue}/acknowledge`, { by: lead }, taken.traceparent);
  expect(answer.status).toBe(200);
  await until('the step is there', () => places(spansOf(taken.traceId)).has('doorstep-engine: activity record'));
  const again = newTrace();
  expect((await post(`/v1/issues/${issue}/acknowledge`, { by: lead }, again.traceparent)).status).toBe(409);
  await until('the refusal is there', () =>
    places(spansOf(again.traceId)).has('doorstep-gateway: command acknowledge'),
  );
  const refused = spansOf(again.traceId).find(({ name }) => name === 'command acknowledge');
  expect(refused?.status.code).toBe(2);
  expect(refused?.attributes.find(({ key: name }) => name === 'error.type')?.value).toMatchObject({
    stringValue: expect.stringMatching(/^[A-Z_]+$/) as string,
  });
});

it('carries nobody’s words', () => {
  const all = collector?.heard.map(({ body }) => body).join('\n') ?? '';
  expect(all).toContain('doorstep-gateway');
  for (const words of ['声控灯', report('calm').text, key.slice(8)]) expect(all).not.toContain(words);
});

it('a collector that is away keeps nobody waiting', async () => {
  await collector?.down();
  const answer = await post('/v1/issues', report('calm'), newTrace().traceparent);
  expect(answer.status).toBe(201);
  await collector?.up();
});
