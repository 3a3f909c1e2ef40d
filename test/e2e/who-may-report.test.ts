/** Procedures that want to know who reports, at every door where somebody without an account may come. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { livePolicies } from '../../policies/place';
import { readPolicies } from '../../policies/read';
import { Door } from '../support/identity';
import { askAt, codesForTests, mailOf, REPORT, reportAt } from '../support/report-codes';

const { world, codeAt } = codesForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

/** The same place, but of one procedure: `calm` wants a code, `watched` somebody who has signed in. */
const WANTED = { calm: 'code', watched: 'signed-in' } as const;
let door: Door;
const place = () => livePolicies(readPolicies(join(world().folder, 'wanting')), world().database);
beforeAll(async () => {
  process.env['DOORSTEP_OPEN311_REPORTER'] = 'resident-2';
  const folder = join(world().folder, 'wanting');
  cpSync(join(world().folder, 'policies'), folder, { recursive: true });
  for (const [name, wanted] of Object.entries(WANTED)) {
    const file = join(folder, 'procedures', `${name}.yaml`);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nreport: ${wanted}\n`);
  }
  door = await Door.open(
    world(),
    { DOORSTEP_GUESTS_PER_ADDRESS: '1', DOORSTEP_CODES_PER_NETWORK: '100' },
    { place: place() },
  );
});
afterAll(async () => {
  delete process.env['DOORSTEP_OPEN311_REPORTER'];
  await door.close();
});

const TOO_LITTLE = { status: 403, body: { code: 'REPORTER_TOO_LITTLE_KNOWN' } };
const issues = async (): Promise<number> => {
  const { rows } = await world().database.pool.query<{ count: number }>(
    `select (select count(*) from doorstep.issue)::integer + (select count(*) from doorstep.open311_request)::integer as count`,
  );
  return rows[0]?.count ?? -1;
};

it('a guest without a code is refused, and nothing is spent or kept', async () => {
  const before = await issues();
  for (let time = 0; time < 3; time += 1)
    expect(await door.ask('POST', '/v1/reports', {}, REPORT)).toMatchObject(TOO_LITTLE);
  expect(await issues()).toBe(before);
  // The one report an hour that this address has is still there.
  expect((await door.ask('POST', '/v1/reports', {}, { ...REPORT, category: 'asking' })).status).toBe(201);
});

it('a code is enough where a code is wanted, and stays good where it is not', async () => {
  const contact = mailOf('proven');
  expect((await askAt(door, contact)).status).toBe(202);
  const code = await codeAt(contact);
  const proven = { ...contact, code };
  const another = await Door.open(world(), { DOORSTEP_GUESTS_PER_ADDRESS: '100' }, { place: place() });
  try {
    expect((await reportAt(another, proven, {}, { category: 'watched' })).answer).toMatchObject(TOO_LITTLE);
    expect((await reportAt(another, proven)).answer.status).toBe(201);
  } finally {
    await another.close();
  }
});

it('who has signed in may report anything', async () => {
  const key = await door.key({ scopes: ['issues.report'], person: 'resident-1' });
  for (const category of Object.keys(WANTED))
    expect(
      (await door.ask('POST', '/v1/issues', key, { ...REPORT, category, severity: 'normal', channel: 'app' })).status,
    ).toBe(201);
});

it('over Open311 a resident has to be named, or to come with a key of their own', async () => {
  const key = async (person: string | null): Promise<string> =>
    (await door.key({ scopes: ['issues.report'], person, actsFor: person === null }))['authorization']?.slice(7) ?? '';
  const sent = async (fields: Record<string, string>) => {
    const form = {
      service_code: 'calm',
      'attribute[unit]': 'east-1',
      description: `sent by ${Object.keys(fields).join()}`,
      ...fields,
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams(form).toString();
    const { statusCode, body } = await door.app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers,
      payload,
    });
    return { status: statusCode, body };
  };
  const [service, own, general] = [await key(null), await key('resident-1'), await key('resident-2')];
  const before = await issues();
  for (const api_key of [service, general])
    expect(await sent({ api_key })).toMatchObject({
      status: 403,
      body: expect.stringContaining('one-time code') as string,
    });
  expect(await issues()).toBe(before);
  expect((await sent({ api_key: service, account_id: 'resident-1' })).status).toBe(200);
  expect((await sent({ api_key: own, service_code: 'watched' })).status).toBe(200);
  expect((await sent({ api_key: general, service_code: 'asking' })).status).toBe(200);
});
