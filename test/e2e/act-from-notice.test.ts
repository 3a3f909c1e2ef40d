/** Acting from a notice: the link is taken out of a mail that a real server took, looked at, and used. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../clients/cli/main';
import { addAccount, linksOf, listAccess, readLog, revokeLinks } from '../../store';
import { actingWith, get, post, pressing, tokenOf } from '../support/acting';
import { lettersForTests, PUBLIC_URL } from '../support/letters';
import { closeIt, committee, done, grid, lead, moreTime, resident } from '../support/people';

const letters = lettersForTests();
const { world, reach, mailTo, linksTo, gateway } = letters;
const { countOf, proofOf, reported, asked } = actingWith(letters);
beforeAll(() => reach(lead, resident, ...grid, ...committee));
// Whom the rules tell is tested elsewhere.
beforeEach(() => world().inbox.expectWhatTheLogSays());

it('the link in a mail shows what is asked and changes nothing, however often it is opened', async () => {
  const { issue, link } = await reported('三楼的灯 <b>不亮</b>');
  const mail = await mailTo(lead, issue);
  expect(mail.text).toMatch(new RegExp(`签收: ${PUBLIC_URL}/act/[\\w-]{24}\\r?\\n`));
  expect(mail.html).toContain(`<a href="${PUBLIC_URL}/act/${tokenOf(link)}"`);
  const before = (await world().doorstep.get(issue)).seq;
  const answers = await Promise.all([get(link), get(link), get(link, { method: 'HEAD' }), get(`${link}?utm=1`)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const [first] = answers;
  expect(Object.fromEntries(first?.headers ?? [])).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-\S+'; form-action 'self'/,
    ) as string,
  });
  const page = (await first?.text()) ?? '';
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).toContain(issue);
  expect(page).toContain('三楼的灯 &lt;b&gt;不亮&lt;/b&gt;');
  expect(page).toContain('本页面代表楼一操作');
  expect(page).not.toContain(tokenOf(link));
  expect((await world().doorstep.get(issue)).seq).toBe(before);
  expect(await proofOf(issue, lead)).toEqual(['sent']);
});

it('a click acknowledges, once; the log says that it came from the notice, and the proof that it was acted on', async () => {
  const { issue, link } = await reported();
  expect(await (await post(link, 'acknowledge')).text()).toContain('您的答复已记录：签收');
  const [event] = (await readLog(world().database, issue)).slice(-1);
  expect(event).toMatchObject({ actor: lead, event: { type: 'acknowledged', by: lead } });
  expect(event?.commandId).toMatch(/^notice\.1\.acknowledge\.[0-9a-z]{16}~[0-9a-z]{13}$/);
  expect(await proofOf(issue, lead)).toEqual(['acted']);
  for (const answer of [await post(link, 'acknowledge'), await get(link)]) {
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('您已经答复过了');
  }
  expect(await countOf(issue, 'acknowledged')).toBe(1);
});

it('the token is in no log, no event and no row', async () => {
  const { issue, link } = await reported();
  const token = tokenOf(link);
  for (const path of [link, `${link}/more`, `${link}%00`])
    await Promise.all(['GET', 'POST', 'DELETE', 'PUT'].map((method) => get(path, { method })));
  await get(link, { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } });
  await post(link, 'acknowledge');
  const folder = join(world().folder, 'log');
  const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(logs.join('').length).toBeGreaterThan(1_000);
  expect(logs.some((text) => text.includes('/act/:token'))).toBe(true);
  expect(logs.filter((text) => text.includes(token))).toEqual([]);
  const { rows } = await world().database.pool.query<{ found: string }>(
    `select (select string_agg(e::text, '') from doorstep.event e) || (select string_agg(l::text, '') from doorstep.action_link l)
       || (select string_agg(i::text, '') from doorstep.issue i) || (select string_agg(d::text, '') from doorstep.delivery d) as found`,
  );
  expect(rows[0]?.found).toContain(issue);
  expect(rows[0]?.found).not.toContain(token);
});

it('a link grants its own answer and nothing else', async () => {
  const issue = await asked({ by: lead, ...moreTime });
  const [approve = '', reject = ''] = await linksTo(grid[0], issue);
  for (const choice of ['reject', 'acknowledge', 'escalate', '__proto__', ''])
    expect((await post(approve, choice, 'no')).status).toBe(400);
  expect((await get(approve, { method: 'POST' })).status).toBe(400);
  expect((await post(reject, 'approve')).status).toBe(400);
  expect(await countOf(issue, 'approved')).toBe(0);
});

it('one of two decides, with a reason; their other link, and the other decider’s, say what became of it', async () => {
  const issue = await asked({ by: lead, ...moreTime });
  const [approve = '', reject = ''] = await linksTo(grid[0], issue);
  const [others = ''] = await linksTo(grid[1], issue);
  const page = await (await get(reject)).text();
  expect(page).toContain('楼一申请延期（1小时）');
  expect(page).toContain('等配件');
  expect((await post(reject, 'reject', '  ')).status).toBe(422);
  expect((await post(reject, 'reject', 'x'.repeat(2_001))).status).toBe(422);
  expect(await countOf(issue, 'rejected')).toBe(0);
  expect((await post(reject, 'reject', '今天必须修好')).status).toBe(200);
  const log = await world().doorstep.timeline(issue);
  expect(log.at(-1)).toMatchObject({ actor: grid[0], event: { type: 'rejected', reason: '今天必须修好' } });
  expect(await (await post(approve, 'approve')).text()).toMatch(/您已经答复过了.*不同意/s);
  const settled = await post(others, 'approve');
  expect(settled.status).toBe(409);
  // Whoever reads English is answered in English.
  expect(await settled.text()).toContain('It was rejected by 网一.');
  expect(await countOf(issue, 'approved')).toBe(0);
});

it('two of a panel answer at once, and one of them in five tabs: each voice counts once', async () => {
  const issue = await asked({ by: lead, ...closeIt });
  const [[mine = ''], [other = '']] = await Promise.all([linksTo(committee[0], issue), linksTo(committee[1], issue)]);
  const answers = await Promise.all(
    [...Array.from({ length: 5 }, () => mine), other].map((link) => post(link, 'approve')),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  const votes = (await readLog(world().database, issue)).flatMap(({ event }) =>
    event.type === 'voted' ? [event.by] : [],
  );
  expect([...votes].sort()).toEqual([committee[0], committee[1]]);
  expect((await world().doorstep.get(issue)).closure).toMatchObject({ outcome: 'force-closed' });
});

it('the resident has the word: what is missing has to be said, and a link of an earlier round is over', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(pressing('voting'));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.handle(issue, { by: lead, ...done });
  const [confirm = '', dispute = ''] = await linksTo(resident, issue);
  expect(await (await get(confirm)).text()).toContain('换了灯泡');
  expect((await post(dispute, 'dispute')).status).toBe(422);
  expect((await post(dispute, 'dispute', '还是不亮')).status).toBe(200);
  await doorstep.acknowledge(issue, { by: grid[0] });
  await doorstep.handle(issue, { by: grid[0], ...done });
  expect((await post(confirm, 'confirm')).status).toBe(200);
  expect((await doorstep.get(issue)).stage).toBe('confirming');
  const [again = ''] = await linksTo(resident, issue, 2);
  expect((await post(again, 'confirm')).status).toBe(200);
  expect((await doorstep.get(issue)).closure).toMatchObject({ outcome: 'confirmed' });
});

it('where the procedure asks who it is, a link alone decides nothing and says how to', async () => {
  const issue = await asked({ by: lead, kind: 'suspension', reason: '天冷', untilMs: Date.now() + 86_400_000 });
  const [approve = ''] = await linksTo(grid[0], issue);
  const page = await (await get(approve)).text();
  expect(page).toContain('请先确认是您本人');
  expect(page).toContain(`npx doorstep approve ${issue} --as ${grid[0]}`);
  expect(page).not.toContain('value="approve"');
  expect(page).not.toContain('天冷');
  expect((await post(approve, 'approve')).status).toBe(403);
  expect(await countOf(issue, 'approved')).toBe(0);
  expect(await proofOf(issue, grid[0])).toEqual(['sent']);
});

it('a link that is unknown, too old or taken back changes nothing and says so', async () => {
  const { issue, link } = await reported();
  for (const token of ['x', 'A'.repeat(24), `${tokenOf(link)}A`, '%F0%9F', '..%2F..'])
    expect((await get(`${gateway()}/act/${token}`)).status).toBeGreaterThanOrEqual(400);
  expect((await get(`${gateway()}/act/${'A'.repeat(24)}`, { headers: { 'accept-language': 'en-GB' } })).status).toBe(
    404,
  );
  await world().database.pool.query(
    `update doorstep.action_link set expires_at = now() - interval '1 second' where issue_id = $1`,
    [issue],
  );
  expect((await post(link, 'acknowledge')).status).toBe(410);
  const second = await reported();
  expect(await revokeLinks(world().database, second.issue)).toBe(1);
  expect((await post(second.link, 'acknowledge')).status).toBe(410);
  expect(await countOf(issue, 'acknowledged')).toBe(0);
  expect(await countOf(second.issue, 'acknowledged')).toBe(0);
});

it('a letter that goes out again carries the same link', async () => {
  const { issue, link } = await reported();
  await world().database.pool.query(
    `update doorstep.delivery set state = 'queued', next_at = now() where issue_id = $1 and channel = 'email'`,
    [issue],
  );
  expect(await linksTo(lead, issue, 2)).toEqual([link]);
  expect(await linksOf(world().database, issue)).toHaveLength(1);
  await post(link, 'acknowledge');
  expect(await countOf(issue, 'acknowledged')).toBe(1);
});

describe('where it has to be shown who one is', () => {
  const PASSWORD = 'four words that differ';
  beforeAll(async () => {
    for (const name of [grid[0], grid[1]])
      await addAccount(world().database, { name, person: name, isOperator: false, createdBy: 'test' }, PASSWORD);
  });
  const signIn = (link: string, name: string, password = PASSWORD, headers: Record<string, string> = {}) =>
    fetch(link, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ choice: 'sign-in', name, password }),
    });
  const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const approve = (link: string, headers: Record<string, string>) =>
    get(link, { method: 'POST', headers, body: new URLSearchParams({ choice: 'approve' }) });
  const suspension = async () => {
    const issue = await asked({ by: lead, kind: 'suspension', reason: '天冷', untilMs: Date.now() + 86_400_000 });
    const [link = ''] = await linksTo(grid[0], issue);
    return { issue, link };
  };

  it('the page signs in, and the person of the link decides what a link alone does not', async () => {
    const { issue, link } = await suspension();
    const wrong = await signIn(link, grid[0], 'something else');
    expect(wrong.status).toBe(401);
    expect(await wrong.text()).toContain('账号或密码不对');
    const entered = await signIn(link, grid[0]);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, tokenOf(link)]);
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; .*SameSite=Lax/);
    const cookie = cookieOf(entered);
    expect(await (await get(link, { headers: { cookie } })).text()).toContain('天冷');
    // Another site may have a browser send the form, and is told nothing and heeded in nothing.
    expect((await approve(link, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signIn(link, grid[0], PASSWORD, { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
    expect(await countOf(issue, 'approved')).toBe(0);
    expect((await approve(link, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect(await countOf(issue, 'approved')).toBe(1);
    expect(await proofOf(issue, grid[0])).toEqual(['acted']);
  });

  it('whoever is signed in as somebody else is refused, whatever the link, and it is written down', async () => {
    const { issue, link } = await suspension();
    const cookie = cookieOf(await signIn(link, grid[1]));
    const refused = await approve(link, { cookie });
    expect(refused.status).toBe(403);
    const page = await refused.text();
    expect(page).toMatch(/not yours.*You are signed in as Grid Two/s);
    expect(page).not.toContain('天冷');
    const { issue: other, link: open } = await reported();
    expect(
      (await get(open, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ choice: 'acknowledge' }) }))
        .status,
    ).toBe(403);
    expect(await countOf(other, 'acknowledged')).toBe(0);
    expect(await countOf(issue, 'approved')).toBe(0);
    const written = await listAccess(world().database, { who: `person:${grid[1]}`, outcome: 'refused' });
    expect(written.map(({ subject, reason }) => [subject, reason])).toEqual([
      [`issue:${other}`, 'link-of-another'],
      [`issue:${issue}`, 'link-of-another'],
    ]);
  });

  it('nobody signs in by a link where it is not asked for', async () => {
    const { link } = await reported();
    const answer = await signIn(link, grid[0]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

it('the command line lists links by what they are good for, and takes them back', async () => {
  const { issue, link } = await reported();
  const doorstep = async (...argv: readonly string[]) => {
    const out: string[] = [];
    const code = await run([...argv, '--json'], {
      out: (text) => void out.push(text),
      err: (text) => void out.push(text),
      env: { DOORSTEP_DATA: world().folder },
      stopped: new AbortController().signal,
    });
    expect(code).toBe(0);
    return JSON.parse(out.join('\n')) as Record<string, unknown>;
  };
  const listed = await doorstep('action-links', 'list', issue);
  expect(listed).toMatchObject({
    issue,
    links: [{ recipient: lead, channel: 'email', choices: ['acknowledge'], answer: null }],
  });
  expect(JSON.stringify(listed)).not.toContain(tokenOf(link));
  expect(JSON.stringify(listed)).not.toContain('hash');
  expect(await doorstep('action-links', 'revoke', issue, '--person', resident)).toEqual({ issue, revoked: 0 });
  expect(await doorstep('action-links', 'revoke', issue)).toEqual({ issue, revoked: 1 });
  expect((await post(link, 'acknowledge')).status).toBe(410);
});
