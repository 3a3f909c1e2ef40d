/** The pages behind links, in a real browser at the width of a telephone, without scripts, by keyboard and by touch. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { IssueId, PersonId } from '../../clients/sdk';
import { addAccount } from '../../store';
import { pressing } from '../support/acting';
import { lettersForTests } from '../support/letters';
import { committee, done, grid, lead, moreTime, resident } from '../support/people';

const CHROMIUM = process.env['DOORSTEP_CHROMIUM'] || '/usr/bin/chromium';
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** Where to leave pictures of the pages for somebody to look at; nowhere when left out. */
const PICTURES = process.env['DOORSTEP_PICTURES'];
const residentTwo = 'resident-2' as PersonId;
const leadTwo = 'lead-2' as PersonId;

const { world, reach, reachBy, linksTo, heardOf, gateway } = lettersForTests();
let browser: Browser;
let context: BrowserContext;
let page: Page;
let asked: string[] = [];

const PASSWORD = 'four words that differ';

beforeAll(async () => {
  await reach(lead, leadTwo, resident, residentTwo, ...grid, ...committee);
  const made = { name: grid[1], person: grid[1], isOperator: false, createdBy: 'test' };
  await addAccount(world().database, made, PASSWORD);
  if (!existsSync(CHROMIUM))
    throw new Error(`No browser at ${CHROMIUM}: install chromium, or name one in DOORSTEP_CHROMIUM.`);
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
    hasTouch: true,
  });
});
beforeEach(async () => {
  world().inbox.expectWhatTheLogSays();
  page = await context.newPage();
  asked = [];
  page.on('request', (request) => void asked.push(request.url()));
});
afterEach(() => page.close());
afterAll(() => browser?.close());

async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
const last = async (issue: IssueId) => (await world().doorstep.timeline(issue)).at(-1)?.event;
/** Everything that is in the page comes with it. */
const nothingFromElsewhere = (): void =>
  expect(asked.filter((url) => !url.startsWith(`${gateway()}/act/`))).toEqual([]);
async function needsNoScrollingAside(): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
}

async function questionOf(unit: 'east-1' | 'east-2', by: PersonId): Promise<IssueId> {
  const { doorstep } = world();
  const { issue } = await doorstep.report({
    ...pressing('calm'),
    unit: unit as never,
    reporter: unit === 'east-1' ? resident : residentTwo,
  });
  await doorstep.acknowledge(issue, { by });
  await doorstep.request(issue, { by, ...moreTime });
  return issue;
}

it('a worker who is called takes it up with one tap', async () => {
  const { issue } = await world().doorstep.report(
    pressing('calm', '三单元的声控灯不亮，晚上老人下楼看不见台阶，请尽快来看看。'),
  );
  const [link = ''] = await linksTo(lead, issue);
  await page.goto(link);
  await picture('acknowledge-zh');
  await needsNoScrollingAside();
  await page.getByRole('button', { name: '签收' }).tap();
  await page.getByRole('status').getByText('您的答复已记录：签收').waitFor();
  await picture('done-zh');
  expect(await last(issue)).toMatchObject({ type: 'acknowledged', by: lead });
  nothingFromElsewhere();
});

it('somebody who reads English rejects with the keyboard alone, and is held up until they say why', async () => {
  const issue = await questionOf('east-2', leadTwo);
  const [approve = '', reject = ''] = await linksTo(grid[1], issue);
  await page.goto(approve);
  await picture('approve-en');
  await page.goto(reject);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // The browser itself asks for the words; what comes without any is held up by the page.
  expect(await page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA');
  await page.getByLabel('Reason (required)').fill('   ');
  await page.getByRole('button', { name: 'Reject' }).press('Enter');
  await page.getByRole('alert').waitFor();
  await picture('reason-missing-en');
  expect(await last(issue)).toMatchObject({ type: 'approval-requested' });
  await page.getByLabel('Reason (required)').fill('It has to be done today.');
  await page.getByRole('button', { name: 'Reject' }).press('Enter');
  await page.getByRole('heading', { name: 'Done' }).waitFor();
  expect(await last(issue)).toMatchObject({ type: 'rejected', by: grid[1], reason: 'It has to be done today.' });
  await page.goto(approve);
  await picture('answered-en');
  expect(await page.getByRole('status').innerText()).toContain('counts: Reject');
});

it('a resident says that it is not solved; then the other link is over', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(pressing('calm'));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.handle(issue, { by: lead, ...done });
  const [confirm = '', dispute = ''] = await linksTo(resident, issue);
  await page.goto(confirm);
  await picture('confirm-zh');
  await page.goto(dispute);
  await picture('dispute-zh');
  await page.getByLabel('还有哪里没办好').fill('还是不亮');
  await page.getByRole('button', { name: '没办好' }).tap();
  await page.getByRole('heading', { name: '已登记' }).waitFor();
  expect((await doorstep.get(issue)).disputes).toBe(1);
});

it('a resident who has a text message chooses on the page', async () => {
  const { doorstep } = world();
  await reachBy('sms', residentTwo);
  const { issue } = await doorstep.report({ ...pressing('calm'), unit: 'east-2' as never, reporter: residentTwo });
  await doorstep.acknowledge(issue, { by: leadTwo });
  await doorstep.handle(issue, { by: leadTwo, ...done });
  const token = /act\/([\w-]{24})/.exec(await heardOf(issue))?.[1];
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${gateway()}/act/${token}`);
  await picture('choose-en-dark');
  await needsNoScrollingAside();
  await page.getByRole('button', { name: 'It is solved' }).tap();
  await page.getByRole('heading', { name: 'Done' }).waitFor();
  expect((await doorstep.get(issue)).closure).toMatchObject({ outcome: 'confirmed' });
});

it('what a link alone may not decide, and what is not known, is said plainly', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(pressing('voting'));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.request(issue, { by: lead, kind: 'suspension', reason: '天冷', untilMs: Date.now() + 86_400_000 });
  const [approve = ''] = await linksTo(grid[1], issue);
  await page.goto(approve);
  await picture('sign-in-en');
  expect(await page.getByRole('button').allInnerTexts()).toEqual(['Sign in']);
  await page.getByLabel('Name of the account').fill(grid[1]);
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).tap();
  await page.getByRole('alert').waitFor();
  await picture('sign-in-wrong-en');
  await page.getByLabel('Name of the account').fill(grid[1]);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).tap();
  // What somebody wrote is shown to whom it was sent to, and to nobody before.
  await page.getByText('天冷').waitFor();
  await page.getByRole('button', { name: 'Approve' }).tap();
  await page.getByRole('heading', { name: 'Done' }).waitFor();
  await needsNoScrollingAside();
  await page.goto(`${gateway()}/act/${'A'.repeat(24)}`);
  await picture('unknown');
});
