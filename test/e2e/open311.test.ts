/** GeoReport v2 as its specification has it, on the real stack: both formats, every operation, every error. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from 'xmlbuilder2';
import { packageRoot } from '../../contracts/package-root';
import { readPolicies } from '../../policies/read';
import { children } from '../support/fixmystreet';
import { answerOf, expectErrors, FORMATS, idOf, open311ForTests, OPENED, REPORT, TYPES } from '../support/open311';
import { worldForTests } from '../support/world';

const world = worldForTests();
const { base, url, get, post, reported } = open311ForTests(world);
const W3C = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

describe.each(FORMATS)('in %s', (format) => {
  it('the discovery document names this endpoint, its specification and both formats', async () => {
    const response = await fetch(`${base()}/discovery.${format}`);
    expect(response.headers.get('content-type')).toBe(TYPES[format]);
    const body = await response.text();
    const known = (
      format === 'json' ? JSON.parse(body) : (convert(body, { format: 'object' }) as { discovery: object }).discovery
    ) as Record<string, unknown>;
    expect(Object.keys(known)).toStrictEqual(['changeset', 'contact', 'key_service', 'endpoints']);
    const [endpoint] =
      format === 'json' ? (known['endpoints'] as Record<string, unknown>[]) : children(known, 'endpoints', 'endpoint');
    expect(endpoint).toMatchObject({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url: url('').replace(/\/$/, ''),
      type: 'production',
    });
    expect(body).toContain('text/xml');
    expect(body).toContain('application/json');
  });

  it('the services are the categories, each in real time and with attributes', async () => {
    const { status, type, items } = await get(`services.${format}`, format, 'services', 'service');
    expect([status, type]).toStrictEqual([200, TYPES[format]]);
    const categories = readPolicies(join(world().folder, 'policies')).community.categories.map(({ id }) => id);
    expect(items.map((item) => item['service_code'])).toStrictEqual(categories);
    for (const item of items) {
      expect(Object.keys(item)).toStrictEqual([
        'service_code',
        'service_name',
        'description',
        'metadata',
        'type',
        'keywords',
        'group',
      ]);
      expect([String(item['metadata']), item['type']]).toStrictEqual(['true', 'realtime']);
    }
  });

  it('a service definition lists where matters can lie, each place with its key and name', async () => {
    const response = await fetch(url(`services/calm.${format}`));
    const body = await response.text();
    const known = (
      format === 'json'
        ? JSON.parse(body)
        : (convert(body, { format: 'object' }) as { service_definition: object }).service_definition
    ) as Record<string, unknown>;
    expect(known['service_code']).toBe('calm');
    const attributes = (format === 'json' ? known['attributes'] : children(known, 'attributes', 'attribute')) as Record<
      string,
      unknown
    >[];
    expect(
      attributes.map(({ code, order, required, datatype }) => [code, String(order), String(required), datatype]),
    ).toStrictEqual([
      ['unit', '1', 'true', 'singlevaluelist'],
      ['severity', '2', 'false', 'singlevaluelist'],
    ]);
    const values = (
      format === 'json' ? attributes[0]?.['values'] : children(attributes[0] ?? {}, 'values', 'value')
    ) as object[];
    expect(values).toContainEqual({ key: 'east-1', name: 'East 1' });
  });

  it('a report is answered with its id, and is read again by it', async () => {
    const posted = await post({ ...REPORT, description: `The lamp & the <door> ${format}` }, format);
    expect([posted.status, posted.type]).toStrictEqual([200, TYPES[format]]);
    expect(Object.keys(posted.items[0] ?? {})).toStrictEqual(['service_request_id', 'service_notice', 'account_id']);
    const id = idOf(posted.items);
    const read = await get(`requests/${id}.${format}?api_key=good`, format);
    expect([read.status, read.type, read.items.length]).toStrictEqual([200, TYPES[format], 1]);
    expect(Object.keys(read.items[0] ?? {})).toStrictEqual([
      'service_request_id',
      'status',
      'status_notes',
      'service_name',
      'service_code',
      'description',
      'agency_responsible',
      'service_notice',
      'requested_datetime',
      'updated_datetime',
      'expected_datetime',
      'address',
      'address_id',
      'zipcode',
      'lat',
      'long',
      'media_url',
    ]);
    expect(read.items[0]).toMatchObject({
      service_request_id: id,
      status: 'open',
      service_code: 'calm',
      description: format === 'xml' ? 'The lamp &amp; the &lt;door&gt; xml' : 'The lamp & the <door> json',
      agency_responsible: 'building lead, East 1',
      requested_datetime: expect.stringMatching(W3C) as unknown,
      updated_datetime: expect.stringMatching(W3C) as unknown,
      expected_datetime: expect.stringMatching(W3C) as unknown,
      address: 'East 1, East, Town',
      address_id: 'east-1',
    });
    const token = await get(`tokens/${id}.${format}`, format);
    expect(token.items).toStrictEqual([{ service_request_id: id, token: id }]);
    world().expectNotices(id, ...OPENED);
  });

  it('what people wrote is shown to whoever may read issues, and to nobody else', async () => {
    const id = await reported({ media_url: 'https://pictures.example.org/1.jpg' });
    const [open] = (await get(`requests/${id}.${format}`, format)).items;
    const nothing = format === 'json' ? null : {};
    expect([open?.['description'], open?.['media_url']]).toStrictEqual([nothing, nothing]);
    const [known] = (await get(`requests/${id}.${format}?api_key=good`, format)).items;
    expect(known?.['media_url']).toBe('https://pictures.example.org/1.jpg');
    world().expectNotices(id, ...OPENED, 'lead-1 commented');
  });

  it.each([
    ['services', '?jurisdiction_id=elsewhere', 404, 'jurisdiction_id'],
    ['services/dragons', '', 404, 'service_code'],
    ['services/calm', '?jurisdiction_id=elsewhere', 404, 'jurisdiction_id'],
    ['requests', '?jurisdiction_id=elsewhere', 404, 'jurisdiction_id'],
    ['requests', '?start_date=yesterday', 400, 'start_date'],
    ['requests', '?start_date=2026-01-01T00:00:00', 400, 'start_date'],
    ['requests', '?end_date=2026-02-30T00:00:00Z', 400, 'end_date'],
    ['requests', '?start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:01Z', 400, '90 days'],
    ['requests', '?start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z', 400, 'later'],
    ['requests', '?status=ajar', 400, 'status'],
    ['requests', '?page=0', 400, 'page'],
    ['requests', '?page_size=1001', 400, 'page_size'],
    ['requests', '?api_key=bad', 403, 'api_key'],
    ['requests/i-nobody', '', 404, 'service_request_id'],
    ['tokens/nothing', '', 404, 'token'],
    ['servicerequestupdates', '?start_date=never', 400, 'start_date'],
    ['servicerequestupdates', '?api_key=bad', 403, 'api_key'],
    ['dragons', '', 404, 'no GET'],
  ])('GET %s%s is refused with %i', async (path, query, status, word) => {
    expectErrors(await get(`${path}.${format}${query}`, format, 'errors', 'error'), format, status, word);
  });

  it.each<[string, Record<string, string>, number, ...string[]]>([
    ['without a key', { api_key: '' }, 403, 'api_key'],
    ['with a wrong key', { api_key: 'bad' }, 403, 'api_key'],
    ['without a service', { service_code: '' }, 400, 'service_code'],
    ['with an unknown service', { service_code: 'dragons' }, 404, 'service_code'],
    ['for elsewhere', { jurisdiction_id: 'elsewhere' }, 404, 'jurisdiction_id'],
    ['without a place', { 'attribute[unit]': '' }, 400, 'attribute[unit]', 'address_id'],
    ['with coordinates alone', { 'attribute[unit]': '', lat: '37.7', long: '-122.4' }, 400, 'attribute[unit]'],
    ['with half a place', { lat: '37.7' }, 400, 'lat and long'],
    ['with an impossible place', { lat: '97.7', long: '12' }, 400, 'lat and long'],
    ['with an unknown place', { 'attribute[unit]': 'atlantis-9' }, 400, 'attribute[unit]'],
    ['with an unknown address', { 'attribute[unit]': '', address_id: 'atlantis-9' }, 400, 'address_id'],
    ['with an unknown severity', { 'attribute[severity]': 'dire' }, 400, 'attribute[severity]'],
    ['with too long a text', { description: 'x'.repeat(4_001) }, 400, 'description'],
    ['with a link that is none', { media_url: 'javascript:alert(1)' }, 400, 'media_url'],
    [
      'with several mistakes at once',
      { 'attribute[unit]': '', media_url: 'no', 'attribute[severity]': 'dire' },
      400,
      'attribute[unit]',
      'media_url',
      'attribute[severity]',
    ],
  ])('a report %s is refused', async (_what, wrong, status, ...words) => {
    expectErrors(
      await post({ ...REPORT, ...wrong }, format, 'requests', ['errors', 'error']),
      format,
      status,
      ...words,
    );
  });

  it('a body that is no form is refused', async () => {
    for (const [type, body] of [
      ['application/json', JSON.stringify(REPORT)],
      ['text/plain', 'x'],
      ['application/x-www-form-urlencoded', `description=${'x'.repeat(200_000)}`],
    ] as const) {
      const response = await fetch(url(`requests.${format}`), {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      expectErrors(await answerOf(response, format, 'errors', 'error'), format, 400);
    }
  });

  it('another method is told which there are, whatever it carries, and a name longer than any names nothing', async () => {
    for (const [path, method, allow] of [
      ['requests', 'PUT', 'GET, HEAD, POST'],
      ['requests/i-1', 'DELETE', 'GET, HEAD'],
      ['services', 'POST', 'GET, HEAD'],
    ] as const) {
      const response = await fetch(url(`${path}.${format}`), {
        method,
        headers: { 'content-type': 'application/json' },
        body: '{',
      });
      expect(response.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allow);
      expectErrors(await answerOf(response, format, 'errors', 'error'), format, 405);
    }
    const long = await fetch(url(`services/${'x'.repeat(300)}.${format}`));
    expectErrors(await answerOf(long, format, 'errors', 'error'), format, 404);
    const broken = await fetch(url(`services/%zz.${format}`));
    expectErrors(await answerOf(broken, format, 'errors', 'error'), format, 400);
  });
});

it('its document is served', async () => {
  const response = await fetch(`${base()}/openapi.json`);
  expect(response.status).toBe(200);
  const text = readFileSync(join(packageRoot(), 'docs', 'open311.json'), 'utf8');
  expect(await response.json()).toStrictEqual(JSON.parse(text));
});
