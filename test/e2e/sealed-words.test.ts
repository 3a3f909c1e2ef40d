/** Temporal's web UI asks the gateway for what people wrote; and another master key takes over from the first. */
import { randomBytes } from 'node:crypto';
import type { IssueId } from '../../clients/sdk';
import { erasedMark, listAccess, rewrapWordKeys, searchIssues, WordReader } from '../../store';
import { historyOf, PLACE } from '../support/canary';
import { destroyWordKey } from '../support/destroy-words';
import { Door } from '../support/identity';
import { lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
const UI = 'https://temporal.example.org';
const WORDS = '门牌四零二 nobody at home';
let door: Door;
let asLead: Record<string, string>;
beforeAll(async () => {
  door = await Door.open(world(), { TEMPORAL_UI_URL: `${UI}/namespaces` });
  asLead = await door.key({ scopes: ['issues.read'], person: lead });
});
afterAll(() => door.close());

interface Payload {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly data?: string;
}

const asPayload = (value: unknown, encoding = 'json/plain'): Payload => ({
  metadata: { encoding: Buffer.from(encoding).toString('base64') },
  data: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64'),
});
const textOf = ({ data = '' }: Payload): string => Buffer.from(data, 'base64').toString('utf8');

/** Every payload of its history. */
async function payloadsOf(issue: IssueId): Promise<readonly Payload[]> {
  const found: Payload[] = [];
  JSON.stringify(await historyOf(world(), issue), (_field, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'metadata' in value && 'data' in value)
      found.push(value as Payload);
    return value;
  });
  return found;
}

async function decode(headers: Record<string, string>, payloads: readonly Payload[]) {
  const { status, body, headers: told } = await door.ask('POST', '/codec/decode', headers, { payloads });
  return { status, body, told, payloads: (body['payloads'] ?? []) as readonly Payload[] };
}

async function reported(): Promise<IssueId> {
  const { doorstep } = world();
  const { issue } = await doorstep.report({ ...report('calm', WORDS), location: PLACE });
  await doorstep.comment(issue, { by: lead, text: WORDS, evidence: [] });
  return issue;
}
const operationsOn = async (issue: IssueId) =>
  (await listAccess(world().database, { limit: 1_000 }))
    .filter(({ subject, operation }) => subject === `issue:${issue}` && operation === 'issue.decode')
    .map(({ who, outcome }) => `${who} ${outcome}`);

it('whoever may read the issue reads its history there, and it is written down that they did', async () => {
  const issue = await reported();
  const payloads = await payloadsOf(issue);
  expect(payloads.map(textOf).join()).not.toContain(WORDS);
  const answer = await decode(asLead, payloads);
  expect(answer.status).toBe(200);
  const texts = answer.payloads.map(textOf);
  expect(texts.length).toBe(payloads.length);
  expect(texts.join().split(WORDS).length - 1).toBeGreaterThanOrEqual(2);
  expect(texts.join()).not.toContain('sealed:1:');
  expect(texts.join()).toContain(`"location":${JSON.stringify(PLACE)}`);
  expect(await operationsOn(issue)).toStrictEqual([`person:${lead} read`]);
});

it('who may not read it gets it as it is, and strangers get nothing', async () => {
  const issue = await reported();
  const payloads = await payloadsOf(issue);
  const others = await door.key({ scopes: ['issues.read'], person: 'resident-2' });
  const answer = await decode(others, payloads);
  expect([answer.status, answer.payloads]).toStrictEqual([200, payloads]);
  await until('the refusal is written down', async () => (await operationsOn(issue)).length > 0);
  expect(await operationsOn(issue)).toStrictEqual(['person:resident-2 refused']);
  expect((await decode({}, payloads)).status).toBe(401);
  // The reporter reads their own, and not what was carried into it from elsewhere.
  const own = await door.key({ scopes: ['issues.read'], person: resident });
  const { issue: foreign } = await world().doorstep.report({
    ...report('calm', 'somebody else’s'),
    reporter: 'resident-2' as never,
  });
  const mixed = asPayload([...(await payloadsOf(issue)), ...(await payloadsOf(foreign))].map(textOf).map(parsed));
  const shown = (await decode(own, [mixed])).payloads.map(textOf).join();
  expect(shown).toContain(WORDS);
  expect(shown).toContain('sealed:1:');
  expect(shown).not.toContain('somebody else');
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

it('a session counts from the pages of the web UI, and from no other', async () => {
  const issue = await reported();
  const payloads = await payloadsOf(issue);
  await door.account(lead);
  const { cookie = '' } = await door.signIn(lead);
  const fromUi = await decode(
    { cookie, origin: UI, 'x-namespace': 'default', 'sec-fetch-site': 'same-site' },
    payloads,
  );
  expect(fromUi.status).toBe(200);
  expect(fromUi.told).toMatchObject({
    'access-control-allow-origin': UI,
    'access-control-allow-credentials': 'true',
    'cache-control': 'no-store',
  });
  expect(fromUi.payloads.map(textOf).join()).toContain(WORDS);
  for (const origin of [{ origin: 'https://evil.example' }, {}]) {
    const refused = await decode({ cookie, ...origin }, payloads);
    expect([refused.status, refused.body['code']]).toStrictEqual([403, 'CROSS_SITE_REQUEST']);
    expect(refused.told).not.toHaveProperty('access-control-allow-origin');
  }
  const preflight = await door.ask('OPTIONS' as never, '/codec/decode', { origin: UI });
  expect(preflight).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-origin': UI,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, x-namespace',
    },
  });
  const elsewhere = await door.ask('OPTIONS' as never, '/codec/decode', { origin: 'https://evil.example' });
  expect(elsewhere.headers).not.toHaveProperty('access-control-allow-origin');
});

it('what holds no words comes back as it went, and what was erased says so', async () => {
  const issue = await reported();
  const plain = [
    asPayload({ by: lead, reason: 'clear' }),
    asPayload('"sealed:1:no json', 'json/plain'),
    asPayload('sealed:1:', 'binary/plain'),
    { data: 'AA==' },
    {},
  ];
  expect((await decode(asLead, plain)).payloads).toStrictEqual(plain);
  const typed = await door.ask('POST', '/codec/encode', { origin: UI }, { payloads: plain });
  expect([typed.status, typed.body['payloads']]).toStrictEqual([200, plain]);
  expect((await door.ask('POST', '/codec/decode', asLead, { payloads: 'x' })).status).toBe(400);
  await destroyWordKey(world().database, issue);
  const texts = (await decode(asLead, await payloadsOf(issue))).payloads.map(textOf).join();
  expect(texts).toContain(erasedMark(Date.now()));
  expect(texts).not.toContain(WORDS);
});

it('another master key finds and opens what was sealed under the one before', async () => {
  const { database, masterKeys } = world();
  const issue = await reported();
  const [before] = masterKeys() ?? [];
  const next = { id: 'next', key: randomBytes(32) };
  expect(await rewrapWordKeys(database, [next, before!])).toBeGreaterThan(0);
  const reader = new WordReader(database, () => [next]);
  const found = async (words: string) => {
    const search = await reader.findable({ words });
    return (await searchIssues(database, search, { units: 'everywhere' }, { sort: 'newest', limit: 9 })).rows;
  };
  const row = (await found('门牌')).find(({ id }) => id === issue);
  expect((await reader.read(issue, row))?.text).toBe(WORDS);
  expect((await found('nobo home')).map(({ id }) => id)).toContain(issue);
  expect(await found('牌门')).toStrictEqual([]);
});
