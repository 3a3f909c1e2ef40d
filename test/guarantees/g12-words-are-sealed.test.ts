/**
 * G12: marked words go in by every door, and are looked for in everything that any process keeps. Their readers read them, until
 * the key is destroyed; then nobody does, and the log, its chain and the workflows' histories hold as before.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Runtime } from '@temporalio/worker';
import { issueIdOfKey, type IssueId } from '../../clients/sdk';
import { workflowId } from '../../contracts/workflow';
import { STREAM } from '../../messaging';
import { checkHashChain, checkReplay, checkSequence, erasedMark, issueIds, readForAudit } from '../../store';
import {
  bytesHoldPlace,
  decodedHistory,
  filesWith,
  HAN,
  historyOf,
  holdsMark,
  holdsPlace,
  MARK,
  PLACE,
  tablesWith,
  type Holds,
} from '../support/canary';
import { destroyWordKey, destroyWordKeys } from '../support/destroy-words';
import { byCli, overHttp, overNats } from '../support/doors';
import { keyOf, startGateway } from '../support/gateway-with-keys';
import { grid, lead, moreTime, report, resident } from '../support/people';
import { bundleForReplay, quietRuntime, replay } from '../support/replay';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

let planted = 0;
const words = (): string => `${HAN}${MARK}${(planted += 1)} nobody is at home 家里没人`;

let gateway: Awaited<ReturnType<typeof startGateway>>;
let key: string;
let asResident: string;
beforeAll(async () => {
  process.env['DOORSTEP_OPEN311_REPORTER'] = resident;
  gateway = await startGateway(world());
  const scopes = ['issues.report', 'issues.read', 'issues.act', 'directory.read'] as const;
  key = await keyOf(world(), null, scopes);
  asResident = await keyOf(world(), resident, scopes);
  quietRuntime();
});
afterAll(async () => {
  delete process.env['DOORSTEP_OPEN311_REPORTER'];
  await gateway.app.close();
  await Runtime.instance().shutdown();
});

const http = (method: 'GET' | 'POST', path: string, body?: object) =>
  overHttp(`${gateway.url}${path}`, key, method, body);
const cli = (...args: readonly string[]) => byCli(world(), ...args);

const { reporter, ...matter } = report('calm');

/** One issue by each door, with as many words on the way as can be said. */
async function plant(): Promise<Readonly<Record<string, IssueId>>> {
  const { doorstep } = world();
  const sdk = await doorstep.report({ ...report('asking', words()), location: PLACE });
  await doorstep.acknowledge(sdk.issue, { by: lead });
  await doorstep.comment(sdk.issue, { by: lead, text: words(), evidence: [{ kind: words(), ref: words() }] });
  await doorstep.request(sdk.issue, { by: lead, ...moreTime, reason: words() });
  await doorstep.signalReject(sdk.issue, { by: grid[0], reason: words() });
  await until('it is rejected', async () => (await doorstep.get(sdk.issue)).approvals.at(-1)?.status === 'rejected');
  await doorstep.handle(sdk.issue, { by: lead, note: words(), evidence: [{ kind: words(), ref: words() }] });
  await doorstep.dispute(sdk.issue, { by: resident, reason: words() });

  const overHttp = await http('POST', '/v1/issues', { ...matter, reporter, text: words(), location: PLACE });
  const posted = String(overHttp.body['issue']) as IssueId;
  await http('POST', `/v1/issues/${posted}/acknowledge`, { by: lead });
  await http('POST', `/v1/issues/${posted}/escalate`, { by: lead, reason: words() });
  await http('POST', `/v1/issues/${posted}/comment`, { by: lead, text: words(), evidence: [] });

  const asked = await overNats(world(), key, 'issue.report', { ...matter, reporter, text: words(), location: PLACE });

  const typed = JSON.parse(
    await cli('report', words(), '--unit', 'east-1', '--category', 'calm', '--as', resident, '--json'),
  ) as { readonly issue: IssueId };
  await cli('comment', typed.issue, words(), '--as', resident);

  const body = new URLSearchParams({
    api_key: asResident,
    service_code: 'calm',
    'attribute[unit]': 'east-1',
    description: words(),
    media_url: `https://example.org/${MARK}.jpg`,
  });
  const open311 = await fetch(`${gateway.url}/open311/v2/requests.json`, { method: 'POST', body });
  const [request] = (await open311.json()) as readonly { readonly service_request_id: IssueId }[];

  const { folder } = world();
  const mapping = join(folder, '..', `${MARK}.yaml`);
  const csv = join(folder, '..', `${MARK}.csv`);
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  writeFileSync(
    mapping,
    'source: old\nkey: number\ntext: what\ncategory: { value: calm }\nunit: { value: east-1 }\n' +
      'reporter: { value: resident-1 }\nopened: reported\nclosed: solved\n',
  );
  writeFileSync(
    csv,
    `number,what,reported,solved\nC-${MARK},${words()},${daysAgo(9)},${daysAgo(8)}\nO-1,${words()},${daysAgo(9)},\n`,
  );
  await cli('import', 'csv', csv, '--mapping', mapping);

  return {
    sdk: sdk.issue,
    http: posted,
    nats: String(asked['issue']) as IssueId,
    cli: typed.issue,
    open311: request!.service_request_id,
    closed: issueIdOfKey(`import/old/C-${MARK}`),
    open: issueIdOfKey('import/old/O-1'),
  };
}

