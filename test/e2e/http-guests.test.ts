/** Reports without an account, followed by their tracking code, on the whole stack. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { run } from '../../clients/cli/main';
import type { PersonalData } from '../../contracts/personal-data';
import { isGuest, type IssueId } from '../../domain';
import { keepTrackingCode, listAccess, makeMasterKeys, newTrackingCode, parseAddress, setContacts } from '../../store';
import { Door } from '../support/identity';
import { done, grid, lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let door: Door;
beforeAll(async () => {
  door = await Door.open(world(), { DOORSTEP_GUESTS_PER_ADDRESS: '100', DOORSTEP_GUESTS_PER_UNIT: '100' });
});
afterAll(() => door.close());

const REPORT = { text: '三楼的灯不亮', category: 'calm', unit: 'east-1' };
const reportAs = async (headers: Record<string, string> = {}, body: object = REPORT, at = door) => {
  const answer = await at.ask('POST', '/v1/reports', headers, body);
  const { issue, trackingCode } = answer.body as { issue: IssueId; trackingCode: string };
  return { answer, issue, code: { authorization: `Tracking ${trackingCode}` }, trackingCode };
};

it('is reported, followed, handled, disputed, handled again and confirmed', async () => {
  const { answer, issue, code } = await reportAs();
  expect(answer.status).toBe(201);
  const { caller, doorstep } = world();
  const { report } = await doorstep.get(issue);
  expect(report).toMatchObject({ text: REPORT.text, channel: 'web', severity: 'normal' });
  expect(isGuest(report.reporter)).toBe(true);
  expect(await door.ask('GET', '/v1/reports/tracked', code)).toMatchObject({
    status: 200,
    body: {
      issue,
      stage: 'open',
      text: REPORT.text,
      mayNow: expect.arrayContaining(['comment', 'withdraw']) as string[],
    },
  });
  expect(await door.ask('POST', '/v1/reports/tracked/confirm', code)).toMatchObject({
    status: 409,
    body: { code: 'NOT_IN_THIS_STAGE' },
  });
  expect(await door.ask('POST', '/v1/reports/tracked/comment', code, { text: '四楼也不亮' })).toMatchObject({
    status: 200,
  });
  await caller.command('acknowledge', issue, { by: lead });
  await caller.command('handle', issue, { by: lead, ...done });
  const key = { ...code, 'idempotency-key': randomUUID() };
  const disputed = await door.ask('POST', '/v1/reports/tracked/dispute', key, { reason: '还是不亮' });
  expect(disputed).toMatchObject({ status: 200, body: { stage: 'open' } });
  const { seq } = await doorstep.get(issue);
  // The same again is the same once.
  expect(await door.ask('POST', '/v1/reports/tracked/dispute', key, { reason: '还是不亮' })).toMatchObject({
    status: 200,
  });
  expect((await doorstep.get(issue)).seq).toBe(seq);
  await caller.command('acknowledge', issue, { by: grid[0] });
  await caller.command('handle', issue, { by: grid[0], ...done });
  expect(await door.ask('POST', '/v1/reports/tracked/confirm', code)).toMatchObject({
    status: 200,
    body: { stage: 'closed', outcome: 'confirmed' },
  });
});

it('is nobody else’s: a code opens one issue, and does nothing but what a reporter may', async () => {
  const [one, other] = [await reportAs(), await reportAs()];
  expect(one.trackingCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(one.trackingCode).not.toBe(other.trackingCode);
  expect((await door.ask('GET', '/v1/reports/tracked', one.code)).body).toMatchObject({ issue: one.issue });
  expect(await door.ask('GET', `/v1/issues/${one.issue}/evidence`, one.code)).toMatchObject({ status: 200 });
  expect(await door.ask('GET', `/v1/issues/${other.issue}/evidence`, one.code)).toMatchObject({
    status: 404,
    body: { code: 'ISSUE_UNKNOWN' },
  });
  expect(await door.ask('GET', `/v1/issues/${one.issue}/notices`, one.code)).toMatchObject({ status: 403 });
  expect(await door.ask('GET', `/v1/issues/${one.issue}`, one.code)).toMatchObject({ status: 200 });
  const word = await door.ask('POST', `/v1/issues/${one.issue}/comment`, one.code, { text: '还有', evidence: [] });
  expect(word).toMatchObject({ status: 200 });
  const forged = { text: 'x', evidence: [], by: 'resident-1' };
  expect(await door.ask('POST', `/v1/issues/${one.issue}/comment`, one.code, forged)).toMatchObject({ status: 403 });
  expect(await door.ask('POST', `/v1/issues/${one.issue}/acknowledge`, one.code, {})).toMatchObject({ status: 403 });
  expect(await door.ask('GET', '/v1/issues', one.code)).toMatchObject({ status: 403 });
  expect(await door.ask('GET', '/v1/directory', one.code)).toMatchObject({ status: 403 });
  expect(await door.ask('GET', '/v1/reports/tracked')).toMatchObject({ status: 401 });
  // As people type it.
  const typed = { authorization: `tracking ${one.trackingCode.toLowerCase().replaceAll('-', '')}` };
  expect(await door.ask('GET', '/v1/reports/tracked', typed)).toMatchObject({ status: 200 });
  const key = await door.key({ scopes: ['issues.read'] });
  expect(await door.ask('GET', '/v1/reports/tracked', key)).toMatchObject({ status: 401 });
});

it('sent again under its random key it is the same report with the same code; another under it is refused', async () => {
  const headers = { 'idempotency-key': randomUUID() };
  const [first, again] = [await reportAs(headers), await reportAs(headers)];
  expect(again.answer.body).toStrictEqual(first.answer.body);
  expect((await reportAs(headers, { ...REPORT, text: 'other' })).answer).toMatchObject({
    status: 409,
    body: { code: 'REPORT_MISMATCH' },
  });
  expect((await reportAs({ 'idempotency-key': 'short' })).answer).toMatchObject({ status: 400 });
  expect((await reportAs()).issue).not.toBe(first.issue);
});

it('says what is wrong with it, and takes nobody’s name', async () => {
  for (const wrong of [
    { ...REPORT, unit: 'nowhere' },
    { ...REPORT, category: 'unknown' },
    { ...REPORT, text: '' },
    { ...REPORT, reporter: 'resident-1' },
  ])
    expect([400, 404]).toContain((await reportAs({}, wrong)).answer.status);
});

it('is taken so often an hour from one address and for one place, by all processes together', async () => {
  await sql`delete from doorstep.usage`.execute(world().database.db);
  const strict = { DOORSTEP_GUESTS_PER_ADDRESS: '3', DOORSTEP_GUESTS_PER_UNIT: '100' };
  const [one, two] = [await Door.open(world(), strict), await Door.open(world(), strict)];
  const answers = await Promise.all([one, two, one, two, one].map((at) => reportAs({}, REPORT, at)));
  expect(answers.map(({ answer }) => answer.status).sort()).toStrictEqual([201, 201, 201, 429, 429]);
  const refused = answers.find(({ answer }) => answer.status === 429)?.answer;
  expect(refused).toMatchObject({ body: { code: 'REPORTS_USED_UP' } });
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  const none = await Door.open(world(), { DOORSTEP_GUESTS_PER_UNIT: '0' });
  expect((await reportAs({}, { ...REPORT, unit: 'east-2' }, none)).answer.status).toBe(429);
  await Promise.all([one.close(), two.close(), none.close()]);
});

it('everything that is kept of a guest is given to the code, with addresses half hidden, and each reading is on record', async () => {
  const { database, doorstep, folder } = world();
  const location = { lat: 40.8123, lon: 111.7654 };
  const { issue, code, trackingCode } = await reportAs({}, { ...REPORT, text: 'guest-words 三楼', location });
  const guest = (await doorstep.get(issue)).report.reporter;
  await setContacts(database, makeMasterKeys({}, folder), [
    { person: guest, address: parseAddress('email', 'zhang.guest@example.org') },
  ]);
  await doorstep.comment(issue, { by: lead, text: 'of-somebody-else', evidence: [] });
  const path = '/v1/reports/tracked/personal-data';
  const { status, body, headers } = await door.ask('GET', path, code);
  expect([status, headers['cache-control']]).toStrictEqual([200, 'no-store']);
  const data = body as unknown as PersonalData;
  expect(data).toMatchObject({
    person: guest,
    directory: [],
    contacts: [{ channel: 'email', address: 'z…@example.org' }],
    trackingCodes: [{ issue }],
    issues: [{ issue, roles: ['reporter', 'actor'], acts: [{ type: 'opened', data: { report: { location } } }] }],
    incomplete: [],
  });
  expect(JSON.stringify(data)).toContain('guest-words');
  expect(JSON.stringify(data)).not.toMatch(/of-somebody-else|zhang\.guest|sealed:/);
  const again = (await door.ask('GET', path, code)).body as unknown as PersonalData;
  expect(again.access).toContainEqual(
    expect.objectContaining({ who: `tracker:${guest}`, operation: 'issue.personal-data', outcome: 'read' }),
  );
  const others = [await door.key({ scopes: ['issues.read'], person: lead }), {}];
  for (const headers of others) expect(await door.ask('GET', path, headers)).toMatchObject({ status: 401 });
  // By the command line, for somebody who calls.
  const asked = await cli(trackingCode, 'person', 'export', '--tracking-code');
  expect([asked.code, JSON.parse(asked.out)]).toMatchObject([
    0,
    { person: guest, contacts: [{ address: 'z…@example.org' }] },
  ]);
  expect((await listAccess(database, { subject: `person:${guest}` }))[0]).toMatchObject({
    who: 'root',
    outcome: 'read',
  });
  expect(await cli('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF', 'person', 'export', '--tracking-code')).toMatchObject({ code: 2 });
  expect(await cli('', 'person', 'export')).toMatchObject({ code: 2 });
});

it('a code of somebody of the directory gives nothing of them away', async () => {
  const { database, doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  const code = await newTrackingCode(database);
  await keepTrackingCode(database, code, { issue, reporter: resident });
  const headers = { authorization: `Tracking ${code}` };
  expect(await door.ask('GET', '/v1/reports/tracked', headers)).toMatchObject({ status: 200 });
  expect(await door.ask('GET', '/v1/reports/tracked/personal-data', headers)).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN' },
  });
  await until('the refusal is written', async () => {
    const refused = await listAccess(database, { subject: `person:${resident}`, outcome: 'refused' });
    return refused.some(({ who, operation }) => who === `tracker:${resident}` && operation === 'personal.read');
  });
  expect(await cli(code, 'person', 'export', '--tracking-code')).toMatchObject({ code: 2, out: '' });
});

async function cli(stdin: string, ...argv: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(['--lang', 'en', ...argv], {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    stdin: () => Promise.resolve(`${stdin}\n`),
    env: { DOORSTEP_DATA: world().folder, DOORSTEP_AS: 'root' },
    stopped: AbortSignal.timeout(60_000),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
