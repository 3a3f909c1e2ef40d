/** What Open311 finds, shows, keeps and takes for the same, on the real stack. */
import { randomBytes, randomUUID } from 'node:crypto';
import { parametersOf } from '../../clients/http/open311/parameters';
import { SAME_REPORT_MS } from '../../clients/http/open311/report';
import { issueId, issueIdOfKey } from '../../clients/sdk';
import { claimReport, saidHashes, type MasterKey, type MasterKeys } from '../../store';
import { w3c } from '../support/fixmystreet';
import { idOf, open311ForTests, OPENED, REPORT } from '../support/open311';
import { done, lead, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
const { url, get, post, reported, keyed } = open311ForTests(world);

it('XML begins with its declaration and has no attributes, and JSON roots are arrays', async () => {
  const paths = ['services', 'requests', 'servicerequestupdates', 'requests/i-nobody', 'services/calm'];
  for (const path of paths) {
    const xml = await (await fetch(url(`${path}.xml`))).text();
    expect(xml).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\s*<[a-z_]+\/?>/);
    expect(xml.replace(/^<\?.*?\?>/, '')).not.toMatch(/<[a-z_]+ /);
    if (path !== 'services/calm') expect(Array.isArray(await (await fetch(url(`${path}.json`))).json())).toBe(true);
  }
});

it('an empty parameter counts as absent', async () => {
  const id = await reported();
  const empty = 'jurisdiction_id=&service_code=&start_date=&end_date=&status=&page=&api_key=&service_request_id=';
  expect((await get(`requests.json?${empty}`, 'json')).items).toStrictEqual((await get('requests.json', 'json')).items);
  world().expectNotices(id, ...OPENED);
});

it('requests are found by id, service, status and date; ids override everything else', async () => {
  // What an earlier test reported lies in an earlier second.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const before = w3c(new Date());
  const first = await reported();
  const second = await reported({ service_code: 'asking' });
  const ids = async (query: string) =>
    (await get(`requests.json?${query}`, 'json')).items.map((item) => String(item['service_request_id']));
  expect((await ids(`start_date=${before}`)).sort()).toStrictEqual([first, second].sort());
  expect(await ids(`start_date=${before}&service_code=asking`)).toStrictEqual([second]);
  expect((await ids(`start_date=${before}&service_code=asking,calm`)).sort()).toStrictEqual([first, second].sort());
  expect((await ids(`start_date=${before}&service_code=asking&service_code=calm`)).sort()).toStrictEqual(
    [first, second].sort(),
  );
  expect(await ids(`service_request_id=${first}&service_code=asking&status=closed`)).toStrictEqual([first]);
  expect((await ids(`service_request_id=${first},${second},i-nobody`)).sort()).toStrictEqual([first, second].sort());
  expect(await ids(`start_date=${before}&page_size=1&page=3`)).toStrictEqual([]);
  expect(
    [
      ...(await ids(`start_date=${before}&page_size=1`)),
      ...(await ids(`start_date=${before}&page_size=1&page=2`)),
    ].sort(),
  ).toStrictEqual([first, second].sort());
  expect(await ids(`end_date=2020-01-01T00:00:00Z&service_request_id=${second}`)).toStrictEqual([second]);
  await world().doorstep.withdraw(first, { by: resident, reason: 'it burns again' });
  expect(await ids(`start_date=${before}&status=closed`)).toStrictEqual([first]);
  expect(await ids(`start_date=${before}&status=open`)).toStrictEqual([second]);
  expect((await ids(`start_date=${before}&status=open,closed`)).sort()).toStrictEqual([first, second].sort());
  // By when they moved, the earliest first.
  expect(await ids(`updated_after=${before}`)).toStrictEqual([second, first]);
  world().expectNotices(first, ...OPENED, 'lead-1 closed', 'resident-1 closed');
  world().expectNotices(second, ...OPENED);
});

it('a report that is sent again after a lost answer is the same report, also when both come at once', async () => {
  const fields = {
    ...REPORT,
    description: 'sent twice',
    email: 'somebody@example.org',
    media_url: 'https://a.example/b',
  };
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(fields)));
  const ids = new Set(answers.map(({ items }) => items[0]?.['service_request_id']));
  expect(answers.map(({ status }) => status)).toStrictEqual(Array(6).fill(200));
  expect(ids.size).toBe(1);
  const other = await post({ ...fields, email: 'else@example.org' });
  expect(ids.has(other.items[0]?.['service_request_id'])).toBe(false);
  for (const id of [...ids, other.items[0]?.['service_request_id']])
    world().expectNotices(issueId(String(id)), ...OPENED, 'lead-1 commented');
});