let issues: Readonly<Record<string, IssueId>>;

it('words that came in by any door are in nothing that any process keeps', async () => {
  issues = await plant();
  await world().inbox.untilDelivered();
  expect(await tablesWith(world(), (text) => holdsMark(text) || holdsPlace(text))).toStrictEqual([]);
  for (const [door, issue] of Object.entries(issues)) {
    if (door === 'closed') continue;
    const history = decodedHistory(await historyOf(world(), issue));
    expect([door, history.includes('sealed:1:'), holdsMark(history)]).toStrictEqual([door, true, false]);
    expect([door, holdsPlace(history)]).toStrictEqual([door, false]);
  }
  await world()
    .database.pool.query('checkpoint')
    .catch(() => undefined);
  const { folder } = world();
  const holds = (bytes: Buffer): boolean => bytes.includes(MARK) || bytes.includes(HAN) || bytesHoldPlace(bytes);
  expect(filesWith(folder, holds)).toStrictEqual([]);
  const said = (await world().inbox.read()).map((message) => JSON.stringify(message));
  expect(said.filter((text) => holdsMark(text) || holdsPlace(text))).toStrictEqual([]);
});

it('what was looked through holds what is no secret: the ids of the issues', async () => {
  const { folder } = world();
  const id = issues['http']!;
  const holdsId: Holds = (text) => text.includes(id);
  expect(await tablesWith(world(), holdsId)).toEqual(
    expect.arrayContaining(['doorstep.event', 'doorstep.issue', 'doorstep.notice', 'doorstep.issue_word_key']),
  );
  const files = filesWith(folder, (bytes) => bytes.includes(id)).join(' ');
  for (const place of ['temporal.db', '/postgres/', `/${STREAM.events}/msgs/`, `/${STREAM.inbox}/msgs/`])
    expect(files).toContain(place);
});

