/** Nobody is to be found out at the door: a time without anybody on duty is a matter days before, and closes when it is mended. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../clients/cli/main';
import type { IssueId } from '../../clients/sdk';
import { DUTY_WATCH } from '../../contracts/duty-watch';
import { alertedGaps, checkReplay, checkSequence, gapCounts, issueIds, readForAudit } from '../../store';
import { killHard } from '../support/faults';
import { committee, group } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

async function doorstep(...argv: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const out: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void out.push(text) };
  const env = { DOORSTEP_DATA: world().folder };
  const code = await run(argv, { ...io, env, stopped: AbortSignal.timeout(60_000) });
  return { code, text: out.join('\n') };
}
/** Writes the directory anew, with these sections. */
async function directory(sections: string): Promise<void> {
  const { text } = await doorstep('directory', 'export');
  const path = join(world().folder, 'changed.yaml');
  writeFileSync(path, `${text.replace(/\nabsences:\n(?: {2}- .*\n?)+/, '\n')}\n${sections}`);
  expect(await doorstep('directory', 'import', path, '--as', committee[0])).toMatchObject({ code: 0 });
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const away = (...people: readonly string[]) =>
  `absences:\n${people.map((person) => `  - { person: ${person}, from: '${inDays(3)}', until: '${inDays(5)}' }\n`).join('')}`;
const matters = () => world().doorstep.list({ reporter: DUTY_WATCH });
const openMatters = async () => (await matters()).filter(({ stage }) => stage !== 'closed');
const one = (what: string) =>
  until(what, async () => {
    const open = await openMatters();
    return open.length === 1 ? open[0] : undefined;
  });
const outcomeOf = (issue: IssueId) =>
  world()
    .doorstep.waitFor(issue, 'closed', { timeoutMs: 60_000 })
    .then(({ closure }) => closure?.outcome);

it('a gap of the coming days is put before the people above, once, and closes when the directory mends it', async () => {
  await directory(away('lead-1'));
  const found = await one('the matter is there');
  expect(found).toMatchObject({
    stage: 'open',
    tier: 1,
    report: { unit: 'east', category: 'coverage', severity: 'normal' },
  });
  expect(found.report.text).toMatch(
    /每个方格都不能落下[^]*楼栋长，东1号楼 · building lead, East 1: \d{4}-\d\d-\d\d 00:00 – /,
  );
  expect(found.report.text).not.toMatch(/lead-1|楼一/);
  const listed = await doorstep('coverage', '--weeks', '2');
  expect(listed.code).toBe(1);
  expect(listed.text).toMatch(new RegExp(`alerted[^]*lead-1[^]*${found.id}`));
  expect((await doorstep('metrics')).text).toMatch(/^doorstep_coverage_gaps 1$/m);
  await world().inbox.untilDelivered();
  // Whoever looks again, and however often, finds it known.
  await killHard(world(), 'engine');
  expect(await openMatters()).toHaveLength(1);
  await directory('');
  expect(await outcomeOf(found.id)).toBe('withdrawn');
  await until('nothing is open', async () => (await gapCounts(world().database)).open === 0);
});

it('a further cell of the same grid joins the matter; said to be handled and not mended, it comes back; mended, the watch agrees', async () => {
  const { caller } = world();
  await directory(away('lead-1'));
  const found = await one('the matter is there');
  await directory(away('lead-1', 'lead-2'));
  const said = async () => (await world().doorstep.timeline(found.id)).map(({ type }) => type);
  await until('the further cell is told', async () => (await said()).includes('commented'));
  expect(await openMatters()).toHaveLength(1);
  await caller.command('acknowledge', found.id, { by: group[0] });
  await caller.command('handle', found.id, { by: group[0], note: '排好了', evidence: [] });
  await world().doorstep.waitFor(found.id, ({ tier, stage }) => tier === 2 && stage === 'open', { timeoutMs: 60_000 });
  expect((await said()).slice(-2)).toEqual(['disputed', 'escalated']);
  await caller.command('acknowledge', found.id, { by: committee[0] });
  await directory('');
  expect(await outcomeOf(found.id)).toBe('withdrawn');
});

it('a grid without anybody is the matter of whoever is above it, and an engine that dies in between puts it there once', async () => {
  await directory(away('grid-1', 'grid-2', 'lead-1', 'lead-2'));
  await killHard(world(), 'engine');
  await until('both matters are there', async () => (await openMatters()).length === 2);
  const open = await openMatters();
  expect(open.map(({ report }) => report.unit).sort()).toEqual(['east', 'town']);
  expect(open.find(({ report }) => report.unit === 'town')?.rules.tiers.map(({ key }) => key)).toEqual(['committee']);
  expect(await alertedGaps(world().database)).toHaveLength(3);
  await directory('');
  for (const { id } of open) expect(await outcomeOf(id)).toBe('withdrawn');
});

it('the log agrees with what the rules decide', async () => {
  const { database } = world();
  const issues = await readForAudit(database, await issueIds(database));
  expect(issues.length).toBeGreaterThanOrEqual(4);
  for (const finding of [checkSequence(issues), checkReplay(issues)])
    expect(finding).toMatchObject({ ok: true, violations: [], remarks: [] });
});
