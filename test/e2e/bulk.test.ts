/** `doorstep bulk` beside a running stack: who is meant, what is foretold, and that each command counts once whatever breaks. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../../clients/cli/main';
import type { Io } from '../../clients/cli/session';
import { personId, unitId, type IssueId, type ReportInput } from '../../clients/sdk';
import { packageRoot } from '../../contracts/package-root';
import { callersId } from '../../domain';
import { readLog } from '../../store';
import { committee, done, grid, lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const OPENED = ['lead-1 tier-called', 'resident-1 report-received'];
const TAKEN = [...OPENED, 'resident-1 acknowledged'];

const reports = (count: number, input: ReportInput = report('calm')): Promise<readonly IssueId[]> =>
  Promise.all(Array.from({ length: count }, async () => (await world().doorstep.report(input)).issue));

const env = (): NodeJS.ProcessEnv => ({
  DOORSTEP_DATA: world().folder,
  DOORSTEP_POLICIES: join(world().folder, 'policies'),
});

async function doorstep(argv: readonly string[], more: Partial<Io> = {}) {
  const said = { out: [] as string[], err: [] as string[] };
  const code = await run(argv, {
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
    env: env(),
    stopped: new AbortController().signal,
    ...more,
  });
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}

/** The lines that a bulk printed for programs. */
const linesOf = (out: string) => out.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