it('their readers read them, and find them', async () => {
  const { doorstep } = world();
  for (const issue of Object.values(issues)) {
    expect((await doorstep.get(issue)).report.text).toContain(HAN);
    expect((await http('GET', `/v1/issues/${issue}`)).body['text']).toContain(MARK);
  }
  const timeline = await http('GET', `/v1/issues/${issues['sdk']}/timeline`);
  expect(timeline.text).not.toContain('sealed:');
  expect(timeline.text.match(new RegExp(MARK, 'g'))?.length).toBe(10);
  expect(JSON.stringify(await doorstep.timeline(issues['sdk']!))).not.toContain('sealed:');
  expect(await cli('timeline', issues['cli']!)).toContain(HAN);
  const at = new Date().toISOString();
  expect((await http('GET', `/v1/issues/${issues['http']}?at=${at}`)).body['text']).toContain(MARK);
  const request = await fetch(`${gateway.url}/open311/v2/requests/${issues['open311']}.json?api_key=${asResident}`);
  const shown = await request.text();
  expect(shown).toContain(`${MARK}.jpg`);
  expect(shown).toContain(HAN);
  expect(shown).not.toContain('sealed:');
  for (const query of ['kanarien', HAN, '金', 'nobody at', 'KANARIENVOGEL']) {
    const found = await http('GET', `/v1/issues?q=${encodeURIComponent(query)}&limit=50`);
    expect([query, (found.body['issues'] as object[]).length]).toStrictEqual([query, Object.keys(issues).length]);
    expect(found.text).not.toContain('sealed:');
  }
  for (const query of ['vogel', '雀金']) {
    const found = await http('GET', `/v1/issues?q=${encodeURIComponent(query)}`);
    expect([query, found.body['issues']]).toStrictEqual([query, []]);
  }
});

it('a place is found by its cell alone, and read by those who read the words', async () => {
  const [sdk, posted, asked] = [issues['sdk']!, issues['http']!, issues['nats']!];
  const { doorstep, database } = world();
  for (const issue of [sdk, posted, asked]) {
    expect((await doorstep.get(issue)).report.location).toStrictEqual(PLACE);
    expect((await http('GET', `/v1/issues/${issue}`)).body['location']).toStrictEqual(PLACE);
  }
  const timeline = await http('GET', `/v1/issues/${posted}/timeline`);
  expect(timeline.text).toContain(String(PLACE.lat));
  const near = await http('GET', `/v1/issues?near=${PLACE.lat},${PLACE.lon}&within=100&sort=distance`);
  const found = near.body['issues'] as readonly { readonly id: string; readonly distanceM: number }[];
  expect(new Set(found.map(({ id }) => id))).toStrictEqual(new Set([sdk, posted, asked]));
  // The middle of the cell is 62 m from the place.
  for (const one of found) expect(one).toMatchObject({ location: PLACE, distanceM: 62 });
  const { rows } = await database.pool.query<{ cells: number; place: string }>(
    `select count(distinct place::text)::int as cells, min(s.place::text) as place from doorstep.issue_search s
     where place is not null`,
  );
  const middle = await database.pool.query<{ place: string }>(
    `select doorstep.map_point(40.737, 111.919)::text as place`,
  );
  expect(rows).toStrictEqual([{ cells: 1, place: middle.rows[0]?.place }]);
});

it('nobody says something that looks sealed, and so reads the words of another issue', async () => {
  const { doorstep, database } = world();
  const { rows } = await database.pool.query<{ text: string }>(
    `select state #>> '{report,text}' as text from doorstep.issue where id = $1`,
    [issues['http']],
  );
  const stolen = rows[0]?.text ?? '';
  expect(stolen).toMatch(/^sealed:1:/);
  await expect(doorstep.report(report('calm', stolen))).rejects.toMatchObject({ code: 'REPORT_MALFORMED' });
  await expect(doorstep.comment(issues['sdk']!, { by: lead, text: stolen, evidence: [] })).rejects.toMatchObject({
    code: 'COMMAND_MALFORMED',
  });
  expect(await http('POST', '/v1/issues', { ...matter, reporter, text: stolen })).toMatchObject({ status: 400 });
  // Past the door, by somebody with nothing but a Temporal client: it is kept, and does not open.
  const { issue } = await doorstep.report(report('asking', words()));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.request(issue, { by: lead, ...moreTime });
  await world().temporal.workflow.getHandle(workflowId(issue)).signal('reject', { by: grid[0], reason: stolen });
  await until('it is rejected', async () => (await doorstep.get(issue)).approvals.at(-1)?.status === 'rejected');
  const log = JSON.stringify(await doorstep.timeline(issue));
  expect(log).toContain('altered');
});

