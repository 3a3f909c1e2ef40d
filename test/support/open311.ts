/** Open311 as a test speaks it: requests in both formats, and what its answers hold. */
import { convert } from 'xmlbuilder2';
import { issueId, type IssueId } from '../../clients/sdk';
import { children } from './fixmystreet';
import { keyOf, startGateway } from './gateway-with-keys';
import type { World } from './world';

export const FORMATS = ['xml', 'json'] as const;
export type Format = (typeof FORMATS)[number];
export const TYPES = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' } as const;
export const OPENED = ['lead-1 tier-called', 'resident-1 report-received'];
export const REPORT = { api_key: 'good', service_code: 'calm', 'attribute[unit]': 'east-1' };

type Fields = Readonly<Record<string, string>>;
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  /** The elements of the root, whatever the format. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

const ENV = { DOORSTEP_OPEN311_REPORTER: 'resident-1', DOORSTEP_OPEN311_LANG: 'en' };

/**
 * The gateway and its client for the tests of one file. `good` is the key of the person in whose name Open311 reports,
 * `trusted` that of a program that acts for others; `reporting` may report and nothing else.
 */
export function open311ForTests(world: () => World) {
  let running: Awaited<ReturnType<typeof startGateway>> | undefined;
  let turn = 0;
  let keys: Readonly<Record<string, string>> = {};
  const keyed = (name: string): string => keys[name] ?? name;
  beforeAll(async () => {
    Object.assign(process.env, ENV);
    running = await startGateway(world());
    const all = ['issues.report', 'issues.act', 'issues.read'] as const;
    keys = {
      good: await keyOf(world(), 'resident-1', all),
      trusted: await keyOf(world(), null, all),
      reporting: await keyOf(world(), 'resident-1', ['issues.report']),
    };
  });
  afterAll(async () => {
    await running?.app.close();
    for (const name of Object.keys(ENV)) delete process.env[name];
  });
  const base = (): string => `${running?.url}/open311`;
  const url = (path: string): string => `${base()}/v2/${path}`;
  const get = async (path: string, format: Format, root = 'service_requests', each = 'request'): Promise<Answer> =>
    answerOf(await fetch(url(path.replace(/(?<=api_key=)\w+/, keyed))), format, root, each);
  const post = async (
    fields: Fields,
    format: Format = 'json',
    path = 'requests',
    [root, each]: readonly [string, string] = ['service_requests', 'request'],
  ): Promise<Answer> => {
    const body = new URLSearchParams(
      Object.entries(fields).map(([name, value]): [string, string] => [
        name,
        name === 'api_key' ? keyed(value) : value,
      ]),
    );
    return answerOf(await fetch(url(`${path}.${format}`), { method: 'POST', body }), format, root, each);
  };
  /** A report that was not made before, and its issue. */
  const reported = async (more: Fields = {}): Promise<IssueId> => {
    const { status, items } = await post({ ...REPORT, description: `No light ${(turn += 1)}`, ...more });
    expect(status).toBe(200);
    return idOf(items);
  };
  return { base, url, get, post, reported, keyed };
}

export const idOf = (items: Answer['items']): IssueId => issueId(String(items[0]?.['service_request_id']));

export async function answerOf(response: Response, format: Format, root: string, each: string): Promise<Answer> {
  const body = await response.text();
  const items = (
    format === 'json' ? JSON.parse(body) : children(convert(body, { format: 'object' }) as object as never, root, each)
  ) as Answer['items'];
  return { status: response.status, type: response.headers.get('content-type'), body, items };
}

/** What an error looks like: the status, and a list of codes with descriptions. */
export function expectErrors(
  { status, type, items }: Answer,
  format: Format,
  expected: number,
  ...words: readonly string[]
): void {
  expect(status).toBe(expected);
  expect(type).toBe(TYPES[format]);
  expect(items.length).toBeGreaterThan(0);
  for (const item of items) {
    expect(Object.keys(item)).toStrictEqual(['code', 'description']);
    expect(String(item['code'])).toBe(String(expected));
    expect(String(item['description'])).not.toBe('');
  }
  const said = items.map((item) => String(item['description'])).join('\n');
  for (const word of words) expect(said).toContain(word);
}
