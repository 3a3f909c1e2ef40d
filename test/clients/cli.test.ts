import { evidenceArgument, instantArgument, locationArgument, spanArgument } from '../../clients/cli/arguments';
import { langOf, wordsOf } from '../../clients/cli/lang';
import { run } from '../../clients/cli/main';
import { buildProgram } from '../../clients/cli/program';
import { exampleOf, typedName } from '../../clients/cli/show/example';
import { ERROR_CODES, type ErrorCode } from '../../contracts/error-codes';
import { COMMAND_NAMES } from '../../domain';

async function doorstep(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    // No stack and no policies but those of the checkout.
    env: { DOORSTEP_DATA: '/nowhere', ...env },
    stopped: new AbortController().signal,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('exit codes and what stands on stderr', () => {
  test('help and version are 0, on stdout', async () => {
    expect(await doorstep(['--help'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('timeline') as string,
    });
    expect(await doorstep(['--version'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
    });
    expect(await doorstep([])).toMatchObject({ code: 0, out: expect.stringContaining('Usage') as string });
    expect((await doorstep(['help', 'handle'])).out).toContain('--evidence');
  });

  test.each([
    ['en', ['Everyone:', 'Handling:', 'Together:', 'Deciding:', 'Residents:', 'Operators:']],
    ['zh', ['所有人:', '办理:', '联合办理:', '核实、审批与督办:', '居民:', '运维:']],
  ])('help in %s groups the commands by who uses them', async (lang, groups) => {
    const { out } = await doorstep(['--help', '--lang', lang]);
    expect(out.match(/^\S+:$/gm)?.filter((line) => !/^(Options|Examples)/.test(line))).toEqual(groups);
    for (const name of COMMAND_NAMES) expect(out).toMatch(new RegExp(`^  ${typedName(name)}[| ]`, 'm'));
  });

  test.each([
    [['ackk', 'i-x'], 2, 'Did you mean ack?'],
    [['list', '--limt', '3'], 2, 'Did you mean --limit?'],
    [['ack'], 2, 'Missing required argument'],
    [['ack', 'I X', '--as', 'p'], 2, 'is no issue id'],
    [['list', '--limit', '0'], 2, '--limit must be a whole number'],
    [['request', 'i-x', 'more', '--as', 'p'], 5, 'STACK_NOT_RUNNING'],
    [['report', 'text', '--as', 'p', '--category', 'lamps'], 2, '--unit is missing'],
    [['report', 'x', '--as', 'p', '--category', 'c', '--unit', 'u', '--location', '91,0'], 2, '--location must be'],
    [['report', 'x', '--as', 'p', '--category', 'c', '--unit', 'u', '--location', '40.8'], 2, '--location must be'],
    [['show', 'i-x', '--at', 'yesterday'], 2, '--at must be a time'],
    [['counts', '--by', 'colour'], 2, '--by must be stage, tier'],
    [['report', '--file', '/nowhere.jsonl'], ERROR_CODES.REPORTS_UNREADABLE.exit, 'REPORTS_UNREADABLE'],
    [['comment', 'i-x', '--as', 'p'], 2, 'Missing required argument'],
    [['dispatch', 'i-x', '--as', 'p'], 2, 'Missing required argument'],
    [['policies', 'check', '/nowhere'], 4, 'POLICIES_UNREADABLE'],
    [['inbox', 'lead-oleaster-11'], 4, 'PERSON_UNKNOWN'],
    [['inbox', 'lead-oleaster-11'], 4, 'Did you mean "lead-oleaster-1"?'],
    [['inbox', 'Lead 1'], 2, 'is no person id'],
    [['inbox', 'lead-oleaster-1'], 5, 'STACK_NOT_RUNNING'],
    [['demo-x'], 2, 'Unknown command'],
  ])('%j ends with %i', async (argv, code, text) => {
    const result = await doorstep(argv);
    expect(result.err).toContain(text);
    expect(result.code).toBe(code);
    expect(result.out).toBe('');
  });

  test('the shipped policies are in order', async () => {
    expect(await doorstep(['policies', 'check', '--json'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('"ok": true') as string,
    });
  });

  test('an error for programs is one JSON document on stderr', async () => {
    const { err, code } = await doorstep(['list', '--stage', 'opened', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'ARGUMENT_INVALID', place: { field: '--stage' }, remedy: expect.any(String) as string },
    });
  });

  test('in Chinese it says what kind of thing is wrong, and which', async () => {
    const { err } = await doorstep(['ack', '--lang', 'zh']);
    expect(err).toContain('参数缺失或格式不对');
    expect(err).toContain('缺少参数 issue');
  });

  test.each([
    ['ackk i-x', '没有命令 ackk。 您是不是要 ack？'],
    ['list --limt 3', '没有选项 --limt'],
    ['list --limit', '选项 --limit <count> 后面缺少内容'],
    ['show a b', 'show 的参数太多'],
  ])('what the grammar refuses of `%s` is said in Chinese', async (typed, text) => {
    expect((await doorstep([...typed.split(' '), '--lang', 'zh'])).err).toContain(text);
  });

  test('every code has its sentence and its remedy in Chinese', () => {
    const { codes } = wordsOf('zh');
    for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
      expect(codes[code]?.meaning).toMatch(/\p{Script=Han}.*。$/u);
      expect(codes[code]?.remedy).toMatch(/\p{Script=Han}.*。$/u);
    }
  });
});

describe('the language', () => {
  test.each([
    [['--lang', 'zh'], {}, 'zh'],
    [['list', '--lang=en'], { DOORSTEP_LANG: 'zh' }, 'en'],
    [[], { DOORSTEP_LANG: 'zh', LANG: 'en_US.UTF-8' }, 'zh'],
    [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LANG: 'C' }, 'en'],
    [[], {}, 'en'],
  ])('%j with %j is %s', (argv, env, lang) => {
    expect(langOf(argv, env)).toBe(lang);
  });

  test('every word exists in both', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .filter(([key]) => key !== 'codes')
              .map(([key, inner]) => [key, shape(inner)]),
          )
        : typeof value;
    expect(shape(wordsOf('zh'))).toEqual(shape(wordsOf('en')));
  });
});

