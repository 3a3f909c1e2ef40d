/** A bulk through the gateway of which the gateway or its caller is killed in the middle: sent again, each command counts once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { connectDoorstep as overHttp } from '../../clients/sdk/http';
import { connectDoorstep as overNats } from '../../clients/sdk/nats';
import { personId, unitId, type BulkResult, type IssueId } from '../../clients/sdk';
import { natsSeedFile } from '../../contracts/connections';
import { packageRoot } from '../../contracts/package-root';
import { readLog } from '../../store';
import { killHard } from '../support/faults';
import { keyOf } from '../support/gateway-with-keys';
import { done, grid, lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests({ env: async () => ({ DOORSTEP_HTTP_RATE: '1000000' }) });
beforeEach(() => world().inbox.expectWhatTheLogSays());
const url = () => world().stack.connections.httpUrl ?? '';
let key: string;
beforeAll(async () => {
  key = await keyOf(world(), null, ['issues.report', 'issues.read', 'issues.act']);
});

const MANY = 60;
/** The rules take an assignment as often as it comes: only its name keeps it from counting twice. */
const payload = { by: lead, to: lead };

async function taken(count: number): Promise<readonly IssueId[]> {
  const reports = Array.from({ length: count }, async () => (await world().doorstep.report(report('calm'))).issue);
  const issues = await Promise.all(reports);
  await world().doorstep.bulk('acknowledge', issues, { by: lead }).summary();
  return issues;
}

async function closed(): Promise<IssueId> {
  const [issue] = (await taken(1)) as [IssueId];
  await world().doorstep.handle(issue, { by: lead, ...done });
  await world().doorstep.confirm(issue, { by: resident });
  return issue;
}

async function assignedOf(issues: readonly IssueId[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from doorstep.event where issue_id = any(${issues}) and type like 'issue.assigned.%'`.execute(
    world().database.db,
  );
  return rows[0]?.count ?? 0;
}

const someAreAssigned = (issues: readonly IssueId[]) =>
  until('some of them are assigned', async () => (await assignedOf(issues)) >= 8);

async function expectEachAssignedOnce(issues: readonly IssueId[]): Promise<void> {
  for (const issue of issues)
    expect((await readLog(world().database, issue)).map(({ event }) => event.type)).toStrictEqual([
      'opened',
      'acknowledged',
      'assigned',
    ]);
}

interface Answered {
  readonly status: number;
  readonly results: readonly { readonly issue: string; readonly outcome: string; readonly code?: string }[];
}
async function post(path: string, issues: readonly IssueId[], said: object = payload): Promise<Answered> {
  const answer = await fetch(`${url()}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'killed-1' },
    body: JSON.stringify({ command: 'assign', issues, payload: said }),
  });
  return { status: answer.status, ...((await answer.json()) as Pick<Answered, 'results'>) };
}

it('the gateway killed: some are recorded and some are not, and sent again each stands as it would have', async () => {
  const issues = await taken(MANY);
  const over = await closed();
  const elsewhere = { ...report('calm'), unit: unitId('east-2'), reporter: personId('resident-2') };
  const { issue: another } = await world().doorstep.report(elsewhere);
  const all = [over, ...issues, another];
  const unanswered = post('/v1/bulk', all).then(
    () => false,
    () => true,
  );
  await someAreAssigned(issues);
  await killHard(world(), 'gateway');
  expect(await unanswered).toBe(true);
  // What it had begun is decided without it, and what it had not is not.
  const counted = await until('what was under way is decided', async () => {
    const before = await assignedOf(issues);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return (await assignedOf(issues)) === before && before;
  });
  expect(counted).toBeLessThan(MANY);

  const foretold = await post('/v1/bulk/foretell', all);
  const of = (outcome: string) => foretold.results.filter((one) => one.outcome === outcome);
  expect([of('counted').length, of('accepted').length]).toStrictEqual([counted, MANY - counted]);
  const refused = (issue: IssueId, code: string): unknown =>
    expect.objectContaining({ issue, outcome: 'refused', code });
  expect(of('refused')).toStrictEqual([refused(over, 'ISSUE_CLOSED'), refused(another, 'FORBIDDEN')]);

  const again = await post('/v1/bulk', all);
  expect(again).toStrictEqual({
    status: 200,
    results: [
      refused(over, 'ISSUE_CLOSED'),
      ...issues.map((issue) => ({
        issue,
        outcome: 'accepted',
        receipt: { issue, seq: 3, stage: 'handling', tier: 1 },
      })),
      refused(another, 'FORBIDDEN'),
    ],
  });
  await expectEachAssignedOnce(issues);
  expect(await post('/v1/bulk', all)).toStrictEqual(again);
  const other = await post('/v1/bulk', issues, { ...payload, to: grid[0] });
  expect(new Set(other.results.map(({ code }) => code))).toStrictEqual(new Set(['COMMAND_ID_REUSED']));
  await expectEachAssignedOnce(issues);
}, 240_000);

