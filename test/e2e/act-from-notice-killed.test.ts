/** Acting from a notice by other channels than mail, while the gateway is killed, and too often. */
import type { IssueId } from '../../clients/sdk';
import { linksOf } from '../../store';
import { actingWith, get, post, pressing } from '../support/acting';
import { lettersForTests, PUBLIC_URL } from '../support/letters';
import { done, lead, resident } from '../support/people';
import { until } from '../support/until';

const letters = lettersForTests();
const { world, reach, reachBy, heardOf, gateway } = letters;
const { countOf, proofOf, reported } = actingWith(letters);
beforeAll(() => reach(lead, resident));
beforeEach(() => world().inbox.expectWhatTheLogSays());

describe('by other channels', () => {
  const linkIn = (text: string): readonly string[] =>
    (text.match(/https:\/\/doorstep\.example\.org\/act\/[\w-]+/g) ?? []).map((link) =>
      link.replace(PUBLIC_URL, gateway()),
    );
  afterEach(async () => {
    await world().database.pool.query(`delete from doorstep.contact where person = $1`, [resident]);
    await reach(resident);
  });
  async function confirming(): Promise<IssueId> {
    const { doorstep } = world();
    const { issue } = await doorstep.report(pressing('voting'));
    await doorstep.acknowledge(issue, { by: lead });
    await doorstep.handle(issue, { by: lead, ...done });
    return issue;
  }

  it('a text message has one short link, behind which one chooses', async () => {
    await reachBy('sms', resident);
    const issue = await confirming();
    const { data } = JSON.parse(await heardOf(issue)) as { data: { text: string } };
    const [link = '', ...more] = linkIn(data.text);
    expect(more).toEqual([]);
    expect(data.text.split('\n').at(-1)).toBe(`办好没有，请答复: ${link.replace(gateway(), PUBLIC_URL)}`);
    expect(await (await get(link)).text()).toMatch(/办好了.*没办好/s);
    expect((await post(link, 'dispute')).status).toBe(422);
    expect((await post(link, 'confirm')).status).toBe(200);
    expect(await (await post(link, 'dispute', '还是不亮')).text()).toMatch(/您已经答复过了.*办好了/s);
    expect((await world().doorstep.get(issue)).closure).toMatchObject({ outcome: 'confirmed' });
    expect(await proofOf(issue, resident, 'sms')).toEqual(['acted']);
  });

  it('a webhook gets each action with its link', async () => {
    await reachBy('webhook', resident);
    const issue = await confirming();
    const { data } = JSON.parse(await heardOf(issue)) as { data: { actions: { action: string; url: string }[] } };
    expect(data.actions.map(({ action }) => action)).toEqual(['confirm', 'dispute']);
    expect(data.actions[0]).toEqual({
      action: 'confirm',
      label: '办好了',
      url: expect.stringMatching(/^https:/) as string,
    });
    const [, dispute = ''] = linkIn(JSON.stringify(data));
    expect((await post(dispute, 'dispute', '还是不亮')).status).toBe(200);
    expect(await proofOf(issue, resident, 'webhook')).toEqual(['acted']);
  });

  it('a link that a whole chat group reads decides nothing by itself', async () => {
    await reachBy('robot', resident);
    const issue = await confirming();
    const { text } = JSON.parse(await heardOf(issue)) as { text: { content: string } };
    const [link = ''] = linkIn(text.content);
    expect(await (await get(link)).text()).toContain('请先确认是您本人');
    expect((await post(link, 'confirm')).status).toBe(403);
    expect((await world().doorstep.get(issue)).stage).toBe('confirming');
  });
});

const pidOfGateway = (): number | undefined =>
  world()
    .stack.processes()
    .find(({ name }) => name === 'gateway')?.pid;
async function killGateway(): Promise<void> {
  const pid = pidOfGateway();
  if (pid === undefined) throw new Error('no gateway runs');
  process.kill(pid, 'SIGKILL');
  await until('another gateway serves', async () => {
    const now = pidOfGateway();
    return now !== undefined && now !== pid && (await fetch(`${gateway()}/readyz`)).ok;
  });
}

it('killed before anything was decided, the answer is given again and counts once', async () => {
  const { issue, link } = await reported();
  await get(link);
  const sent = post(link, 'acknowledge').catch(() => undefined);
  await killGateway();
  await sent;
  expect((await post(link, 'acknowledge')).status).toBe(200);
  expect(await countOf(issue, 'acknowledged')).toBe(1);
  expect(await proofOf(issue, lead)).toEqual(['acted']);
});

it('killed when the answer was recorded and nothing else, it is found again and noted', async () => {
  const { issue, link } = await reported();
  const holder = await world().database.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select from doorstep.delivery where issue_id = $1 for update', [issue]);
    const sent = post(link, 'acknowledge').catch(() => undefined);
    await until('the answer is in the log', async () => (await countOf(issue, 'acknowledged')) === 1);
    await killGateway();
    await sent;
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect((await linksOf(world().database, issue))[0]?.answer).toBeNull();
  expect(await (await get(link)).text()).toContain('您已经答复过了');
  expect((await post(link, 'acknowledge')).status).toBe(200);
  expect(await countOf(issue, 'acknowledged')).toBe(1);
  expect(await proofOf(issue, lead)).toEqual(['acted']);
  expect((await linksOf(world().database, issue))[0]?.answer).toMatchObject({ choice: 'acknowledge' });
});

it('an address that opens more than anybody would has to wait', async () => {
  const link = `${gateway()}/act/${'B'.repeat(24)}`;
  const answers = await Promise.all(Array.from({ length: 90 }, () => get(link)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await refused[0]?.text()).toContain('请等一分钟再试');
});