describe('arguments', () => {
  test('spans, instants and evidence as people type them', () => {
    expect(spanArgument('--by', '2h')).toBe(7_200_000);
    expect(spanArgument('--by', '1d 12h')).toBe(129_600_000);
    expect(instantArgument('--occurred', '2026-10-02T14:05+08:00')).toBe(Date.parse('2026-10-02T06:05Z'));
    expect(locationArgument('--location', '-40.82, 111.75')).toEqual({ lat: -40.82, lon: 111.75 });
    expect(evidenceArgument('photo:https://x/1')).toEqual({ kind: 'photo', ref: 'https://x/1' });
  });

  test.each([
    () => spanArgument('--by', '2x'),
    () => spanArgument('--by', '0s'),
    () => instantArgument('--occurred', 'yesterday'),
    () => instantArgument('--occurred', '2026-13-45T00:00'),
    () => evidenceArgument('photo'),
    () => evidenceArgument(':1'),
  ])('what is none is refused', (parse) => {
    expect(parse).toThrow(expect.objectContaining({ code: 'ARGUMENT_INVALID' }) as Error);
  });

  test.each(COMMAND_NAMES)('what explain tells people to type for %s is understood', async (name) => {
    const seen: string[] = [];
    const io = { out: () => undefined, err: () => undefined, env: {}, stopped: new AbortController().signal };
    const program = buildProgram(io, 'en', wordsOf('en'), async (session) => void seen.push(session.actor()));
    const argv = exampleOf(name, 'i-1', 'p-1').split(' ').slice(2);
    await program.parseAsync(argv, { from: 'user' });
    expect(argv[0]).toBe(typedName(name));
    expect(seen).toEqual(['p-1']);
  });
});