const connect = (way: 'http' | 'nats') => {
  const { connections } = world().stack;
  return way === 'http'
    ? overHttp({ url: url(), key })
    : overNats({ url: connections.natsUrl, seedFile: natsSeedFile(connections, 'service') ?? '', key });
};

it.each(['http', 'nats'] as const)(
  'the gateway killed, over %s: the client asks again by itself',
  async (way) => {
    const issues = await taken(MANY);
    const client = await connect(way);
    const bulk = client.bulk('assign', issues, payload);
    const ended = bulk.summary();
    await someAreAssigned(issues);
    await killHard(world(), 'gateway');
    expect(await ended).toMatchObject({ issues: MANY, accepted: MANY, refused: 0, failed: 0, unsent: 0 });
    await expectEachAssignedOnce(issues);
    await client.close();
  },
  240_000,
);

const TOLD = 32;
/** A program that prints each answer when it comes, and after so many waits to be killed. */
const PROGRAM = `
  const { connectDoorstep } = require(process.env.SDK);
  void (async () => {
    const doorstep = await connectDoorstep({ url: process.env.URL, key: process.env.KEY });
    const { name, issues, payload } = JSON.parse(process.env.ASKED);
    let told = 0;
    for await (const result of doorstep.bulk('assign', issues, payload, { bulkId: name })) {
      console.log(JSON.stringify(result));
      if (++told === ${TOLD}) await new Promise((resolve) => process.stdin.once('data', resolve));
    }
    await doorstep.close();
  })();`;

it('the caller killed: run again under the same id it is told of each, also of what it was told before', async () => {
  const issues = await taken(MANY);
  const name = 'caller-killed';
  const env = {
    ...process.env,
    SDK: join(packageRoot(), 'dist', 'clients', 'sdk', 'http'),
    URL: url(),
    KEY: key,
    ASKED: JSON.stringify({ name, issues, payload }),
  };
  const child = spawn(process.execPath, ['-e', PROGRAM], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const told: BulkResult[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(JSON.parse(line) as BulkResult);
    // Most of the others are under way or to come.
    if (told.length === TOLD) child.kill('SIGKILL');
  }
  expect(await ended).toStrictEqual([null, 'SIGKILL']);
  expect(told.length).toBeLessThan(MANY);
  expect(told.map(({ outcome }) => outcome)).toStrictEqual(Array(told.length).fill('accepted'));

  const client = await connect('http');
  const again: BulkResult[] = [];
  for await (const result of client.bulk('assign', issues, payload, { bulkId: name })) again.push(result);
  expect(again.map(({ issue, outcome }) => [issue, outcome])).toStrictEqual(issues.map((one) => [one, 'accepted']));
  expect(again.slice(0, told.length)).toStrictEqual(told);
  await expectEachAssignedOnce(issues);
  await client.close();
}, 240_000);
