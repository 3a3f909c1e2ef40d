import { kindOf, parsePolicies } from '../../../domain/procedure/policies';
import { refusal, sources, spoiled, textOf } from './shipped';

type Files = readonly { readonly path: string; readonly text: string }[];
const told = (files: Files) => {
  const { code, message, problems } = refusal(() => parsePolicies(files));
  return {
    code,
    first: message.split('\n')[0],
    problems: problems.map(({ file, field, reason }) => `${file.replace(/^.*policies\//, '')} ${field}: ${reason}`),
  };
};
const without = (name: string): Files => sources.filter(({ path }) => !path.endsWith(name));
const withFile = (path: string, text: string): Files => [...sources, { path, text }];

describe('GIVEN a file of a folder of policies THEN its place says what it is', () => {
  test.each([
    ['policies/community.yaml', 'community'],
    ['community.yml', 'community'],
    ['/etc/doorstep/community.camelbell.yaml', 'community'],
    ['procedures/default.yaml', 'procedure'],
    ['C:\\policies\\procedures\\default.yml', 'procedure'],
    ['a/calendars/cn-office.yaml', 'calendar'],
    ['messages/zh.yaml', 'messages'],
    ['messages/community.yaml', 'messages'],
    ['policies/community', undefined],
    ['policies/community.json', undefined],
    ['policies/community.yaml.bak', undefined],
    ['policies/communityyaml', undefined],
    ['policies/our-community.yaml', undefined],
    ['policies/default.yaml', undefined],
    ['procedures/default.txt', undefined],
    ['procedures/default.yaaml', undefined],
    ['toString/default.yaml', undefined],
    ['procedures', undefined],
  ])('%s: %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });
});

describe('GIVEN policies of which one kind is at fault WHEN they are parsed THEN the code says which', () => {
  test.each<[string, Files, string]>([
    ['a procedure', spoiled('urgent.yaml', 'acknowledge: 10m', 'acknowledge: soon'), 'PROCEDURE_INVALID'],
    ['a calendar', spoiled('cn-office.yaml', 'known-through:', 'known-thru:'), 'CALENDAR_INVALID'],
    ['the community', spoiled('community.yaml', 'zone: Asia/Shanghai', 'zone: Asia/Nowhere'), 'COMMUNITY_INVALID'],
    ['the texts', spoiled('en.yaml', 'lang: en', 'lang: fr'), 'MESSAGES_INVALID'],
  ])('%s', (_, files, code) => {
    const { code: found, first } = told(files);
    expect(found).toBe(code);
    expect(first).toMatch(/^policies\/\S+\.yaml is refused: /);
  });

  test('of two kinds it is that of all, and the message counts the files', () => {
    const both = spoiled('urgent.yaml', 'acknowledge: 10m', 'acknowledge: soon').map((source) =>
      source.path.endsWith('community.yaml') ? { ...source, text: 'id: [' } : source,
    );
    expect(told(both)).toMatchObject({
      code: 'POLICIES_INVALID',
      first: expect.stringMatching(/^The folder of policies \(2 files\) is refused: \d+ problems\.$/) as unknown,
    });
  });

  test('two files of one kind are counted as well', () => {
    const two = spoiled('urgent.yaml', 'acknowledge: 10m', 'acknowledge: soon').map((source) =>
      source.path.endsWith('slow.yaml') ? { ...source, text: source.text.replace('version: 2', 'version: x') } : source,
    );
    expect(told(two)).toMatchObject({
      code: 'PROCEDURE_INVALID',
      first: 'The folder of policies (2 files) is refused: 2 problems.',
    });
  });
});

describe('GIVEN policies that do not agree with each other WHEN they are parsed THEN that is told once', () => {
  test('a route to a procedure that nobody wrote', () => {
    expect(told(spoiled('community.yaml', 'procedure: urgent', 'procedure: urgnt'))).toEqual({
      code: 'COMMUNITY_INVALID',
      first: 'policies/community.yaml is refused: 1 problem.',
      problems: ['community.yaml routing[1].procedure: unknown procedure "urgnt"; did you mean "urgent"?'],
    });
  });

  test('a procedure that can not be read is no unknown one', () => {
    const { code, problems } = told(spoiled('urgent.yaml', 'acknowledge: 10m', 'acknowledge: soon'));
    expect(code).toBe('PROCEDURE_INVALID');
    expect(problems).toHaveLength(1);
  });

  test('a calendar that nobody wrote, and one that can not be read', () => {
    expect(told(spoiled('community.yaml', 'calendar: cn-office', 'calendar: cn-ofice')).problems).toEqual([
      'community.yaml calendar: unknown calendar "cn-ofice"; did you mean "cn-office"?',
    ]);
    expect(told(spoiled('community.yaml', 'calendar: cn-office\n', '')).problems).toEqual([
      expect.stringMatching(/^community\.yaml calendar: is required: (slow@2|joint@3) counts working time$/),
    ]);
    expect(told(spoiled('cn-office.yaml', 'version: 1', 'version: x'))).toMatchObject({
      code: 'CALENDAR_INVALID',
      problems: [expect.stringMatching(/^calendars\/cn-office\.yaml version: /)],
    });
  });

  test('a role that nobody knows is told in the procedure, a place that nobody looks after in the community', () => {
    expect(told(spoiled('urgent.yaml', 'role: party-group', 'role: party-grup'))).toMatchObject({
      code: 'PROCEDURE_INVALID',
      problems: [expect.stringMatching(/^procedures\/urgent\.yaml tiers\[2\]\.role: /)],
    });
    const post = '  - { role: grid-worker, unit: poplar, people: [worker-poplar-1, worker-poplar-2] }\n';
    const { code, problems } = told(spoiled('community.yaml', post, ''));
    expect(code).toBe('COMMUNITY_INVALID');
    expect(problems.length).toBeGreaterThan(1);
    for (const problem of problems) expect(problem).toMatch(/^community\.yaml /);
  });

  test('a term that would take years by the calendar', () => {
    const files = spoiled('slow.yaml', 'handle: 7wd', 'handle: 260wd').map((source) => ({
      ...source,
      text: source.text.replace(/^week:\n(?: .*\n)*/m, "week:\n  monday: ['08:30-10:30']\n"),
    }));
    const { code, problems } = told(files);
    expect(code).toBe('PROCEDURE_INVALID');
    expect(problems).toEqual([
      expect.stringMatching(/^procedures\/slow\.yaml tiers\[3\]\.handle: 260wd takes about \d+ years/),
    ]);
  });

  test('an older version may name roles that are gone', () => {
    const second = textOf('procedures/default.yaml').replace('version: 2', 'version: 3');
    const older = spoiled('default.yaml', 'role: party-group', 'role: foremen');
    expect(
      parsePolicies([...older, { path: 'policies/procedures/default-2.yaml', text: second }]).current.get('default')
        ?.version,
    ).toBe(3);
    const newer = withFile('policies/procedures/default-2.yaml', second.replace('role: party-group', 'role: foremen'));
    expect(told(newer).problems).toEqual([expect.stringMatching(/^procedures\/default-2\.yaml tiers\[2\]\.role: /)]);
  });
});

test('GIVEN policies that are right WHEN they are parsed THEN every document is there', () => {
  const { procedures, current, calendars, messages, community, directory } = parsePolicies(sources);
  expect(procedures.map(({ id, version }) => `${id}@${version}`).sort()).toEqual([
    ...['coverage@2', 'default@2', 'joint@3', 'slow@2', 'urgent@2'],
  ]);
  expect([...current.values()]).toEqual(procedures);
  expect([...calendars.keys()]).toEqual(['cn-office']);
  expect([messages.zh.lang, messages.en.lang]).toEqual(['zh', 'en']);
  expect([...directory.units.keys()]).toEqual(community.units.map(({ id }) => id));
});

describe('GIVEN a folder of policies in which something is missing or too much', () => {
  test('no procedure', () => {
    const none = sources.filter(({ path }) => !path.includes('procedures/'));
    expect(told(none).problems).toContain('procedures/ : holds no procedure');
  });

  test('no community', () => {
    expect(told(without('community.yaml')).code).toBe('COMMUNITY_INVALID');
    expect(told(without('community.yaml')).problems).toHaveLength(1);
  });

  test('a file that is no policy document', () => {
    expect(told(withFile('policies/procedure/x.yaml', ''))).toEqual({
      code: 'COMMUNITY_INVALID',
      first: 'policies/procedure/x.yaml is refused: 1 problem.',
      problems: [
        'procedure/x.yaml : is no policy document: use community.yaml, procedures/*.yaml, calendars/*.yaml and messages/*.yaml',
      ],
    });
  });

  test('a procedure of one version in two files', () => {
    const { problems } = told(withFile('policies/procedures/zzz.yaml', textOf('urgent.yaml')));
    expect(told(withFile('policies/calendars/zzz.yaml', textOf('cn-office.yaml'))).problems).toEqual([
      'calendars/zzz.yaml version: cn-office@1 is in policies/calendars/cn-office.yaml already; a changed calendar needs a new version',
    ]);
    expect(problems).toEqual([
      'procedures/zzz.yaml version: urgent@2 is in policies/procedures/urgent.yaml already; a changed procedure needs a new version',
    ]);
  });

  test.each<[string, Files, readonly string[]]>([
    [
      'no texts of one language',
      without('messages/en.yaml'),
      ['messages/en.yaml : is missing: every notice needs its text in en'],
    ],
    [
      'no texts at all',
      sources.filter(({ path }) => !path.includes('messages/')),
      [
        'messages/en.yaml : is missing: every notice needs its text in en',
        'messages/zh.yaml : is missing: every notice needs its text in zh',
      ],
    ],
    [
      'texts of one language twice',
      withFile('policies/messages/zzz.yaml', textOf('messages/en.yaml')),
      ['messages/zzz.yaml lang: "en" has its texts in an earlier file already'],
    ],
    [
      'texts of no language',
      spoiled('messages/en.yaml', 'lang: en', 'lang: fr'),
      [expect.stringMatching(/^messages\/en\.yaml lang: unknown value "fr"; /) as string],
    ],
    [
      'texts with a mistake of a language that is there',
      spoiled('messages/en.yaml', '{due}', '{dew}'),
      [expect.stringMatching(/^messages\/en\.yaml \S+: .*dew/) as string],
    ],
    [
      'texts with a mistake beside none of the other language',
      spoiled('messages/en.yaml', '{due}', '{dew}').filter(({ path }) => !path.endsWith('messages/zh.yaml')),
      [
        'messages/zh.yaml : is missing: every notice needs its text in zh',
        expect.stringMatching(/^messages\/en\.yaml \S+: .*dew/) as string,
      ],
    ],
    [
      'texts that can not be read beside none of the other',
      without('messages/zh.yaml').map((source) =>
        source.path.endsWith('messages/en.yaml') ? { ...source, text: '[' } : source,
      ),
      [expect.stringMatching(/^messages\/en\.yaml : is not valid YAML/) as string],
    ],
  ])('%s', (_, files, problems) => {
    const found = told(files);
    expect(found.code).toBe('MESSAGES_INVALID');
    expect(found.problems).toEqual(problems);
  });
});
