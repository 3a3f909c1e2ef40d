/** What is kept of a person, given to them over HTTP and to nobody else, and a person who is erased on the running stack. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personId } from '../../clients/sdk';
import { run } from '../../clients/cli/main';
import type { PersonalData } from '../../contracts/personal-data';
import { erasedMark, listAccess, makeMasterKeys, parseAddress, readDirectory, setContacts } from '../../store';
import { Door } from '../support/identity';
import { lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let door: Door;
let operator: Record<string, string>;
beforeAll(async () => {
  door = await Door.open(world());
  await door.account('root', null, true);
  operator = await door.signIn('root');
});
afterAll(() => door.close());

const address = (person: string) => `/v1/people/${person}/personal-data`;
const erasureOf = (person: string) => `/v1/people/${person}/erasure`;

it('gives a person everything that was planted of them, and writes down that they read it', async () => {
  await setContacts(world().database, makeMasterKeys({}, world().folder), [
    { person: resident, address: parseAddress('email', 'mark-contact@example.org') },
    { person: lead, address: parseAddress('email', 'somebody-else@example.org') },
  ]);
  await door.account('mark-account', resident);
  const self = await door.signIn('mark-account');
  const keyed = await door.key({ person: resident, scopes: ['personal.read', 'issues.act'], label: 'mark-label' });
  const { issue } = await world().doorstep.report({ ...report('calm', 'mark-report'), reporter: resident });
  await world().doorstep.comment(issue, { by: resident, text: 'mark-comment', evidence: [] });
  await world().doorstep.comment(issue, { by: lead, text: 'of-somebody-else', evidence: [] });
  await until('the inbox has it', async () => {
    const { body } = await door.ask('GET', address(resident), self);
    return (body as unknown as PersonalData).messages.some((message) => message.issue === issue);
  });
  const { status, body, headers } = await door.ask('GET', address(resident), keyed);
  expect([status, headers['cache-control']]).toStrictEqual([200, 'no-store']);
  const data = body as unknown as PersonalData;
  expect(data).toMatchObject({
    format: 'doorstep-personal-data/1',
    person: resident,
    contacts: [{ channel: 'email', address: 'mark-contact@example.org', disabledAtMs: null }],
    accounts: [{ name: 'mark-account', isOperator: false }],
    keys: [{ label: 'mark-label', scopes: ['personal.read', 'issues.act'], revokedAtMs: null }],
    incomplete: [],
  });
  expect(data.accounts[0]?.sessions).toHaveLength(1);
  expect(data.directory).toContainEqual(
    expect.objectContaining({ kind: 'person', data: { id: resident, name: '居一', lang: 'zh' }, untilAtMs: null }),
  );
  expect(data.directory.map(({ kind }) => kind)).toContain('post');
  const mine = data.issues.find((one) => one.issue === issue);
  expect(mine).toMatchObject({ roles: ['reporter', 'actor'], category: 'calm' });
  expect(mine?.acts.map(({ type }) => type)).toStrictEqual(['opened', 'commented']);
  expect(JSON.stringify(mine)).toContain('mark-report');
  expect(JSON.stringify(mine)).toContain('mark-comment');
  expect(data.notices.some((notice) => notice.issue === issue)).toBe(true);
  const text = JSON.stringify(data);
  for (const secret of ['of-somebody-else', 'somebody-else@example.org', 'password', keyed['authorization']!.slice(7)])
    expect([secret, text.includes(secret)]).toStrictEqual([secret, false]);
  // What was read before is in it.
  expect(data.access).toContainEqual(
    expect.objectContaining({ operation: 'personal.read', subject: `person:${resident}`, outcome: 'read' }),
  );
});

it('refuses everybody else, and writes that down', async () => {
  const others = [
    await door.key({ person: lead, scopes: ['personal.read', 'issues.read'] }),
    await door.key({ person: resident, scopes: ['issues.read'] }),
    await door.key({ scopes: ['issues.read', 'contacts.write'] }),
  ];
  for (const headers of others)
    expect(await door.ask('GET', address(resident), headers)).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN' },
    });
  expect(await door.ask('GET', address(resident))).toMatchObject({ status: 401 });
  await until('the refusals are written', async () => {
    const refused = await listAccess(world().database, { subject: `person:${resident}`, outcome: 'refused' });
    return refused.filter(({ operation }) => operation === 'personal.read').length >= others.length;
  });
  const self = await door.key({ person: resident, scopes: ['personal.read'] });
  for (const headers of [...others, self])
    expect(await door.ask('POST', erasureOf(resident), headers, { reason: 'x' })).toMatchObject({ status: 403 });
  expect(await door.ask('GET', address('nobody-at-all'), operator)).toMatchObject({
    status: 404,
    body: { code: 'PERSON_UNKNOWN' },
  });
});

it('erases a person on the running stack, once per key, and proves it', async () => {
  const person = personId('resident-2');
  const database = world().database;
  await setContacts(database, makeMasterKeys({}, world().folder), [
    { person, address: parseAddress('email', 'two@example.org') },
  ]);
  const key = await door.key({ person, scopes: ['issues.act', 'issues.read', 'personal.read'] });
  const { issue } = await world().doorstep.report({ ...report('calm'), unit: 'east-2' as never, reporter: person });
  const form = new FormData();
  form.append('file', new Blob([new TextEncoder().encode('%PDF- two')], { type: 'application/pdf' }), 'x.pdf');
  const request = new Request('http://x', { method: 'POST', body: form });
  const brought = await door.app.inject({
    method: 'POST',
    url: `/v1/issues/${issue}/evidence`,
    headers: { ...key, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  expect(brought.statusCode).toBe(201);
  const folder = join(world().folder, 'evidence');
  const onDisk = () =>
    existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => /e-/.test(String(name))) : [];
  expect(onDisk()).toHaveLength(1);

  const ask = (headers: Record<string, string>, body: object) =>
    door.ask('POST', erasureOf(person), { ...operator, ...headers }, body);
  expect(await ask({}, { reason: ' ' })).toMatchObject({ status: 400 });
  expect(await ask({}, { reason: 'moved away' })).toMatchObject({ status: 409, body: { code: 'ERASURE_OPEN_ISSUES' } });
  await world().doorstep.withdraw(issue, { by: person, reason: 'moving' });
  expect(await door.ask('POST', erasureOf(lead), operator, { reason: 'x' })).toMatchObject({
    status: 409,
    body: { code: 'ERASURE_DUTIES' },
  });
  await world().inbox.untilDelivered();
  world().inbox.expectPurged(person);
  const named = { 'idempotency-key': 'erase-two' };
  const text = async () => (await door.ask('GET', `/v1/issues/${issue}`, operator)).body['text'];
  expect(await text()).toBe(report('calm').text);
  const first = await ask(named, { reason: 'moved away' });
  // The gateway that erased remembers no key a moment longer.
  expect(await text()).toBe(erasedMark(Date.now()));
  expect(first).toMatchObject({ status: 202, body: { person, askedBy: 'operator:root', reason: 'moved away' } });
  expect((await ask(named, { reason: 'moved away' })).body['id']).toBe(first.body['id']);
  expect(await ask(named, { reason: 'another' })).toMatchObject({ status: 409, body: { code: 'ERASURE_MISMATCH' } });
  const standing = await until('it is certified', async () => {
    const { body } = await door.ask('GET', erasureOf(person), operator);
    return (body['certificates'] as object[]).length > 0 && body;
  });
  expect(standing).toMatchObject({
    duties: [],
    certificates: [
      { erasure: first.body['id'], brokenAt: null, counts: { files: { files: 1 }, contacts: { contacts: 1 } } },
    ],
  });
  expect(onDisk()).toStrictEqual([]);
  // Their key opens nothing any more, and nothing of them is left in the directory but the id.
  expect(await door.ask('GET', address(person), key)).toMatchObject({ status: 401 });
  const { document } = (await readDirectory(database))!;
  expect(document['people']).toContainEqual(expect.objectContaining({ id: person, name: '已注销 (erased)' }));
  const { body } = await door.ask('GET', address(person), operator);
  expect(body).toMatchObject({ contacts: [], messages: [], keys: [{ label: '' }], issues: [{ issue }] });
  expect(JSON.stringify(body)).not.toContain('Resident Two');
});

describe('the command line', () => {
  const doorstep = async (...argv: readonly string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await run(['--lang', 'en', ...argv], {
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      env: { DOORSTEP_DATA: world().folder, DOORSTEP_AS: 'root' },
      stopped: AbortSignal.timeout(60_000),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };

  it('writes what is kept into a file of its own, tells what an erasure would do, and shows the certificate', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doorstep-export-'));
    const file = join(folder, 'lead.json');
    expect(await doorstep('person', 'export', lead, '--out', file)).toMatchObject({ code: 0 });
    const written = JSON.parse(readFileSync(file, 'utf8')) as PersonalData;
    expect(written).toMatchObject({ person: lead, contacts: [{ address: 'somebody-else@example.org' }] });
    expect(await doorstep('person', 'export', lead, '--out', file)).toMatchObject({ code: 2 });
    const [read] = await listAccess(world().database, { subject: `person:${lead}`, outcome: 'read' });
    expect(read).toMatchObject({ who: 'root', operation: 'personal.read' });
    const dry = await doorstep('person', 'erase', lead, '--dry-run');
    expect(dry.out).toContain('a post building-lead@east-1');
    expect(await doorstep('person', 'erase', lead)).toMatchObject({ code: 2 });
    const refused = await doorstep('person', 'erase', lead, '--reason', 'x');
    expect([refused.code, refused.err]).toStrictEqual([3, expect.stringContaining('ERASURE_DUTIES')]);
    const shown = await doorstep('person', 'certificate', 'resident-2');
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('Certificate of erasure no. 1');
    expect(shown.out).toContain('Verified');
    expect(await doorstep('person', 'certificate', 'nobody')).toMatchObject({ code: 4 });
    rmSync(folder, { recursive: true, force: true });
  });

  it('says of an erasure that waits what is held, by the person and by the erasure', async () => {
    const { issue } = await world().doorstep.report(report('calm'));
    // At once: nobody carries it out before it is held.
    await world().database.pool.query(
      `with held as (insert into doorstep.legal_hold (issue_id, held_by, reason) values ($1, 'root', 'x'))
       insert into doorstep.erasure (id, person, asked_by, reason, hand_over) values ('x-waits', $2, 'root', 'x', false)`,
      [issue, 'resident-3'],
    );
    await world().database.pool.query(
      `insert into doorstep.action_link (token_hash, issue_id, seq, recipient, channel, question, about, choices, expires_at)
       values (sha256('x'), $1, 1, 'resident-3', 'email', 'confirm', '', '{confirm}', now())`,
      [issue],
    );
    for (const name of ['resident-3', 'x-waits']) {
      const { code, out } = await doorstep('person', 'certificate', name);
      expect([code, out]).toStrictEqual([0, expect.stringContaining(`are held with ${issue}`)]);
      const told = await doorstep('person', 'certificate', name, '--json');
      expect(JSON.parse(told.out)).toMatchObject({ erasure: { id: 'x-waits' }, held: [issue] });
    }
    expect(await doorstep('retention', 'release', issue)).toMatchObject({ code: 0 });
    await until('it is certified', async () =>
      (await doorstep('person', 'certificate', 'x-waits')).out.includes('Verified'),
    );
    expect((await doorstep('person', 'certificate', 'x-waits')).out).not.toContain('held');
  });

  it('tells what retention would remove, and holds an issue', async () => {
    const none = await doorstep('retention', 'preview');
    expect([none.code, none.out]).toStrictEqual([0, expect.stringContaining('no retention.yaml')]);
    const { issue } = await world().doorstep.report(report('calm'));
    expect(await doorstep('retention', 'hold', issue)).toMatchObject({ code: 2 });
    expect(await doorstep('retention', 'hold', issue, '--reason', 'file 12')).toMatchObject({ code: 0 });
    const { out } = await doorstep('retention', 'holds');
    expect(out).toContain(issue);
    expect(out).toContain('file 12');
    const refused = await doorstep('person', 'erase', resident, '--reason', 'x', '--hand-over');
    expect([refused.code, refused.err]).toStrictEqual([3, expect.stringContaining('ERASURE_HELD')]);
    expect(await doorstep('retention', 'release', issue)).toMatchObject({ code: 0 });
    expect(await doorstep('retention', 'release', issue)).toMatchObject({ code: 4 });
    writeFileSync(join(world().folder, 'policies', 'retention.yaml'), 'version: 1\nkeep: { words: { days: 90 } }\n');
    const wrong = await doorstep('retention', 'run');
    expect([wrong.code, wrong.err]).toStrictEqual([2, expect.stringContaining('keep.evidence')]);
    const right = 'version: 1\nkeep: { words: { days: 90 }, evidence: { years: 1 }, deliveries: for-good }\n';
    writeFileSync(join(world().folder, 'policies', 'retention.yaml'), right);
    expect(await doorstep('retention', 'run')).toMatchObject({ code: 0, out: 'Nothing is old enough.' });
  });
});
