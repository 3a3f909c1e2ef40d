/** A client like FixMyStreet's reports, follows and answers, until its matters are closed. */
import { issueId, type IssueId } from '../../clients/sdk';
import { FixMyStreet } from '../support/fixmystreet';
import { open311ForTests, OPENED } from '../support/open311';
import { done, grid, group, lead, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
const { url, keyed } = open311ForTests(world);
const client = (key = 'good') => new FixMyStreet(url('').replace(/\/$/, ''), keyed(key));
const now = (): string => new Date().toISOString();
const poll = (fms: FixMyStreet) => fms.poll(new Date(Date.now() - 3_600_000), new Date());
const HANDLED = [...OPENED, 'resident-1 acknowledged', 'resident-1 please-confirm'];

async function send(fms: FixMyStreet, title: string): Promise<IssueId> {
  const id = await fms.send({
    service_code: 'calm',
    'attribute[unit]': 'east-1',
    'attribute[easting]': '1',
    lat: '43.8',
    long: '87.6',
    first_name: 'Ann',
    last_name: 'Other',
    email: 'ann@example.org',
    description: `${title}\n\ndetail\n\nhttps://fms.example.org/report/1\n`,
  });
  expect(fms.error).toBe('');
  return issueId(String(id));
}

async function handle(id: IssueId): Promise<void> {
  await world().doorstep.acknowledge(id, { by: lead });
  await world().doorstep.handle(id, { by: lead, ...done });
}

it('learns what it may report and where, reports it, and follows it until the reporter agrees', async () => {
  const fms = client();
  const [service] = await fms.services();
  expect(service).toMatchObject({ service_code: 'calm', metadata: 'true' });
  expect((await fms.attributes('calm')).map(({ code }) => code)).toStrictEqual(['unit', 'severity']);
  const id = await send(fms, 'to the end');
  expect(await poll(fms)).toStrictEqual([]);
  await world().doorstep.acknowledge(id, { by: lead });
  expect((await poll(fms)).map(({ status }) => status)).toStrictEqual(['in_progress']);
  await world().doorstep.handle(id, { by: lead, ...done });
  expect((await poll(fms)).map(({ status }) => status)).toStrictEqual(['fixed']);
  const update = {
    service_request_id: id,
    update_id: '17',
    updated_datetime: now(),
    status: 'FIXED',
    description: '谢谢',
  };
  const updateId = await fms.sendUpdate(update);
  expect(updateId).toMatch(new RegExp(`^${id}\\.\\d+$`));
  // The answer was lost: the same update again is the same update, though the issue is closed by now.
  expect(await fms.sendUpdate(update)).toBe(updateId);
  const state = await world().doorstep.get(id);
  expect([state.stage, state.closure?.outcome]).toStrictEqual(['closed', 'confirmed']);
  // What came of its own update it knows by the same id.
  expect(await poll(fms)).toStrictEqual([]);
  expect((await fms.requests([id]))[0]).toMatchObject({ service_request_id: id, status: 'closed' });
  const said = await world().doorstep.timeline(id);
  expect(said.map(({ type }) => type)).toStrictEqual([
    'opened',
    'acknowledged',
    'handled',
    'commented',
    'confirmed',
    'closed',
  ]);
  world().expectNotices(id, ...HANDLED, 'lead-1 commented', 'lead-1 closed', 'resident-1 closed');
});

it('a reporter who disagrees is heard: before the end one tier higher, after it the issue is open again', async () => {
  const fms = client();
  const id = await send(fms, 'not at all');
  await handle(id);
  await poll(fms);
  await fms.sendUpdate({
    service_request_id: id,
    update_id: '18',
    updated_datetime: now(),
    status: 'OPEN',
    description: '还是不亮',
  });
  expect(await world().doorstep.get(id)).toMatchObject({ stage: 'open', tier: 2, disputes: 1 });
  expect((await poll(fms)).map(({ status }) => status)).toStrictEqual([]);
  await world().doorstep.acknowledge(id, { by: grid[0] });
  await world().doorstep.handle(id, { by: grid[0], ...done });
  await world().doorstep.confirm(id, { by: resident });
  expect((await poll(fms)).at(-1)).toMatchObject({ status: 'fixed' });
  await fms.sendUpdate({
    service_request_id: id,
    update_id: '19',
    updated_datetime: now(),
    status: 'REOPEN',
    description: '又坏了',
  });
  expect(await world().doorstep.get(id)).toMatchObject({ stage: 'open', tier: 3, reopenings: 1 });
  world().expectNotices(
    id,
    ...HANDLED,
    'lead-1 disputed',
    'resident-1 escalated',
    ...grid.map((person) => `${person} tier-called`),
    'resident-1 acknowledged',
    'resident-1 please-confirm',
    'grid-1 closed',
    'resident-1 closed',
    ...group.map((person) => `${person} tier-called`),
    'resident-1 reopened',
  );
});

it('what was said of an open matter is a comment, also when it was done meanwhile', async () => {
  const fms = client();
  const id = await send(fms, 'any news?');
  const askedAt = now();
  const comment = { service_request_id: id, updated_datetime: askedAt, status: 'OPEN', description: '有消息吗' };
  await fms.sendUpdate({ ...comment, update_id: '20' });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await handle(id);
  await fms.sendUpdate({ ...comment, update_id: '21' });
  await fms.sendUpdate({ ...comment, update_id: '22', updated_datetime: now(), status: 'FOR_TRIAGE' });
  expect(await world().doorstep.get(id)).toMatchObject({ stage: 'confirming', disputes: 0 });
  const types = (await world().doorstep.timeline(id)).map(({ type }) => type);
  expect(types.filter((type) => type === 'commented')).toHaveLength(3);
  world().expectNotices(id, ...HANDLED, ...Array<string>(3).fill('lead-1 commented'));
});

it('taken back on the other side is taken back here, and a comment on a closed matter is refused with the reason', async () => {
  const fms = client();
  const id = await send(fms, 'never mind');
  await fms.sendUpdate({ service_request_id: id, update_id: '23', status: 'CANCELLED', description: '' });
  expect((await world().doorstep.get(id)).closure?.outcome).toBe('withdrawn');
  expect(
    await fms.sendUpdate({ service_request_id: id, update_id: '24', status: 'CLOSED', description: 'ok' }),
  ).toBeUndefined();
  expect(fms.error).toMatch(/^400: .*closed/);
  world().expectNotices(id, ...OPENED, 'lead-1 closed', 'resident-1 closed');
});

it.each([
  ['without a request', { service_request_id: '' }, '400: service_request_id was not provided.'],
  ['for an unknown request', { service_request_id: 'i-nobody' }, '404: '],
  ['that says nothing', { status: '', description: '' }, '400: Neither a status nor a description was provided.'],
  ['at no time', { updated_datetime: 'yesterday' }, '400: updated_datetime'],
  ['too long', { description: 'x'.repeat(2_001) }, '400: description'],
  ['with a link that is none', { media_url: 'file:///etc/passwd' }, '400: media_url'],
])('an update %s is refused', async (_what, wrong, error) => {
  const fms = client();
  const sent = await fms.sendUpdate({
    service_request_id: 'i-x',
    update_id: '1',
    status: 'OPEN',
    description: 'x',
    ...wrong,
  });
  expect(sent).toBeUndefined();
  expect(fms.error).toContain(error);
});

it('an update without a key, or with a wrong one, is refused', async () => {
  const fms = client('bad');
  expect(await fms.sendUpdate({ service_request_id: 'i-x', status: 'OPEN', description: 'x' })).toBeUndefined();
  expect(fms.error).toContain('403: ');
});

it('a key that may report and nothing else is refused, and changes nothing', async () => {
  const id = await send(client(), 'mine');
  const fms = client('reporting');
  expect(await fms.sendUpdate({ service_request_id: id, status: 'CANCELLED', description: 'x' })).toBeUndefined();
  expect(fms.error).toMatch(/^40[34]: /);
  expect((await world().doorstep.get(id)).stage).toBe('open');
  const own = await fms.send({ service_code: 'calm', 'attribute[unit]': 'east-1', description: 'x' });
  world().expectNotices(id, ...OPENED);
  world().expectNotices(issueId(String(own)), ...OPENED);
});
