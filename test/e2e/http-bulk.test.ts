/** A bulk through the gateway on real servers: rights of each issue, one count under one key, and when it is stopped. */
import type { App } from '../../clients/http/app';
import { commandWords } from '../../clients/http/routes/command-words';
import { COMMAND_NAMES, type IssueId } from '../../domain';
import { listAccess } from '../../store';
import { may, NOBODY, type Who } from '../domain/rights/oracle';
import { gatewayOn } from '../support/gateway';
import { HttpClient } from '../support/http-client';
import { Door } from '../support/identity';
import { grid, lead, report, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let door: Door;
beforeAll(async () => {
  door = await Door.open(world());
});
afterAll(() => door.close());

interface Result {
  readonly issue: string;
  readonly outcome: string;
  readonly code?: string;
  readonly message?: string;
  readonly receipt?: object;
}
const some = (count: number): Promise<readonly IssueId[]> =>
  Promise.all(Array.from({ length: count }, async () => (await world().doorstep.report(report('calm'))).issue));
const ask = async (path: string, headers: Record<string, string>, body: object) => {
  const answer = await door.ask('POST', path, headers, body);
  return { ...answer, results: (answer.body['results'] ?? []) as readonly Result[] };
};
const acting = () => door.key({ scopes: ['issues.read', 'issues.act'], actsFor: true });

const person = (relations: readonly string[], level: string, scope: string): Who => ({
  ...NOBODY,
  kind: 'person',
  relations,
  posts: [
    { standing: level === 'home' ? 'resident' : 'responsible', level: level === 'home' ? 'building' : level, scope },
  ],
});
const PEOPLE: readonly (readonly [string, Who])[] = [
  [lead, person(['crew', 'ladder', 'told'], 'building', 'own')],
  [grid[0], person(['ladder'], 'grid', 'below')],
  [resident, person(['reporter', 'told'], 'home', 'own')],
  ['lead-2', person([], 'building', 'elsewhere')],
];

it('foretells to each person with each command exactly what the oracle lets them knock with', async () => {
  const [issue] = await some(1);
  const seen: string[] = [];
  for (const [name, who] of PEOPLE) {
    const key = await door.key({ scopes: ['issues.read', 'issues.act'], person: name });
    for (const command of COMMAND_NAMES) {
      const body = { command, issues: [issue], payload: commandWords[command].example };
      const { status, results } = await ask('/v1/bulk/foretell', key, body);
      const told = `${name} ${command}: ${status} ${results[0]?.code ?? results[0]?.outcome}`;
      const expected = may(who, `issue.command.${command}`)
        ? ''
        : may(who, 'issue.read')
          ? 'FORBIDDEN'
          : 'ISSUE_UNKNOWN';
      const isLetIn = status === 200 && !/(FORBIDDEN|ISSUE_UNKNOWN)$/.test(told);
      if (expected === '' ? !isLetIn : !told.endsWith(`200 ${expected}`)) seen.push(`${told}, not ${expected}`);
    }
  }
  expect(seen).toStrictEqual([]);
  expect((await world().doorstep.get(issue!)).seq).toBe(1);
}, 240_000);

it('an issue that may not be read is told like one that does not exist', async () => {
  const [issue] = await some(1);
  const absent = 'i-0000000000000000';
  const keys = [
    await door.key({ scopes: ['issues.read', 'issues.act'], person: 'lead-2' }),
    await door.key({ scopes: ['issues.act'], person: 'resident-2' }),
    await door.key({ scopes: ['issues.read', 'issues.act'], units: ['east-2'], actsFor: true }),
  ];
  for (const [at, key] of keys.entries())
    for (const path of ['/v1/bulk', '/v1/bulk/foretell']) {
      const body = { command: 'acknowledge', issues: [issue, absent], payload: at < 2 ? {} : { by: 'lead-2' } };
      const { results } = await ask(path, { ...key, 'idempotency-key': `hidden-${at}` }, body);
      const plain = (one: Result | undefined) => JSON.stringify(one).replaceAll(issue!, '?').replaceAll(absent, '?');
      expect(results[0]).toMatchObject({ issue, outcome: 'refused', code: 'ISSUE_UNKNOWN' });
      expect(plain(results[0])).toBe(plain(results[1]));
    }
  expect((await world().doorstep.get(issue!)).seq).toBe(1);
});

it('who may not is a result, and who may is not kept from it; only what was done is written down as done', async () => {
  const [mine, taken] = await some(2);
  const key = await acting();
  await world().doorstep.acknowledge(taken!, { by: lead });
  const body = { command: 'acknowledge', issues: [mine, taken], payload: { by: grid[0] } };
  expect((await ask('/v1/bulk', { ...key, 'idempotency-key': 'a' }, body)).results).toMatchObject([
    { outcome: 'refused', code: 'FORBIDDEN' },
    { outcome: 'refused', code: 'FORBIDDEN' },
  ]);
  const byLead = { ...body, payload: { by: lead } };
  await ask('/v1/bulk/foretell', key, byLead);
  await door.access.close();
  const changed = () => listAccess(world().database, { subject: `issue:${mine}`, outcome: 'changed' });
  expect(await changed()).toStrictEqual([]);
  expect((await ask('/v1/bulk', { ...key, 'idempotency-key': 'b' }, byLead)).results).toMatchObject([
    { outcome: 'accepted', receipt: { issue: mine, seq: 2, stage: 'handling', tier: 1 } },
    { outcome: 'refused', code: 'NOT_IN_THIS_STAGE' },
  ]);
  await door.access.close();
  expect(await changed()).toMatchObject([{ operation: 'issue.command.acknowledge', reason: `for:${lead}` }]);
});

it('is refused as a whole without a key of its own, with too many issues, and with what no command takes', async () => {
  const key = await acting();
  const [issue] = await some(1);
  const body = { command: 'acknowledge', issues: [issue], payload: { by: lead } };
  const named = { ...key, 'idempotency-key': 'whole' };
  const wrong: readonly (readonly [Record<string, string>, object, number, string])[] = [
    [key, body, 400, 'REQUEST_MALFORMED'],
    [named, { ...body, issues: [] }, 400, 'REQUEST_MALFORMED'],
    [named, { ...body, issues: Array.from({ length: 101 }, (_, at) => `i-${at}`) }, 400, 'REQUEST_MALFORMED'],
    [named, { ...body, command: 'dance' }, 400, 'REQUEST_MALFORMED'],
    [named, { ...body, command: 'handle' }, 400, 'REQUEST_MALFORMED'],
    [named, { ...body, payload: {} }, 400, 'REQUEST_MALFORMED'],
    [
      { ...(await door.key({ scopes: ['issues.read'], actsFor: true })), 'idempotency-key': 'x' },
      body,
      403,
      'FORBIDDEN',
    ],
    [{ 'idempotency-key': 'x' }, body, 401, 'UNAUTHENTICATED'],
  ];
  for (const [headers, said, status, code] of wrong)
    expect(await ask('/v1/bulk', headers, said)).toMatchObject({ status, body: { code } });
  expect((await world().doorstep.get(issue!)).seq).toBe(1);
});

it('counts once, whichever gateway it goes to and however often, also beside single commands under the same key', async () => {
  const issues = await some(20);
  const app = await gatewayOn(world());
  const other = new HttpClient(app);
  const headers = { 'idempotency-key': 'storm-1' };
  const body = { command: 'acknowledge', issues, payload: { by: lead } };
  const send = () => other.post('/v1/bulk', body, headers);
  const [one, two, single] = await Promise.all([
    send(),
    send(),
    other.post(`/v1/issues/${issues[0]}/acknowledge`, { by: lead }, headers),
  ]);
  expect(one.body).toStrictEqual(two.body);
  expect((one.body['results'] as readonly Result[]).map(({ issue, outcome }) => [issue, outcome])).toStrictEqual(
    issues.map((issue) => [issue, 'accepted']),
  );
  expect((one.body['results'] as readonly Result[])[0]?.receipt).toStrictEqual(single.body);
  for (const issue of issues) expect((await world().doorstep.get(issue)).seq).toBe(2);
  const told = await other.post('/v1/bulk/foretell', body, headers);
  expect(told.body).toStrictEqual({ results: issues.map((issue) => ({ issue, outcome: 'counted' })) });
  const reused = await other.post('/v1/bulk', { ...body, command: 'resume', issues: [issues[0]] }, headers);
  expect(reused.body).toMatchObject({ results: [{ outcome: 'refused', code: 'COMMAND_ID_REUSED' }] });
  await app.close();
}, 60_000);

it('begins nothing more when the gateway stops, and says what it did not begin', async () => {
  const issues = await some(20);
  const stopping = new AbortController();
  const { doorstep } = world();
  const acknowledge: typeof doorstep.acknowledge = async (...asked) => {
    const receipt = await doorstep.acknowledge(...asked);
    stopping.abort();
    return receipt;
  };
  const app: App = await gatewayOn(world(), { stopping: stopping.signal, doorstep: { ...doorstep, acknowledge } });
  const body = { command: 'acknowledge', issues, payload: { by: lead } };
  const headers = { 'idempotency-key': 'stop-1' };
  const { results } = (await new HttpClient(app).post('/v1/bulk', body, headers)).body as {
    results: readonly Result[];
  };
  const of = (outcome: string) => results.filter((one) => one.outcome === outcome).map(({ issue }) => issue as IssueId);
  expect([of('accepted').length, of('unsent').length]).toStrictEqual([8, 12]);
  for (const issue of of('unsent')) expect((await doorstep.get(issue)).seq).toBe(1);
  expect(await new HttpClient(app).post('/v1/bulk', body, headers)).toMatchObject({
    status: 503,
    body: { code: 'SERVER_AWAY' },
  });
  await app.close();
  const next = await gatewayOn(world());
  expect((await new HttpClient(next).post('/v1/bulk', body, headers)).body).toMatchObject({
    results: issues.map((issue) => ({ issue, outcome: 'accepted', receipt: { seq: 2 } })),
  });
  await next.close();
}, 60_000);

it('has few bulks under way at once, so that single commands do not wait behind them', async () => {
  const [issue] = await some(1);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let begun = 0;
  const { doorstep } = world();
  const acknowledge: typeof doorstep.acknowledge = async (...asked) => {
    begun += 1;
    await held;
    return doorstep.acknowledge(...asked);
  };
  const app = await gatewayOn(world(), { doorstep: { ...doorstep, acknowledge } });
  const client = new HttpClient(app);
  const body = { command: 'acknowledge', issues: [issue], payload: { by: lead } };
  const send = (key: string) => client.post('/v1/bulk', body, { 'idempotency-key': key });
  const underWay = ['1', '2', '3', '4'].map(send);
  while (begun < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  const fifth = await send('5');
  expect(fifth).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
  expect(fifth.headers['retry-after']).toBe('2');
  release();
  for (const answer of underWay) expect((await answer).status).toBe(200);
  expect((await send('1')).status).toBe(200);
  await app.close();
}, 60_000);