it('the same report and the same command again are the same', async () => {
  const { doorstep } = world();
  const said = report('calm', words());
  const first = await doorstep.report(said, { key: 'canary-again' });
  expect(await doorstep.report(said, { key: 'canary-again' })).toMatchObject({ issue: first.issue, seq: first.seq });
  await expect(doorstep.report({ ...said, text: 'other' }, { key: 'canary-again' })).rejects.toMatchObject({
    code: 'REPORT_MISMATCH',
  });
  const comment = { by: lead, text: words(), evidence: [] };
  const once = await doorstep.comment(first.issue, comment, { commandId: 'canary-1' });
  expect(await doorstep.comment(first.issue, comment, { commandId: 'canary-1' })).toMatchObject({ seq: once.seq });
  await expect(
    doorstep.comment(first.issue, { ...comment, text: 'other' }, { commandId: 'canary-1' }),
  ).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
});

it('after its key is destroyed an issue is closed to everybody, and goes on', async () => {
  const { database, doorstep } = world();
  const issue = issues['sdk']!;
  expect(await destroyWordKey(database, issue)).toBe(true);
  expect(await destroyWordKey(database, issue)).toBe(false);
  const mark = erasedMark(Date.now());
  expect((await doorstep.get(issue)).report).toMatchObject({ text: mark });
  expect((await doorstep.get(issue)).report).not.toHaveProperty('location');
  const timeline = await http('GET', `/v1/issues/${issue}/timeline`);
  expect([holdsMark(timeline.text), holdsPlace(timeline.text)]).toStrictEqual([false, false]);
  const near = await http('GET', `/v1/issues?near=${PLACE.lat},${PLACE.lon}`);
  expect(JSON.stringify(near.body)).not.toContain(issue);
  expect(timeline.text.split(mark).length - 1).toBe(10);
  const found = await http('GET', `/v1/issues?q=${HAN}&limit=50`);
  expect(JSON.stringify(found.body)).not.toContain(issue);
  // What is said from now on has a key of its own.
  await doorstep.acknowledge(issue, { by: grid[0] });
  await doorstep.handle(issue, { by: grid[0], note: 'seen to', evidence: [{ kind: 'photo', ref: 'p-2' }] });
  await doorstep.confirm(issue, { by: resident });
  const log = JSON.stringify(await doorstep.timeline(issue));
  expect(log).toContain('seen to');
  expect(log).toContain(mark);
});

it('after everything of a person is destroyed the log, its chain and the histories hold as before', async () => {
  const { database, doorstep } = world();
  const again = { ...report('calm', words()), location: PLACE };
  const { issue, seq } = await doorstep.report(again, { key: 'canary-erased' });
  const erased = [issue, issues['http']!, issues['nats']!, issues['closed']!, issues['open311']!];
  expect(await destroyWordKeys(database, resident)).toBeGreaterThanOrEqual(erased.length);
  const places = await database.pool.query(`select from doorstep.issue_search where place is not null`);
  expect(places.rowCount).toBe(0);
  for (const one of erased) {
    expect((await doorstep.get(one)).report.text).toBe(erasedMark(Date.now()));
    expect(await doorstep.verifyChain(one)).toMatchObject({ brokenAtSeq: null });
  }
  expect((await http('GET', `/v1/issues?q=${HAN}`)).body['issues']).toStrictEqual([]);
  expect(await doorstep.report(again, { key: 'canary-erased' })).toMatchObject({ issue, seq });
  const audited = await readForAudit(database, await issueIds(database, '', 1_000));
  for (const finding of [checkSequence(audited), checkReplay(audited), checkHashChain(audited)])
    expect([finding.guarantee, finding.violations]).toStrictEqual([finding.guarantee, []]);
  const bundle = await bundleForReplay();
  for (const door of ['sdk', 'http', 'cli']) await replay(bundle, await historyOf(world(), issues[door]!));
});
