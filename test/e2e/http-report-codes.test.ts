/** Reports under an address that was proven by a one-time code, on the whole stack with a real mail server. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isGuest } from '../../domain';
import {
  fingerprintContacts,
  forgetGuestContacts,
  listAccess,
  listContacts,
  parseAddress,
  setContacts,
  type MasterKeys,
} from '../../store';
import { filesWith, holdsMark, MARK, tablesWith } from '../support/canary';
import { Door } from '../support/identity';
import { post } from '../support/acting';
import { done, lead, resident } from '../support/people';
import { askAt, codesForTests, mailOf, PUBLIC_URL, reportAt, type Contact } from '../support/report-codes';

const codes = codesForTests();
const { world, codeAt, lettersTo, later } = codes;
beforeEach(() => world().inbox.expectWhatTheLogSays());
let door: Door;
const opened: Door[] = [];
const open = async (env: Record<string, string>): Promise<Door> => {
  const one = await Door.open(world(), env);
  opened.push(one);
  return one;
};
beforeAll(async () => {
  const more = { DOORSTEP_GUESTS_PER_ADDRESS: '1000', DOORSTEP_GUESTS_PER_UNIT: '1000' };
  door = await open({ ...more, DOORSTEP_CODES_PER_NETWORK: '1000' });
});
afterAll(() => Promise.all(opened.map((one) => one.close())));

/** A guest whose report was never finished. */
const NEVER_CAME = `guest-${'0'.repeat(32)}`;
const UNFIT = { status: 403, body: { code: 'REPORT_CODE_UNFIT' } };
const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
async function codeFor(contact: Contact): Promise<string> {
  expect((await askAt(door, contact)).status).toBe(202);
  return codeAt(contact);
}
function keys(): MasterKeys {
  const found = world().masterKeys();
  if (found === undefined) throw new Error('There is no master key.');
  return found;
}

it('a guest proves a mail address, and hears by it until they have confirmed', async () => {
  const contact = mailOf('guest');
  const code = await codeFor(contact);
  const { answer, issue, tracking } = await reportAt(door, { ...contact, code });
  expect(answer.status).toBe(201);
  const { caller, doorstep, database } = world();
  const { report } = await doorstep.get(issue);
  expect(isGuest(report.reporter)).toBe(true);
  expect(await listContacts(database, keys())).toContainEqual(
    expect.objectContaining({ person: report.reporter, address: contact }),
  );
  await caller.command('acknowledge', issue, { by: lead });
  expect((await lettersTo(contact, 2)).at(-1)).toMatch(/已经接手.*凭查询码/s);
  await caller.command('handle', issue, { by: lead, ...done });
  expect((await lettersTo(contact, 3)).at(-1)).toMatch(/办好了.*凭查询码/s);
  expect(await door.ask('POST', '/v1/reports/tracked/comment', tracking, { text: '好了' })).toMatchObject({
    status: 200,
  });
  expect(await door.ask('POST', '/v1/reports/tracked/confirm', tracking)).toMatchObject({
    status: 200,
    body: { stage: 'closed', outcome: 'confirmed' },
  });
  const letters = await lettersTo(contact, 4);
  expect(letters.at(-1)).toMatch(/已结案/);
  expect(letters.join('\n')).not.toMatch(/npx|guest-/);
  expect(letters).toHaveLength(4);
});

it('it is the report of the one of the directory who has the number; of a number that two have, a guest’s', async () => {
  const set = (person: string, channel: 'sms' | 'phone', text: string) =>
    setContacts(world().database, keys(), [{ person, address: parseAddress(channel, text) }]);
  await set(resident, 'phone', '+8613800000001');
  // As it was kept before it could be found.
  await world().database.pool.query('update doorstep.contact set found_by = null');
  expect(await fingerprintContacts(world().database, keys())).toBe(1);
  const own: Contact = { channel: 'sms', address: '+86 138-0000-0001' };
  expect((await askAt(door, own, { lang: 'en' })).status).toBe(202);
  const read: Contact = { channel: 'sms', address: '+8613800000001' };
  const [text = ''] = await lettersTo(read);
  expect(text).toMatch(/is your code for a report/);
  const { issue, tracking } = await reportAt(door, { ...own, code: await codeAt(read) });
  expect((await world().doorstep.get(issue)).report.reporter).toBe(resident);
  expect(await door.ask('GET', '/v1/reports/tracked', tracking)).toMatchObject({ status: 200, body: { issue } });
  await set(lead, 'sms', '+8613800000001');
  expect((await askAt(door, own)).status).toBe(202);
  const shared = await reportAt(door, { ...own, code: await codeAt(read, 2) });
  expect(isGuest((await world().doorstep.get(shared.issue)).report.reporter)).toBe(true);
  await world().database.pool.query('delete from doorstep.contact where person = any($1)', [[lead, resident]]);
});

