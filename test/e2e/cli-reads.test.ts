/** What the command line tells of how an issue stood, where it is, and how many there are. */
import { join } from 'node:path';
import { run } from '../../clients/cli/main';
import type { IssueId } from '../../clients/sdk';
import { lead, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

async function doorstep(...argv: readonly string[]) {
  const said = { out: [] as string[], err: [] as string[] };
  const code = await run(argv, {
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
    env: { DOORSTEP_DATA: world().folder, DOORSTEP_POLICIES: join(world().folder, 'policies') },
    stopped: new AbortController().signal,
  });
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}
const read = async (...argv: readonly string[]) =>
  JSON.parse((await doorstep(...argv, '--json')).out) as Record<string, unknown>;

it('an issue with its place, as it stands and as it stood', async () => {
  const about = ['--unit', 'east-1', '--category', 'calm', '--as', resident];
  const issue = (await read('report', '灯不亮', ...about, '--location', '-40.82, 111.75'))['issue'] as IssueId;
  expect((await doorstep('show', issue)).out).toContain('-40.82, 111.75');
  await world().doorstep.acknowledge(issue, { by: lead });
  const [opened] = await world().doorstep.timeline(issue);
  const at = new Date(opened?.recordedAtMs ?? 0).toISOString();
  expect(await read('show', issue)).toMatchObject({ seq: 2, stage: 'handling' });
  expect(await read('show', issue, '--at', at)).toMatchObject({ seq: 1, stage: 'open' });
  expect(await read('explain', issue, '--at', at)).toMatchObject({ seq: 1, stage: 'open' });
  expect(await doorstep('show', issue, '--at', '2020-01-01')).toMatchObject({
    code: 4,
    err: expect.stringContaining('ISSUE_UNKNOWN') as string,
  });
});

it('how many there are of each kind', async () => {
  expect((await doorstep('counts', '--unit', 'east-2', '--lang', 'en')).out).toBe('No issues.');
  const about = ['--unit', 'east-1', '--category', 'calm', '--as', resident];
  for (const severity of ['low', 'low', 'urgent']) await read('report', '灯', ...about, '--severity', severity);
  const chosen = ['counts', '--unit', 'town', '--severity', 'low,urgent'];
  expect(await read(...chosen, '--by', 'severity,unit')).toStrictEqual({
    total: 3,
    by: {
      severity: [
        { key: 'low', count: 2 },
        { key: 'urgent', count: 1 },
      ],
      unit: [{ key: 'east-1', count: 3 }],
    },
  });
  const { out } = await doorstep(...chosen, '--by', 'severity,stage,tier,category,procedure', '--lang', 'zh');
  expect(out).toMatch(/紧急程度 +事项数/);
  expect(out).toMatch(/事项数 3$/);
  expect(await doorstep(...chosen, '--by', 'text')).toMatchObject({ code: 2 });
});
