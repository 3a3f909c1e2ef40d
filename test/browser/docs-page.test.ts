/** The page of the HTTP interface, in a real browser: it shows what there is, and asks for nothing from elsewhere. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { packageRoot } from '../../contracts/package-root';
import { worldForTests } from '../support/world';

const CHROMIUM = process.env['DOORSTEP_CHROMIUM'] || '/usr/bin/chromium';
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** Where to leave pictures of the page for somebody to look at; nowhere when left out. */
const PICTURES = process.env['DOORSTEP_PICTURES'];

const world = worldForTests();
let browser: Browser;
beforeAll(async () => {
  if (!existsSync(CHROMIUM))
    throw new Error(`No browser at ${CHROMIUM}: install chromium, or name one in DOORSTEP_CHROMIUM.`);
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
});
afterAll(() => browser?.close());

const { tags } = JSON.parse(readFileSync(join(packageRoot(), 'docs', 'openapi.json'), 'utf8')) as {
  readonly tags: readonly { readonly name: string }[];
};

it('shows what there is, and nothing of it is refused or comes from elsewhere', async () => {
  const gateway = world().stack.connections.httpUrl ?? '';
  const page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
  const asked: string[] = [];
  const wrong: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  page.on('response', (answer) => {
    if (answer.status() >= 400) wrong.push(`${answer.status()} ${answer.url()}`);
  });
  page.on('console', (said) => {
    if (['error', 'warning'].includes(said.type())) wrong.push(said.text());
  });
  page.on('pageerror', (error) => void wrong.push(error.message));
  await page.goto(`${gateway}/docs`);
  await page.locator('.opblock-tag').first().waitFor();
  await picture('docs');
  expect(await page.title()).toBe('Doorstep over HTTP');
  expect(await page.locator('.opblock-tag').count()).toBe(tags.length);
  await page.locator('#operations-tag-issues').click();
  await page.locator('#operations-issues-reportIssue .opblock-summary-control').click();
  await page.locator('#operations-issues-reportIssue .responses-table').first().waitFor();
  await picture('docs-operation');
  expect(asked.filter((url) => !url.startsWith(`${gateway}/`) && !url.startsWith('data:'))).toStrictEqual([]);
  expect(wrong).toStrictEqual([]);

  async function picture(name: string): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }
});