it('a guest answers by the link in a mail as well, and is forgotten when there is nothing more to say', async () => {
  const contact = mailOf('clicks');
  const { issue } = await reportAt(door, { ...contact, code: await codeFor(contact) });
  const { caller, doorstep, database, stack } = world();
  await caller.command('acknowledge', issue, { by: lead });
  await lettersTo(contact, 2);
  await caller.command('handle', issue, { by: lead, ...done });
  const letter = (await lettersTo(contact, 3)).at(-1) ?? '';
  const [link = ''] = /https:\/\/doorstep\.example\.org\/act\/[\w-]+/.exec(letter) ?? [];
  const address = link.replace(PUBLIC_URL, stack.connections.httpUrl ?? '');
  const page = await (await fetch(address)).text();
  expect(page).toContain('本页面代表上报人操作');
  expect(page).not.toContain('guest-');
  const forget = () => forgetGuestContacts(database, { keptDays: 30, limit: 100 });
  await database.pool.query(`update doorstep.contact_key set created_at = created_at - interval '2 days'`);
  const { reporter } = (await doorstep.get(issue)).report;
  await setContacts(database, keys(), [
    { person: NEVER_CAME, address: parseAddress('email', 'never@mail.example.org') },
  ]);
  // Its issue is open.
  expect(await forget()).toBe(0);
  await database.pool.query(`update doorstep.contact_key set created_at = created_at - interval '2 days'`);
  expect(await forget()).toBe(1);
  expect((await post(address, 'confirm')).status).toBe(200);
  expect((await doorstep.get(issue)).closure).toMatchObject({ outcome: 'confirmed' });
  await lettersTo(contact, 4);
  expect(await forget()).toBe(0);
  await database.pool.query(`update doorstep.issue set updated_at = updated_at - interval '31 days' where id = $1`, [
    issue,
  ]);
  expect(await forget()).toBe(1);
  expect((await listContacts(database, keys())).map(({ person }) => person)).not.toContain(reporter);
});

it('asking has the same answer whether or not anybody is known by the address', async () => {
  const known = mailOf('known');
  await setContacts(world().database, keys(), [{ person: resident, address: parseAddress('email', known.address) }]);
  const [one, other] = [await askAt(door, known), await askAt(door, mailOf('unknown'))];
  expect([one.status, one.body]).toStrictEqual([202, { validS: 600, againAfterS: 60 }]);
  expect([other.status, other.body]).toStrictEqual([one.status, one.body]);
  expect(Object.keys(other.headers)).toStrictEqual(Object.keys(one.headers));
  await world().database.pool.query('delete from doorstep.contact where person = $1', [resident]);
});

it('a code is good once, for its address, as the newest, and for ten minutes; every other has one answer', async () => {
  const contact = mailOf('careful');
  const first = await codeFor(contact);
  expect((await reportAt(door, { ...contact, code: wrongFor(first) })).answer).toMatchObject(UNFIT);
  expect((await reportAt(door, { ...mailOf('other'), code: first })).answer).toMatchObject(UNFIT);
  expect((await reportAt(door, { ...contact, code: '12345' })).answer.status).toBe(400);
  await later(2);
  expect((await askAt(door, contact)).status).toBe(202);
  const second = await codeAt(contact, 2);
  if (second !== first) expect((await reportAt(door, { ...contact, code: first })).answer).toMatchObject(UNFIT);
  await later(10);
  expect((await reportAt(door, { ...contact, code: second })).answer).toMatchObject(UNFIT);
  expect((await askAt(door, contact)).status).toBe(202);
  const third = await codeAt(contact, 3);
  expect((await reportAt(door, { ...contact, code: `${third.slice(0, 3)} ${third.slice(3)}` })).answer.status).toBe(
    201,
  );
  expect((await reportAt(door, { ...contact, code: third })).answer).toMatchObject(UNFIT);
  expect(await listAccess(world().database, { outcome: 'failed', limit: 1 })).toMatchObject([
    { who: 'anonymous', operation: 'report.code', reason: 'code-unfit', subject: null },
  ]);
});

it('a report that is refused leaves the code good', async () => {
  const contact = mailOf('refused');
  const code = await codeFor(contact);
  const refused = async (at: Door, more: object) =>
    (await reportAt(at, { ...contact, code }, {}, more)).answer.body as { readonly code: string };
  expect(await refused(door, { category: 'nothing-of-ours' })).toMatchObject({ code: 'CATEGORY_UNKNOWN' });
  expect(await refused(door, { unit: 'nowhere' })).toMatchObject({ code: 'UNIT_UNKNOWN' });
  const none = await open({ DOORSTEP_GUESTS_PER_UNIT: '0', DOORSTEP_CODES_PER_NETWORK: '1000' });
  expect(await refused(none, {})).toMatchObject({ code: 'REPORTS_USED_UP' });
  expect((await reportAt(door, { ...contact, code })).answer.status).toBe(201);
  expect((await reportAt(door, { ...contact, code })).answer).toMatchObject(UNFIT);
});

it('after five wrong ones the right one is good for nothing', async () => {
  const contact = mailOf('guessed');
  const code = await codeFor(contact);
  for (let n = 0; n < 5; n += 1)
    expect((await reportAt(door, { ...contact, code: wrongFor(code) })).answer).toMatchObject(UNFIT);
  expect((await reportAt(door, { ...contact, code })).answer).toMatchObject(UNFIT);
});

