/** The table of rights on real requests: every operation for nobody, and every command as everybody, against the oracle. */
import { commandWords } from '../../clients/http/routes/command-words';
import { COMMAND_NAMES, type IssueId } from '../../domain';
import { listAccess } from '../../store';
import { may, NOBODY, type Who } from '../domain/rights/oracle';
import { Door, MEANT } from '../support/identity';
import { committee, grid, group, lead, report, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let door: Door;
let issue: IssueId;
beforeAll(async () => {
  door = await Door.open(world(), { DOORSTEP_GUESTS_PER_ADDRESS: '100' });
  ({ issue } = await world().doorstep.report(report('calm')));
});
afterAll(() => door.close());

/** What is open to everybody, written by hand. */
const OPEN = [
  'GET /v1/place',
  'GET /v1/procedures',
  'GET /v1/procedures/{procedure}',
  'GET /v1/calendars',
  'GET /v1/calendars/{calendar}',
  'GET /v1/calendars/{calendar}/due',
  // Its body is looked at first; then nobody is no reporter.
  'POST /v1/issues',
];
/** What proves itself, or asks who one is by itself. */
const BY_ITSELF = ['GET /livez', 'GET /readyz', 'POST /v1/session', 'POST /v1/report-codes', 'POST /v1/reports'];

it('refuses every operation of the document to whoever has not signed in, but those that are open to everybody', async () => {
  const { paths } = (await door.ask('GET', '/v1/openapi.json')).body as {
    paths: Record<string, Record<string, unknown>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const known = operations.filter((name) => /^\w+ \/v1\//.test(name) && !BY_ITSELF.includes(name));
  expect(known.length).toBeGreaterThan(50);
  const entered: string[] = [];
  for (const name of known) {
    const [method, path = ''] = name.split(' ') as ['GET', string];
    const { status } = await door.ask(method, path.replace(/\{[^}]+\}/g, 'x'));
    if (status !== 401) entered.push(name);
  }
  expect(entered.sort()).toStrictEqual([...OPEN].sort());
}, 120_000);

const INSIDE = { standing: 'responsible', scope: 'below' } as const;
const post = (level: string, scope = 'below') => [{ ...INSIDE, level, scope }];
const person = (relations: readonly string[], posts: Who['posts'] = []): Who => ({
  ...NOBODY,
  kind: 'person',
  relations,
  posts,
});

/** What each of them is to the issue while the building's lead is on duty, as one would say it. */
const PEOPLE: readonly (readonly [string, Who])[] = [
  [lead, person(['crew', 'ladder', 'told'], post('building', 'own'))],
  [grid[0], person(['ladder'], post('grid'))],
  [group[1], person(['ladder'], post('grid'))],
  [committee[2], person(['ladder'], post('community'))],
  [resident, person(['reporter', 'told'], [{ standing: 'resident', level: 'building', scope: 'own' }])],
  ['lead-2', person([], post('building', 'elsewhere'))],
  ['resident-2', person([], [{ standing: 'resident', level: 'building', scope: 'elsewhere' }])],
];

it('lets each person knock with each command exactly as the oracle says, and tells the others no more than they may know', async () => {
  const seen: string[] = [];
  for (const [name, who] of PEOPLE) {
    const key = await door.key({ scopes: ['issues.read', 'issues.act'], person: name });
    for (const command of COMMAND_NAMES) {
      // Refused by whoever is let in: nothing comes of it.
      const headers = { ...key, 'if-match': '"987654"' };
      const { status, body } = await door.ask(
        'POST',
        `/v1/issues/${issue}/${command}`,
        headers,
        commandWords[command].example,
      );
      const told = `${name} ${command}: ${status} ${String(body['code'])}`;
      const operation = `issue.command.${command}`;
      const expected = may(who, operation) ? 'let in' : may(who, 'issue.read') ? '403 FORBIDDEN' : '404 ISSUE_UNKNOWN';
      const isLetIn = !/(FORBIDDEN|ISSUE_UNKNOWN|UNAUTHENTICATED|REQUEST_MALFORMED|UNEXPECTED)$/.test(told);
      if (expected === 'let in' ? !isLetIn : !told.endsWith(expected)) seen.push(`${told}, not ${expected}`);
    }
  }
  expect(seen).toStrictEqual([]);
  expect((await world().doorstep.get(issue)).seq).toBe(1);
}, 240_000);

it('an issue that may not be read is told like one that does not exist, whatever is asked of it', async () => {
  const keys = [
    await door.key({ scopes: ['issues.read', 'issues.act', 'notices.read'], person: 'lead-2' }),
    await door.key({ scopes: ['issues.read', 'issues.act', 'notices.read'], person: 'resident-2' }),
    await door.key({ scopes: ['issues.read', 'issues.act', 'notices.read'], units: ['east-2'], actsFor: true }),
  ];
  const asked: readonly (readonly ['GET' | 'POST', string, object?])[] = [
    ['GET', ''],
    ['GET', '/timeline'],
    ['GET', '/explain'],
    ['GET', '/evidence'],
    ['GET', '/notices'],
    ['GET', '/events'],
    ['POST', '/acknowledge', { by: 'lead-2' }],
    ['POST', '/confirm', { by: 'lead-2' }],
  ];
  const absent = 'i-0000000000000000';
  for (const [at, key] of keys.entries()) {
    for (const [method, path, body] of asked) {
      const said = at < 2 && body !== undefined ? {} : body;
      const [hidden, unknown] = await Promise.all(
        [issue, absent].map((id) => door.ask(method, `/v1/issues/${id}${path}`, key, said)),
      );
      const plain = (answer: typeof hidden) =>
        JSON.stringify({ ...answer?.body, requestId: '' })
          .replaceAll(issue, '?')
          .replaceAll(absent, '?');
      expect([path, hidden?.status]).toStrictEqual([path, 404]);
      expect(plain(hidden)).toBe(plain(unknown));
    }
  }
}, 120_000);

it('lists to each person what they may read', async () => {
  const { issue: other } = await world().doorstep.report({
    ...report('calm'),
    unit: 'east-2' as never,
    reporter: 'resident-2' as never,
  });
  const found = async (headers: Record<string, string>) =>
    ((await door.ask('GET', '/v1/issues?sort=oldest', headers)).body['issues'] as { id: string }[]).map(({ id }) => id);
  const of = (name: string) => door.key({ scopes: ['issues.read'], person: name });
  expect(await found(await of(lead))).toStrictEqual([issue]);
  expect(await found(await of('lead-2'))).toStrictEqual([other]);
  expect(await found(await of(resident))).toStrictEqual([issue]);
  expect(await found(await of('resident-2'))).toStrictEqual([other]);
  expect(await found(await of(grid[0]))).toStrictEqual([issue, other]);
  expect(await found(await of(committee[0]))).toStrictEqual([issue, other]);
  expect(await found(await door.key({ scopes: ['issues.read'], units: ['east-1'] }))).toStrictEqual([issue]);
  await door.account('root', null, true);
  expect(await found(await door.signIn('root'))).toStrictEqual([issue, other]);
});

it('reports for oneself and, where one is responsible, for a neighbour', async () => {
  const body = { ...report('calm'), reporter: undefined };
  const send = async (name: string, more: object, scopes = ['issues.report']) =>
    door.ask('POST', '/v1/issues', await door.key({ scopes, person: name }), { ...body, ...more });
  expect(await send(resident, {})).toMatchObject({ status: 201 });
  expect(await send(lead, { reporter: resident })).toMatchObject({ status: 201 });
  expect(await send(resident, { reporter: 'resident-2' })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(await send('lead-2', { reporter: resident })).toMatchObject({ status: 403 });
  expect(await send(resident, {}, ['issues.read'])).toMatchObject({ status: 403 });
  const app = await door.key({ scopes: ['issues.report'], actsFor: true });
  expect(await door.ask('POST', '/v1/issues', app, { ...body, reporter: resident })).toMatchObject({ status: 201 });
  expect(await door.ask('POST', '/v1/issues', app, body)).toMatchObject({ status: 400 });
  const program = await door.key({ scopes: ['issues.report'] });
  expect(await door.ask('POST', '/v1/issues', program, { ...body, reporter: resident })).toMatchObject({ status: 403 });
  expect(await door.ask('POST', '/v1/issues', MEANT, body)).toMatchObject({ status: 401 });
});

it('whoever asked is the same person by whichever way they come in, and decides nothing of it', async () => {
  const { issue: asked } = await world().doorstep.report(report('calm'));
  const scopes = ['issues.read', 'issues.act'];
  const own = await door.key({ scopes, person: lead });
  const send = (command: string, headers: Record<string, string>, body: object = {}) =>
    door.ask('POST', `/v1/issues/${asked}/${command}`, headers, body);
  expect(await send('acknowledge', own)).toMatchObject({ status: 200 });
  const time = { kind: 'extension', reason: '等配件', extendByMs: 3_600_000 };
  expect(await send('request', own, time)).toMatchObject({ status: 200 });
  await door.account('office', lead);
  const app = await door.key({ scopes, actsFor: true });
  for (const [headers, body] of [
    [own, {}],
    [await door.signIn('office'), {}],
    [app, { by: lead }],
  ] as const)
    expect(await send('approve', headers, body)).toMatchObject({ status: 403 });
  expect(await send('approve', await door.key({ scopes, person: resident }))).toMatchObject({ status: 403 });
  expect(await send('approve', app, { by: grid[0] })).toMatchObject({ status: 200 });
  expect(await send('approve', await door.key({ scopes, person: grid[1] }))).toMatchObject({ status: 409 });
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(await listAccess(world().database, { subject: `issue:${asked}`, outcome: 'changed' })).toMatchObject([
    { who: expect.stringMatching(/^service:/) as string, operation: 'issue.command.approve', reason: `for:${grid[0]}` },
  ]);
});
