/** `doorstep bulk` as it is typed: its options, which issues it means, what it says. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fieldOptions } from '../../clients/cli/command-options';
import { payloadOf } from '../../clients/cli/command-payload';
import { bulkWords } from '../../clients/cli/commands/bulk-words';
import { selectionWords } from '../../clients/cli/commands/selection-words';
import { issueLines, namedIssues } from '../../clients/cli/issue-ids';
import { wordsOf } from '../../clients/cli/lang';
import { run } from '../../clients/cli/main';
import { withBelow } from '../../clients/cli/selection';
import type { Io } from '../../clients/cli/session';
import { byCodeText, foretoldText } from '../../clients/cli/show/bulk';
import { typedName } from '../../clients/cli/show/example';
import { issueId, personId, type IssueId } from '../../clients/sdk';
import { COMMAND_NAMES, commandFields } from '../../domain';
import { readPolicies } from '../../policies/read';

const lead = personId('lead-1');

async function doorstep(argv: readonly string[], more: Partial<Io> = {}) {
  const said = { out: [] as string[], err: [] as string[] };
  const code = await run(argv, {
    out: (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
    env: { DOORSTEP_DATA: '/nowhere' },
    stopped: new AbortController().signal,
    ...more,
  });
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}

describe('every command of the rules can be given in bulk', () => {
  test.each(COMMAND_NAMES)('%s: each of its fields is an option, described in both languages', async (name) => {
    for (const lang of ['en', 'zh']) {
      const { out } = await doorstep(['bulk', typedName(name), '--help', '--lang', lang]);
      for (const option of fieldOptions(name)) expect(out).toContain(`${option.name} ${option.value}`);
      expect(out).toContain('--assignee');
      expect(out).not.toContain('undefined');
    }
  });

  test('the options are the fields but for who acts, and none is taken twice', () => {
    for (const name of COMMAND_NAMES) {
      const options = fieldOptions(name);
      expect(['by', ...options.map(({ field }) => field)].sort()).toEqual(Object.keys(commandFields[name]).sort());
      expect(new Set(options.map((option) => option.name)).size).toBe(options.length);
    }
    expect(fieldOptions('request').map(({ name }) => name)).toEqual(['--kind', '--reason', '--extend-by', '--until']);
  });

  test('what is typed becomes the payload', () => {
    expect(payloadOf('assign', lead, { to: ['grid-1'] })).toEqual({ by: 'lead-1', to: 'grid-1' });
    expect(payloadOf('handle', lead, { note: ['new bulb'], evidence: ['photo:1', 'photo:2'] })).toEqual({
      by: 'lead-1',
      note: 'new bulb',
      evidence: [
        { kind: 'photo', ref: '1' },
        { kind: 'photo', ref: '2' },
      ],
    });
    expect(payloadOf('request', lead, { kind: ['extension'], reason: ['storm'], extendByMs: ['2h'] })).toEqual({
      by: 'lead-1',
      kind: 'extension',
      reason: 'storm',
      extendByMs: 7_200_000,
    });
  });

  test.each([
    [() => payloadOf('assign', lead, {}), '--to is missing'],
    [() => payloadOf('assign', lead, { to: ['Grid 1'] }), '--to must be an id'],
    [() => payloadOf('request', lead, { kind: ['extension'], reason: ['x'], extendByMs: ['2x'] }), '--extend-by must'],
  ])('and what is wrong with it names the option', (read, message) => {
    expect(read).toThrow(expect.objectContaining({ code: 'ARGUMENT_INVALID' }) as Error);
    expect(read).toThrow(message);
  });
});

describe('which issues', () => {
  test.each([
    [['--yes'], 'Say which issues in one way'],
    [['--yes', '--issues', 'i-1', '--stage', 'open'], 'Say which issues in one way'],
    [['--yes', '--issues', 'i-1,,i-2'], '--issues is missing'],
    [['--yes', '--issues', 'I 1'], 'is no issue id'],
    [['--yes', '--stage', 'open,shut'], '--stage must be'],
    [['--yes', '--severity', 'mild'], '--severity must be'],
    [['--yes', '--tier', 'first'], '--tier must be'],
    [['--yes', '--issues-from', '/nowhere'], "can't be read"],
    [['--yes', '--issues', 'i-1', '--bulk-id', 'a b'], 'is no bulk id'],
    [['--yes', '--issues', 'i-1', '--at-once', '65'], 'concurrency must be'],
  ])('%j is refused', async (argv, message) => {
    const env = {
      DATABASE_URL: 'postgres://127.0.0.1:1/x',
      NATS_URL: 'nats://127.0.0.1:1',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
    };
    const { code, err } = await doorstep(['bulk', 'ack', '--as', 'lead-1', ...argv], { env });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  test('a file holds an id a line, or what a list or another bulk printed for programs', async () => {
    const text = [
      '# after the storm',
      'i-1',
      '',
      '  i-2   open',
      '{"issue":"i-3","outcome":"refused"}',
      '{"summary":{}}',
    ].join('\n');
    expect(issueLines(text, 'x')).toEqual(['i-1', 'i-2', 'i-3']);
    expect(issueLines(JSON.stringify({ issues: [{ issue: 'i-4' }], next: null }, null, 2), 'x')).toEqual(['i-4']);
    expect(issueLines('', 'x')).toEqual([]);
    const file = join(mkdtempSync(join(tmpdir(), 'doorstep-bulk-')), 'issues');
    writeFileSync(file, text);
    const io = { stdin: async () => 'i-9\r\n' } as Partial<Io> as Io;
    expect(await namedIssues({ issuesFrom: file }, io)).toEqual(['i-1', 'i-2', 'i-3']);
    expect(await namedIssues({ issuesFrom: '-' }, io)).toEqual(['i-9']);
    expect(() => issueLines('i-1\nNO!', 'storm.txt')).toThrow('storm.txt:2');
  });

  test('a unit means everything below it', () => {
    const { directory } = readPolicies();
    expect([...withBelow(directory, 'oleaster-1')]).toEqual(['oleaster-1']);
    const root = [...directory.units.values()].find(({ parent }) => parent === undefined)?.id ?? '';
    expect([...withBelow(directory, root)].sort()).toEqual([...directory.units.keys()].sort());
  });
});

test('without a terminal nothing is sent unless --yes says so', async () => {
  const { code, err } = await doorstep(['bulk', 'ack', '--as', 'lead-1', '--issues', 'i-1']);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('BULK_NOT_CONFIRMED') as string });
});

describe('what it says', () => {
  const refused = (issue: IssueId, code: 'ISSUE_CLOSED' | 'NOT_YOURS_TO_DO') =>
    ({ issue, outcome: 'refused', code, message: 'no' }) as const;
  const many = Array.from({ length: 9 }, (_, index) => refused(issueId(`i-${index}`), 'NOT_YOURS_TO_DO'));

  test.each(['en', 'zh'] as const)('refusals stand together by their code in %s', (lang) => {
    const closed = refused(issueId('i-x'), 'ISSUE_CLOSED');
    const tally = { NOT_YOURS_TO_DO: 9, ISSUE_CLOSED: 1 };
    expect(byCodeText([closed, ...many], tally, wordsOf(lang), bulkWords[lang])).toMatchSnapshot();
    expect(byCodeText([], {}, wordsOf(lang), bulkWords[lang])).toBe('');
    expect(
      foretoldText(
        [{ issue: issueId('i-1'), outcome: 'accepted', events: ['acknowledged'] }, closed],
        wordsOf(lang),
        bulkWords[lang],
      ),
    ).toMatchSnapshot();
  });

  test('every word exists in both languages', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
        : typeof value;
    expect(shape(bulkWords.zh)).toEqual(shape(bulkWords.en));
    expect(shape(selectionWords.zh)).toEqual(shape(selectionWords.en));
  });
});