it('of twenty who use a code at once one reports; the same report sent twenty times is one', async () => {
  const contact = mailOf('raced');
  const code = await codeFor(contact);
  const twenty = (headersOf: () => Record<string, string>, with_: string) =>
    Promise.all(Array.from({ length: 20 }, () => reportAt(door, { ...contact, code: with_ }, headersOf())));
  const raced = await twenty(() => ({ 'idempotency-key': randomUUID() }), code);
  expect(raced.map(({ answer }) => answer.status).sort()).toStrictEqual([201, ...Array<number>(19).fill(403)]);
  await later(2);
  expect((await askAt(door, contact)).status).toBe(202);
  const headers = { 'idempotency-key': randomUUID() };
  const same = await twenty(() => headers, await codeAt(contact, 2));
  expect(same.map(({ answer }) => answer.status)).toStrictEqual(Array<number>(20).fill(201));
  expect(new Set(same.map(({ issue }) => issue)).size).toBe(1);
  // Once more, when its code is long gone.
  expect((await reportAt(door, { ...contact, code: '000000' }, headers)).answer.body).toStrictEqual(
    same[0]?.answer.body,
  );
});

it('codes are asked for, and tried, so often only', async () => {
  const refusedAs = (code: string) => ({ status: 429, body: { code } });
  const contact = mailOf('often');
  const many = await Promise.all(Array.from({ length: 10 }, () => askAt(door, contact)));
  expect(many.map(({ status }) => status).sort()).toStrictEqual([202, ...Array<number>(9).fill(429)]);
  const soon = await askAt(door, contact);
  expect(soon).toMatchObject(refusedAs('REPORT_CODE_TOO_SOON'));
  expect(Number(soon.headers['retry-after'])).toBeGreaterThan(30);
  await world().database.pool.query('delete from doorstep.usage');
  for (const [setting, ask] of [
    ['DOORSTEP_CODES_PER_CONTACT', mailOf('often')],
    ['DOORSTEP_CODES_PER_NETWORK', mailOf('often-2')],
    ['DOORSTEP_CODES_IN_ALL', mailOf('often-3')],
  ] as const) {
    const strict = await open({ [setting]: '1' });
    await later(2);
    await world().database.pool.query('delete from doorstep.usage');
    expect((await askAt(strict, ask)).status).toBe(202);
    await later(2);
    const next = setting === 'DOORSTEP_CODES_PER_CONTACT' ? ask : mailOf(`${setting.toLowerCase()}-next`);
    expect(await askAt(strict, next)).toMatchObject(refusedAs('REPORT_CODES_USED_UP'));
  }
  const tried = await open({ DOORSTEP_CODES_PER_NETWORK: '1' });
  await world().database.pool.query('delete from doorstep.usage');
  for (let n = 0; n < 5; n += 1)
    expect((await reportAt(tried, { ...mailOf(`nobody-${n}`), code: '000000' })).answer).toMatchObject(UNFIT);
  expect((await reportAt(tried, { ...mailOf('nobody'), code: '000000' })).answer).toMatchObject(
    refusedAs('REPORT_CODES_USED_UP'),
  );
});

it('says what is wrong with an address without repeating it, and where no codes go', async () => {
  const odd = await askAt(door, { channel: 'sms', address: '13800000002' });
  expect(odd).toMatchObject({ status: 400, body: { code: 'CONTACT_INVALID' } });
  expect(JSON.stringify(odd.body)).not.toContain('13800000002');
  const own = await open({ DOORSTEP_CODES_NUMBERS: '+86,+852' });
  const away = { status: 409, body: { code: 'REPORT_CODES_NOT_SENT' } };
  expect(await askAt(own, { channel: 'sms', address: '+4915100000000' })).toMatchObject(away);
  expect((await askAt(own, { channel: 'sms', address: '+85290000000' })).status).toBe(202);
  await world().database.pool.query(
    `update doorstep.code_channel set seen_at = now() - interval '1 hour' where channel = 'sms'`,
  );
  expect(await askAt(door, { channel: 'sms', address: '+8613800000003' })).toMatchObject(away);
  expect((await askAt(door, { channel: 'phone' as 'sms', address: '+8613800000003' })).status).toBe(400);
});

it('what was typed is in no row and no log', async () => {
  const contact = mailOf(MARK);
  const code = await codeFor(contact);
  expect((await reportAt(door, { ...contact, code })).answer.status).toBe(201);
  expect((await askAt(door, mailOf(`${MARK}-waits`))).status).toBe(202);
  expect(await tablesWith(world(), holdsMark)).toStrictEqual([]);
  // The code is good for nothing by now, and was nowhere before.
  expect(await tablesWith(world(), (text) => text.includes(`"${code}"`))).toStrictEqual([]);
  expect(filesWith(join(world().folder, 'log'), (bytes) => holdsMark(bytes.toString('utf8')))).toStrictEqual([]);
});