it('sixty issues, the client killed in the middle, run again under the same id: each has the command once', async () => {
  const issues = await reports(60);
  await world().doorstep.bulk('acknowledge', issues, { by: lead }).summary();
  const file = join(world().folder, 'storm.txt');
  writeFileSync(file, issues.join('\n'));
  // The rules take an assignment as often as it comes: only the command's id keeps it from counting twice.
  const argv = ['bulk', 'assign', '--to', lead, '--as', lead, '--issues-from', file, '--yes', '--json'];
  const named = [...argv, '--bulk-id', 'storm-1'];

  const main = join(packageRoot(), 'dist', 'clients', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, ...named, '--at-once', '4'], {
    env: { ...process.env, ...env() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const answered: Record<string, unknown>[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const value = JSON.parse(line) as Record<string, unknown>;
    if (value['outcome'] === 'accepted') answered.push(value);
    // Most are still to come, and four are under way.
    if (answered.length === 15) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(answered.length).toBeLessThan(60);

  const again = await doorstep(named);
  expect(again.err).toBe('');
  const lines = linesOf(again.out);
  expect(lines.at(0)).toMatchObject({ bulkId: 'storm-1', issues: 60 });
  expect(lines.at(-1)).toEqual({
    summary: expect.objectContaining({ accepted: 60, unsent: 0, byCode: {} }) as unknown,
  });
  expect(again.code).toBe(0);

  for (const issue of issues) {
    const log = await readLog(world().database, issue);
    expect(log.map(({ event }) => event.type)).toEqual(['opened', 'acknowledged', 'assigned']);
    expect(callersId(log.at(-1)?.commandId ?? '')).toBe(`storm-1.${issue}`);
    world().expectNotices(issue, ...TAKEN, 'lead-1 assigned');
  }
  // Whoever was answered before the kill was answered with what is in the log.
  const bySeq = (all: readonly Record<string, unknown>[]) => all.map((one) => (one['receipt'] as { seq: number }).seq);
  expect(bySeq(answered)).toEqual(answered.map(() => 3));
  // A third time, and under the same id something else.
  const dry = await doorstep([...named, '--dry-run']);
  expect(linesOf(dry.out).map(({ outcome }) => outcome)).toEqual(Array(60).fill('counted'));
  const other = await world()
    .doorstep.bulk('assign', issues, { by: lead, to: grid[0] }, { bulkId: 'storm-1' })
    .summary();
  expect(other).toMatchObject({ accepted: 0, refused: 60, byCode: { COMMAND_ID_REUSED: 60 } });
});

it('a unit means everything below it, and a dry run foretells what the rules then say', async () => {
  const [here = '' as IssueId] = await reports(1, { ...report('calm'), severity: 'urgent' });
  const [there = '' as IssueId] = await reports(1, {
    ...report('calm'),
    severity: 'urgent',
    unit: unitId('east-2'),
    reporter: personId('resident-2'),
  });
  const argv = ['bulk', 'ack', '--as', lead, '--unit', 'east', '--severity', 'urgent', '--stage', 'open'];
  const foretold = await doorstep([...argv, '--dry-run']);
  expect(foretold.code).toBe(3);
  expect(foretold.out).toMatch(new RegExp(`${here} +accepted +acknowledged`));
  expect(foretold.out).toMatch(new RegExp(`${there} +refused +NOT_YOURS_TO_DO: lead-1 may not`));
  expect(await world().doorstep.timeline(here)).toHaveLength(1);

  // Asked at a terminal: no is no, and yes is what was foretold.
  const asked: string[] = [];
  const answering = (answer: string): Partial<Io> => ({
    ask: async (question) => {
      asked.push(question);
      return answer;
    },
  });
  expect(await doorstep(argv, answering(''))).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('1 would be accepted, 1 refused (NOT_YOURS_TO_DO 1)') as string,
  });
  expect(asked).toEqual(['Give acknowledge to 2 issue(s) as lead-1? [y/N] ']);
  const zh = await doorstep([...argv, '--lang', 'zh'], answering('是'));
  expect(zh.code).toBe(3);
  expect(zh.err).toMatch(/批量 b-[0-9a-z]+：由 lead-1 对 2 个事项执行 acknowledge。/);
  expect(zh.out).toMatch(/NOT_YOURS_TO_DO +1 +这一步须由别人来做。/);
  expect(zh.out).toContain('接受 1，拒绝 1，失败 0，未发出 0');
  expect((await world().doorstep.get(here)).stage).toBe('handling');
  // Closed issues are meant only by name.
  await world().doorstep.handle(here, { by: lead, ...done });
  await world().doorstep.confirm(here, { by: resident });
  const urgent = [
    'bulk',
    'reopen',
    '--reason',
    '又停电',
    '--as',
    resident,
    '--severity',
    'urgent',
    '--dry-run',
    '--json',
  ];
  expect((await doorstep(urgent)).out).not.toContain(here);
  expect((await doorstep([...urgent, '--stage', 'closed'])).out).toContain(`"issue":"${here}","outcome":"accepted"`);
  // What was accepted is open no more, so the same selection is what is left.
  expect((await doorstep([...argv, '--dry-run', '--json'])).out).toContain(`"issue":"${there}"`);
  expect(linesOf((await doorstep([...argv, '--dry-run', '--json'])).out)).toHaveLength(1);
  world().expectNotices(here, ...TAKEN, 'resident-1 please-confirm', 'lead-1 closed', 'resident-1 closed');
  world().expectNotices(there, 'lead-2 tier-called', 'resident-2 report-received');
});

it('list and bulk choose alike: several values, any version of a procedure, overdue, page by page', async () => {
  const calm = await reports(5, { ...report('calm'), severity: 'low' });
  const [late = '' as IssueId] = await reports(1, { ...report('ladder'), severity: 'low' });
  const { doorstep: sdk } = world();
  const low = { severity: 'low' } as const;
  const idsOf = async (filter: Parameters<typeof sdk.list>[0]) => (await sdk.list(filter)).map(({ id }) => id).sort();
  // At the top the tier is told again and again, and stays overdue until somebody takes it.
  await until('it is overdue', async () => (await idsOf({ ...low, tier: 4, overdue: true })).length === 1);
  expect(await idsOf({ ...low, overdue: true })).toEqual([late]);
  await sdk.acknowledge(late, { by: committee[0] });
  expect(await idsOf({ ...low, overdue: true })).toEqual([]);
  expect(await idsOf({ ...low, procedure: 'calm' })).toEqual([...calm].sort());
  expect(await idsOf({ ...low, procedure: ['calm@1', 'ladder'] })).toEqual([...calm, late].sort());
  expect(await idsOf({ ...low, procedure: 'calm@2' })).toEqual([]);
  expect(await idsOf({ ...low, tier: [1, 2, 3, 4], category: ['calm', 'ladder'] })).toEqual([...calm, late].sort());
  expect(await idsOf({ ...low, id: calm.slice(0, 2) })).toEqual(calm.slice(0, 2).sort());
  expect(await idsOf({ id: [] })).toEqual([]);

  // Both orders, two at a time: the whole, each once.
  for (const order of ['urgency', 'id'] as const) {
    const whole = (await sdk.list({ ...low, category: 'calm', order })).map(({ id }) => id);
    const paged: IssueId[] = [];
    for (let page = await sdk.list({ ...low, category: 'calm', order, limit: 2 }); page.length > 0;) {
      paged.push(...page.map(({ id }) => id));
      page = await sdk.list({ ...low, category: 'calm', order, limit: 2, after: paged.at(-1)! });
    }
    expect(paged).toEqual(whole);
  }
  const listed = await doorstep([
    'list',
    '--unit',
    'town',
    '--severity',
    'low',
    '--category',
    'calm',
    '--limit',
    '2',
    '--json',
  ]);
  const { issues, next } = JSON.parse(listed.out) as { issues: { issue: string }[]; next: string };
  expect(issues.map(({ issue }) => issue).at(-1)).toBe(next);
  world().inbox.expectWhatTheLogSays();
});
