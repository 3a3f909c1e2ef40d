/** A tier asks a competence: who holds it is called, one that expires counts at once, and a cell without it is put before somebody. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../clients/cli/main';
import type { IssueId, ReportInput } from '../../clients/sdk';
import { DUTY_WATCH } from '../../contracts/duty-watch';
import { alertedGaps, checkReplay, checkSequence, gapCounts, issueIds, readForAudit } from '../../store';
import { committee, done, grid, group, lead, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const HELD = 'competences: [{ tag: gas-fitting }]';
/** The calm procedure as another one, of whose grid workers a competence is asked; one of them holds it. */
async function asking(folder: string): Promise<NodeJS.ProcessEnv> {
  const policies = join(folder, 'policies');
  const change = (from: string, to: string, by: (text: string) => string): void =>
    writeFileSync(join(policies, to), by(readFileSync(join(policies, from), 'utf8')));
  change('procedures/calm.yaml', 'procedures/gas.yaml', (text) =>
    text
      .replace('id: calm', 'id: gas')
      .replace('role: grid-worker, level: grid,', 'role: grid-worker, level: grid, competence: gas-fitting,'),
  );
  change('community.yaml', 'community.yaml', (text) =>
    text
      .replace('{ id: grid-1, name: 网一, lang: zh }', `{ id: grid-1, name: 网一, lang: zh, ${HELD} }`)
      .replace('categories:\n', 'categories:\n  - { id: gas, name: { zh: 燃气, en: gas } }\n')
      .replace('routing:\n', 'routing:\n  - when: { category: [gas] }\n    procedure: gas\n'),
  );
  return {};
}

const world = worldForTests({ env: asking });
beforeEach(() => world().inbox.expectWhatTheLogSays());

async function doorstep(...argv: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const out: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void out.push(text) };
  const env = { DOORSTEP_DATA: world().folder };
  const code = await run(argv, { ...io, env, stopped: AbortSignal.timeout(60_000) });
  return { code, text: out.join('\n') };
}

/** From now on grid-1 holds it until then; for ever when left out. */
async function heldUntil(day?: string): Promise<void> {
  const { text } = await doorstep('directory', 'export');
  const path = join(world().folder, 'changed.yaml');
  const tag = day === undefined ? '{ tag: gas-fitting }' : `{ tag: gas-fitting, until: '${day}' }`;
  const changed = text.replace(/\{ ?tag: gas-fitting[^}]*\}|tag: gas-fitting(?:\n +until: .*)?/, (found) =>
    found.startsWith('{') ? tag : tag.slice(2, -2).replace(', ', '\n        '),
  );
  writeFileSync(path, changed);
  expect(await doorstep('directory', 'import', path, '--as', committee[0])).toMatchObject({ code: 0 });
}

const gas = (): ReportInput => ({ ...report('calm', '厨房有燃气味'), category: 'gas' });
const up = { by: lead, reason: '要持证人员' };
const types = async (issue: IssueId) => (await world().doorstep.timeline(issue)).map(({ type }) => type);
const told = async (issue: IssueId, template: string) => {
  await world().inbox.untilDelivered();
  const all = (await world().inbox.read()).filter((one) => one.issue === issue && one.template === template);
  return all.map(({ id }) => id.split(':')[2]).sort();
};

it('who holds it is called; when it expires the open issue finds nobody, and the next tier has it at once', async () => {
  const { caller } = world();
  const [held, lapsed] = [await caller.report(gas()), await caller.report(gas())];
  await caller.command('escalate', held, up);
  expect(await told(held, 'tier-called')).toEqual([grid[0], lead].sort());
  const { text } = await doorstep('explain', held);
  expect(text).toMatch(/Only somebody with this competence is called: gas-fitting\. Passed over .*grid-2/);
  // Whoever holds the post may act all the same.
  await caller.command('acknowledge', held, { by: grid[1] });
  await caller.command('handle', held, { by: grid[1], ...done });
  await heldUntil('2026-01-01');
  await caller.command('escalate', lapsed, up);
  expect(await types(lapsed)).toEqual(['opened', 'staffed', 'escalated', 'unstaffed', 'escalated']);
  expect(await told(lapsed, 'tier-called')).toEqual([lead, ...group].sort());
  expect(await told(lapsed, 'nobody-on-duty')).toEqual([...committee]);
  expect((await doorstep('timeline', lapsed)).text).toMatch(/nobody with the competence that is asked is there/);
});

it('nobody on duty holds it: coverage says so, the watch puts it before somebody, and it closes when somebody does', async () => {
  const open = await until('the matter is there', async () => {
    const all = await world().doorstep.list({ reporter: DUTY_WATCH });
    return all.find(({ stage }) => stage !== 'closed');
  });
  expect(open.report.text).toMatch(/nobody is competent: gas-fitting/);
  const gaps = await alertedGaps(world().database);
  expect(gaps).toMatchObject([{ role: 'grid-worker', unit: 'east', competence: ['gas-fitting'], issue: open.id }]);
  const listed = await doorstep('coverage');
  expect(listed.code).toBe(1);
  expect(listed.text).toMatch(/grid worker \(gas-fitting\) .*nobody on duty has the competence: .*grid-1/);
  expect((await doorstep('duty', 'show', '--unit', 'east')).text).toMatch(/grid worker \(gas-fitting\) +nobody/);
  await heldUntil();
  const closed = await world().doorstep.waitFor(open.id, 'closed', { timeoutMs: 60_000 });
  expect(closed.closure?.outcome).toBe('withdrawn');
  await until('nothing is open', async () => (await gapCounts(world().database)).open === 0);
});

it('the log agrees with what the rules decide', async () => {
  const { database } = world();
  const issues = await readForAudit(database, await issueIds(database));
  expect(issues.length).toBeGreaterThanOrEqual(3);
  for (const finding of [checkSequence(issues), checkReplay(issues)])
    expect(finding).toMatchObject({ ok: true, violations: [], remarks: [] });
});