it('it is known by a hash under the master key, also by an older one and by none, and two keys at once make one name', async () => {
  const fields = { ...REPORT, description: 'kept under a key' };
  const id = await reported(fields);
  const { database, masterKeys } = world();
  const { rows } = await database.pool.query<{ sent_by: string; key: string; fingerprint: Buffer }>(
    'select sent_by, key, fingerprint from doorstep.open311_request where issue_id = $1',
    [id],
  );
  const { sent_by: sentBy, key, fingerprint } = rows[0]!;
  const { canonical } = parametersOf({ ...fields, api_key: keyed(fields.api_key) });
  const hashes = (masters: MasterKeys | undefined) => saidHashes('report', masters, `${sentBy}\n${canonical}`);
  const own = masterKeys()!;
  const [plain] = hashes(undefined);
  expect(hashes(own)).toStrictEqual([fingerprint, plain]);
  expect(fingerprint.equals(plain)).toBe(false);

  const next: MasterKey = { id: 'next', key: randomBytes(32) };
  const claimed = async (by: ReturnType<typeof hashes>, fresh = `open311/${randomUUID()}`) =>
    claimReport(database, by, sentBy, { key: fresh, issue: issueIdOfKey(fresh) }, SAME_REPORT_MS);
  expect(await claimed(hashes([next, ...own]))).toStrictEqual({ key, issue: id });
  expect((await claimed(hashes([next]))).issue).not.toBe(id);

  await database.pool.query('delete from doorstep.open311_request where issue_id <> $1 and sent_by = $2', [id, sentBy]);
  await database.pool.query('update doorstep.open311_request set fingerprint = $2 where issue_id = $1', [id, plain]);
  expect(idOf((await post(fields)).items)).toBe(id);

  // Of two gateways one may have been started anew with the next key in front.
  const among = (masters: MasterKeys) => saidHashes('report', masters, 'sent to two gateways');
  const names = await Promise.all(
    Array.from({ length: 12 }, (_, n) => claimed(among(n % 2 === 0 ? [own[0], next] : [next, own[0]]))),
  );
  expect(new Set(names.map(({ issue }) => issue)).size).toBe(1);
  world().expectNotices(id, ...OPENED);
});

it('who it is that reports stays with the sender: nothing of it is in the log', async () => {
  const marks = { first_name: 'Zebedee', last_name: 'Quux', email: 'zebedee@quux.example', phone: '+8613912345678' };
  const id = await reported({ ...marks, device_id: 'device-zq', lat: '43.8123456', long: '87.6123456' });
  const { rows } = await world().database.pool.query<{ text: string }>(
    `select (select string_agg(data::text || actor, '') from doorstep.event where issue_id = $1)
       || (select state::text from doorstep.issue where id = $1)
       || (select string_agg(r::text, '') from doorstep.open311_request r where issue_id = $1) as text`,
    [id],
  );
  for (const mark of [...Object.values(marks), 'device-zq', '43.81', '87.61'])
    expect(rows[0]?.text).not.toContain(mark);
  world().expectNotices(id, ...OPENED);
});

it('whoever acts for others says which resident it is; a key of a person speaks for that person alone', async () => {
  const mine = { service_code: 'calm', 'attribute[unit]': 'east-2', account_id: 'resident-2', description: 'mine' };
  const trusted = await post({ ...mine, api_key: 'trusted' });
  const [told] = trusted.items;
  expect(told?.['account_id']).toBe('resident-2');
  const id = idOf(trusted.items);
  expect((await world().doorstep.get(id)).report.reporter).toBe('resident-2');
  const plain = await post({ ...mine, api_key: 'good' });
  expect(plain.items[0]?.['account_id']).toBeNull();
  expect((await world().doorstep.get(idOf(plain.items))).report.reporter).toBe('resident-1');
  // What the other resident wrote is not shown to the key of this one, nor can it speak in their place.
  const read = await get(`requests/${id}.json?api_key=good`, 'json');
  expect(read.items[0]?.['description']).toBeNull();
  const update = { api_key: 'good', service_request_id: id, status: 'CANCELLED', description: 'x' };
  const sent = await post(update, 'json', 'servicerequestupdates');
  expect([403, 404]).toContain(sent.status);
  world().expectNotices(id, 'lead-2 tier-called', 'resident-2 report-received');
  world().expectNotices(idOf(plain.items), 'lead-2 tier-called', 'resident-1 report-received');
});

it('an issue that came in another way is not shown', async () => {
  const { issue } = await world().doorstep.report({
    text: 'seen at the door',
    category: 'calm',
    severity: 'normal',
    unit: 'east-1' as never,
    reporter: resident,
    channel: 'door-knock',
  });
  expect((await get(`requests/${issue}.json`, 'json')).status).toBe(404);
  const sent = await post(
    { api_key: 'good', service_request_id: issue, status: 'OPEN', description: 'x' },
    'json',
    'servicerequestupdates',
  );
  expect(sent.status).toBe(404);
  world().expectNotices(issue, ...OPENED);
});

it('a closed request says how it ended, and when', async () => {
  const id = await reported();
  await world().doorstep.acknowledge(id, { by: lead });
  await world().doorstep.handle(id, { by: lead, ...done });
  await world().doorstep.confirm(id, { by: resident });
  const [request] = (await get(`requests/${id}.json`, 'json')).items;
  expect(request).toMatchObject({ status: 'closed', expected_datetime: null });
  expect(String(request?.['status_notes'])).toContain('confirmed');
  world().expectNotices(
    id,
    ...OPENED,
    'resident-1 acknowledged',
    'resident-1 please-confirm',
    'lead-1 closed',
    'resident-1 closed',
  );
});
