/** An operator reads and decides an issue in the Temporal web UI, in a real browser; what people wrote it shows to whoever has signed in. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { addAccount } from '../../store';
import { closeIt, grid, lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const CHROMIUM = process.env['DOORSTEP_CHROMIUM'] || '/usr/bin/chromium';
/** Without them a browser calls home at every start. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];
/** Where to leave pictures of the pages for somebody to look at; nowhere when left out. */
const PICTURES = process.env['DOORSTEP_PICTURES'];
const BOUND_MS = 60_000;
const PASSWORD = 'four words that differ';
const calm = report('calm');
const [supervisor, deputy] = grid;

const world = worldForTests();
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (!existsSync(CHROMIUM))
    throw new Error(`No browser at ${CHROMIUM}: install chromium, or name one in DOORSTEP_CHROMIUM.`);
  // A browser started by root has no sandbox; it sees nothing but this machine's loopback.
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  page = await browser.newPage({ viewport: { width: 1400, height: 1100 } });
  page.setDefaultTimeout(BOUND_MS);
}, BOUND_MS);
afterAll(() => browser?.close());

async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

test(
  'GIVEN sealed words WHEN somebody opens the issue in the web UI THEN it shows them only after a sign-in at the gateway that lets them read it',
  async () => {
    const { doorstep, stack, database } = world();
    const { temporalUiUrl, httpUrl } = stack.connections;
    const made = { name: supervisor, person: supervisor, isOperator: false, createdBy: 'test' };
    await addAccount(database, made, PASSWORD);
    const text = '门禁卡刷不开，家里老人被关在外面';
    const { issue } = await doorstep.report({ ...calm, text });
    world().expectNotices(issue, `${lead} tier-called`, `${resident} report-received`);
    const address = `${temporalUiUrl}/namespaces/default/workflows/${encodeURIComponent(`issue/${issue}`)}`;

    /** The page fills itself in. */
    const shows = async (wanted: string): Promise<string> => {
      await page.goto(address);
      await page.waitForURL('**/timeline');
      return until(
        `the page shows ${wanted}`,
        async () => {
          const shown = (await page.getByTestId('input-and-result').allInnerTexts()).join('\n');
          return shown.includes(wanted) ? shown : undefined;
        },
        BOUND_MS,
      );
    };
    expect(await shows('sealed:1:')).not.toContain(text);
    await picture('temporal-sealed');

    await page.goto(`${httpUrl}/sign-in`);
    await picture('sign-in');
    await page.locator('#name').fill(supervisor);
    await page.locator('#password').fill('something else');
    await page.getByRole('button').click();
    await page.getByRole('alert').waitFor();
    await picture('sign-in-wrong');
    await page.locator('#name').fill(supervisor);
    await page.locator('#password').fill(PASSWORD);
    await page.getByRole('button').click();
    await page.getByRole('status').waitFor();
    await picture('signed-in');

    expect(await shows(text)).not.toContain('sealed:1:');
    await picture('temporal-opened');

    await page.goto(`${httpUrl}/sign-in`);
    await page.getByRole('button').click();
    await page.locator('#password').waitFor();
    expect(await shows('sealed:1:')).not.toContain(text);
  },
  4 * BOUND_MS,
);

test(
  'GIVEN a pending approval WHEN a supervisor opens the issue THEN the page says what it waits for, and a signal from the page decides it',
  async () => {
    const { doorstep, stack } = world();
    const { issue } = await doorstep.report(calm);
    await doorstep.acknowledge(issue, { by: lead });
    await doorstep.request(issue, { by: lead, ...closeIt });

    await page.goto(
      `${stack.connections.temporalUiUrl}/namespaces/default/workflows/${encodeURIComponent(`issue/${issue}`)}`,
    );
    // The page moves on to its first tab by itself; a click before that would be undone.
    await page.waitForURL('**/timeline');
    await page.getByText('User Metadata').click();
    // The page shows each text in a frame of its own.
    const shown = await until(
      'the page says what the issue waits for',
      async () => {
        const texts = await Promise.all(page.frames().map((frame) => frame.locator('body').innerText()));
        return texts.some((text) => text.includes('waits for')) ? texts.join('\n') : undefined;
      },
      BOUND_MS,
    );
    expect(shown).toContain(`${calm.category} · ${calm.unit}`);
    expect(shown).toMatch(/waits for approval a1 \(force-close, asked by lead-1\) by/);
    expect(shown).toContain(supervisor);

    await page.getByRole('button', { name: 'More Actions' }).first().click();
    await page.getByRole('menu').getByText('Send a Signal').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByTestId('signal-select-button').click();
    await dialog.getByRole('option', { name: /^approve/ }).click();
    await dialog
      .locator('.cm-content')
      .first()
      .fill(JSON.stringify({ by: supervisor }));
    await dialog.getByRole('button', { name: 'Submit' }).click();

    world().expectNotices(
      issue,
      `${lead} tier-called`,
      `${resident} report-received`,
      `${resident} acknowledged`,
      `${supervisor} approval-asked`,
      `${deputy} approval-asked`,
      `${lead} approval-approved`,
      `${deputy} approval-approved`,
      `${lead} closed`,
      `${resident} closed`,
    );
    await until('the issue is closed', async () => (await doorstep.get(issue)).stage === 'closed', BOUND_MS);
    expect((await doorstep.get(issue)).closure).toMatchObject({ outcome: 'force-closed' });
  },
  4 * BOUND_MS,
);
