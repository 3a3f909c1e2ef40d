import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { procedureDraw, procedureList, procedureTest } from '../../clients/cli/commands/procedure';
import { wordsOf } from '../../clients/cli/lang';
import { openSession, type Session } from '../../clients/cli/session';
import { DoorstepError } from '../../contracts/errors';

type Lang = 'zh' | 'en';
type Run = (session: Session) => Promise<number | void>;

/** What a command says, with the shipped policies, and how it ends. */
async function said(run: Run, lang: Lang = 'en', json = false): Promise<{ text: string; exit: number }> {
  const out: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: () => undefined,
    env: { DOORSTEP_DATA: '/nowhere' },
    stopped: new AbortController().signal,
  };
  const exit = (await run(openSession(io, lang, wordsOf(lang), { json }))) ?? 0;
  return { text: out.join('\n'), exit };
}

const FAILING = `规程: default
假如: { 上报人: resident-01, 地点: oleaster-1, 类别: lamps, 时间: 2026-03-02T09:00 }
场景:
  - 名称: 楼栋长还有一次机会
    步骤:
      - 当: { 过了: 2h }
        那么: { 通知: [lead-oleaster-1 催办] }
      - 当: { 过了: 1h }
        那么:
          层级: 1
          通知: [lead-oleaster-1 催办, worker-oleaster-1 请签收, resident-01 已升级]
          期限: { 签收时限: 4h }
          在等: 没有人
  - 名称: 别的居民也能签收
    步骤:
      - 当: { 谁: resident-02, 做: 签收 }
        那么: { 阶段: 办理中 }
  - 名称: 末级告警一个月
    步骤:
      - 当: { 过了: 30d }
        那么: { 阶段: 已结案 }
  - 名称: 这一个成立
    那么: { 阶段: 待签收 }
`;

describe('doorstep procedure test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fixtures-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const failing = write('failing.yaml', FAILING);
  const shown = (text: string): string => text.replaceAll(folder, 'FOLDER');

  test('the shipped scenarios hold', async () => {
    const { text, exit } = await said((session) => procedureTest(session, [], { coverage: true }));
    expect(exit).toBe(0);
    expect(text).toMatch(/^✓ policies\/fixtures\/default.yaml \(default@2\): all \d+ scenarios hold\.$/m);
    expect(text).toContain('urgent@2: every tier, stage, clock');
    const json = await said((session) => procedureTest(session, [], { coverage: true }), 'en', true);
    expect(JSON.parse(json.text)).toMatchObject({
      ok: true,
      unplayed: [],
      missed: { 'default@2': { clocks: [], stages: [] } },
    });
  });

  test.each(['zh', 'en'] as const)('what fails is told in %s, and the exit code says so', async (lang) => {
    const { text, exit } = await said((session) => procedureTest(session, [failing], { coverage: true }), lang);
    expect(exit).toBe(1);
    expect(shown(text)).toMatchSnapshot();
  });

  test('for programs, with places and the timeline', async () => {
    const { text, exit } = await said((session) => procedureTest(session, [failing], {}), 'en', true);
    expect(exit).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      ok: false,
      fixtures: [
        {
          file: failing,
          procedure: 'default@2',
          scenarios: [
            {
              line: 4,
              ok: false,
              failures: [
                { file: failing, line: 10, column: 11, field: 'tier', expected: ['1'], found: ['2'] },
                { line: 11, field: 'told' },
                { line: 12, field: 'due', clock: 'acknowledge' },
                { line: 13, field: 'waits' },
              ],
              timeline: [{ at: '2026-03-02T01:00:00.000Z', event: 'opened', by: 'resident-01' }, {}, {}],
            },
            { ok: false },
            { ok: false },
            { name: '这一个成立', ok: true, failures: [] },
          ],
        },
      ],
    });
  });

  test('a file with mistakes is refused with every place, and one that is not there by name', async () => {
    const wrong = write('wrong.yaml', 'procedure: default\nscenarios:\n  - nam: one\n');
    await expect(said((session) => procedureTest(session, [wrong], {}))).rejects.toMatchObject({
      code: 'FIXTURE_INVALID',
      details: {
        problems: [
          { file: wrong, line: 3, field: 'scenarios[0].name', reason: 'is required' },
          { file: wrong, line: 3, field: 'scenarios[0].nam', reason: 'unknown field; did you mean "name"?' },
        ],
      },
    });
    await expect(said((session) => procedureTest(session, [join(folder, 'none.yaml')], {}))).rejects.toMatchObject({
      code: 'POLICIES_UNREADABLE',
    });
  });
});

test('doorstep procedure list names each with its ladder and how many scenarios it has', async () => {
  const { text } = await said((session) => procedureList(session));
  expect(text).toMatch(/^slow@2 .*building-lead → grid-worker → party-group → committee +working time +\d+ +policies/m);
  const json = await said((session) => procedureList(session), 'en', true);
  expect(JSON.parse(json.text)).toMatchObject({
    procedures: expect.arrayContaining([
      expect.objectContaining({ procedure: 'default@2', time: 'natural', inForce: true }),
    ]) as unknown,
  });
});

test('doorstep procedure draw prints Mermaid, in the language of the reader', async () => {
  expect((await said((session) => procedureDraw(session, 'default'))).text).toMatch(/^stateDiagram-v2\n/);
  expect((await said((session) => procedureDraw(session, 'default'), 'zh')).text).toContain('待居民确认');
  await expect(said((session) => procedureDraw(session, 'defalt'))).rejects.toThrow(DoorstepError);
  await expect(said((session) => procedureDraw(session, 'defalt'))).rejects.toThrow('Did you mean "default"?');
});
