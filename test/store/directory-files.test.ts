/** The directory in files and out of them: what is exported and imported again is the same, and what is wrong names its place. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DoorstepError } from '../../contracts/errors';
import { largeCommunity } from '../../bench/load/large-community';
import { directoryTables } from '../../policies/directory/csv-write';
import { readDirectoryFiles } from '../../policies/directory/files';
import { directoryYaml } from '../../policies/directory/yaml-write';
import { checkDirectory, writtenCommunity } from '../../policies/place';
import { compareDirectories, digestOf, documentOf, entriesOf, type WrittenDirectory } from '../../store';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doorstep-directory-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shipped = writtenCommunity();
const large = largeCommunity({ people: 300, units: 60, seed: 7 });

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const tablesIn = (document: WrittenDirectory, within = 'tables'): string => {
  mkdirSync(join(folder, within), { recursive: true });
  for (const [name, text] of Object.entries(directoryTables(document))) file(join(within, `${name}.csv`), text);
  return join(folder, within);
};

function refusal(path: string, current: WrittenDirectory = shipped): { code: string; problems: readonly string[] } {
  try {
    checkDirectory(readDirectoryFiles(path, current));
  } catch (error) {
    if (!(error instanceof DoorstepError)) throw error;
    const { problems = [] } = error.details as { problems?: readonly Record<string, unknown>[] };
    return {
      code: error.code,
      problems: problems.map(
        ({ file: at, line, column, field, reason }) =>
          `${String(at).replace(`${folder}/`, '')}:${String(line)}:${String(column)} (${String(field)}) ${String(reason)}`,
      ),
    };
  }
  throw new Error('nothing was refused');
}

/** With every field by which a person says how they want to be told. */
const particular = {
  ...shipped,
  bundle: { from: 4, within: 20 },
  people: (shipped['people'] as readonly object[]).map((person, index) => ({
    ...person,
    ...(index === 0
      ? { throttle: { sms: { atMost: 2, per: 'day', urgent: 9 }, email: { atMost: 9, per: 'hour' } } }
      : {}),
    ...(index === 1 ? { digest: { every: 'week', at: '08:00', on: 'mon' } } : {}),
    ...(index === 2 ? { digest: { every: 'day', at: '07:30' } } : {}),
  })),
};

describe.each([
  ['the community that ships', shipped],
  ['one whose people say how they want to be told', particular],
  ['a large one', large],
])('%s', (_, document) => {
  it('is the same when it was taken apart and put together', () => {
    expect(documentOf(entriesOf(document))).toEqual(document);
  });

  it('is the same after an export as YAML and an import, and so is its next export', () => {
    const text = directoryYaml(document);
    const again = readDirectoryFiles(file('community.yaml', text), {}).value as WrittenDirectory;
    expect(again).toEqual(document);
    expect(directoryYaml(again)).toBe(text);
    expect(digestOf(again)).toBe(digestOf(document));
  });

  it('is the same after an export as tables and an import into an empty store', () => {
    const again = readDirectoryFiles(tablesIn(document), {}).value as WrittenDirectory;
    expect(documentOf(entriesOf(again))).toEqual(document);
    expect(directoryTables(again)).toEqual(directoryTables(document));
    expect(compareDirectories(document, again)).toEqual([]);
    expect(() => checkDirectory(readDirectoryFiles(join(folder, 'tables'), {}))).not.toThrow();
  });
});

it('a section that nobody has heard of is kept', () => {
  const strange = {
    ...shipped,
    kiosks: [{ where: 'gate', hours: [1, 2] }, { where: 'yard' }, { where: 'yard' }],
    motto: 'x',
  };
  expect(documentOf(entriesOf(strange))).toEqual(strange);
  expect(new Set(entriesOf(strange).map(({ kind, key }) => `${kind} ${key}`)).size).toBe(entriesOf(strange).length);
  expect(parse(directoryYaml(strange))).toEqual(strange);
});

it.each([
  ['text, signs and line breaks', { name: '"王", 明\n远 ' }],
  ['a name that looks like a number', { name: '0123' }],
])('%s come through a table', (_, change) => {
  const [first, ...others] = shipped['people'] as readonly object[];
  const document = { ...shipped, people: [{ ...first, ...change }, ...others] };
  expect(readDirectoryFiles(tablesIn(document), {}).value).toEqual(
    expect.objectContaining({ people: document.people }),
  );
  expect(parse(directoryYaml(document))).toEqual(document);
});

describe('a table', () => {
  const row = 'worker-9,高一,zh';

  it('replaces its section and nothing else; a mark at its beginning and CRLF do no harm', () => {
    const people = directoryTables(shipped)['people'] ?? '';
    const path = file('people.csv', `${people.trimEnd()}\r\n${row}\r\n`);
    const read = readDirectoryFiles(path, shipped).value as WrittenDirectory;
    expect(people.startsWith('\uFEFF')).toBe(true);
    expect(compareDirectories(shipped, read)).toEqual([
      { change: 'added', kind: 'person', key: 'worker-9', data: { id: 'worker-9', name: '高一', lang: 'zh' } },
    ]);
  });

  it('gives fields by dots, lists by semicolons, and leaves out what is empty', () => {
    const path = file(
      'units.csv',
      'id,level,name.zh,name.en,parent,calendar\ncity,community,城,City,,\nhall,grid,厅,Hall,city,cn-office\n',
    );
    const roles = file('roles.csv', 'id,levels,name.zh,name.en\nclerk, grid; building ,职员,clerk\n');
    expect(readDirectoryFiles(path, {}).value).toEqual({
      units: [
        { id: 'city', level: 'community', name: { zh: '城', en: 'City' } },
        { id: 'hall', level: 'grid', name: { zh: '厅', en: 'Hall' }, parent: 'city', calendar: 'cn-office' },
      ],
    });
    expect(readDirectoryFiles(roles, {}).value).toEqual({
      roles: [{ id: 'clerk', levels: ['grid', 'building'], name: { zh: '职员', en: 'clerk' } }],
    });
  });

  it.each([
    [
      'people.csv',
      'id,name,lang\na-1,甲,zh\n\n"b 2",乙,fr\n',
      ['people.csv:4:1 (people[1].id) must be', 'people.csv:4:3 (people[1].lang) unknown value "fr"'],
    ],
    [
      'people.csv',
      'id,name,lang\r\n"a-1","甲\r\n乙",zh\r\na-1,丙,zh\r\n',
      ['people.csv:4:1 (people[1].id) "a-1" is already the id'],
    ],
    ['people.csv', 'id,nme,lang\na-1,甲,zh\n', ['people.csv:1:2 (nme) unknown column "nme"; did you mean "name"?']],
    ['people.csv', 'id,name,id\na-1,甲,b\n', ['people.csv:1:3 (id) is here twice']],
    ['people.csv', 'id;name;lang\na-1;甲;zh\n', ['people.csv:1:1 (id;name;lang) looks separated by other signs']],
    ['people.csv', 'id,name,lang\na-1,"甲,zh\n', ['people.csv:2:1 () is not CSV: Quote Not Closed']],
    ['people.csv', 'id,name,lang\na-1,甲,zh,x\n', ['people.csv:2:4 (people[0]) has more cells than the header']],
    ['people.csv', '', ['people.csv:1:1 () is empty']],
    ['people.csv', 'id,name,lang\na-1,\uFFFD\uFFFD,zh\n', ['people.csv:2:1 () is not UTF-8']],
    ['posts.csv', 'role,unit,people\ngrid-worker,oleaster,[1\n', ['posts.csv:2:3 (posts[0].people) is not JSON']],
    ['persons.csv', 'id\n', ['persons.csv:1:1 () unknown section "persons"']],
    ['community.csv', 'id,zone\na,b\nc,d\n', ['community.csv:1:1 () must have one row below its header, not 2']],
    ['notes.txt', 'x', ['notes.txt:1:1 () is neither YAML nor CSV']],
  ])('%s %j is refused by line and column', (name, text, expected) => {
    const { code, problems } = refusal(file(name, text));
    expect(code).toBe('COMMUNITY_INVALID');
    for (const [index, problem] of expected.entries()) expect(problems[index]).toContain(problem);
  });

  it('is held against the rest of the directory and the procedures, as a document is', () => {
    const posts = (directoryTables(shipped)['posts'] ?? '').replace('worker-oleaster-2', 'worker-oleaster-3');
    expect(refusal(file('posts.csv', posts)).problems[0]).toMatch(
      /^posts\.csv:4:3 \(posts\[2\]\.people\[1\]\) unknown person "worker-oleaster-3"; did you mean/,
    );
    const without = posts
      .split('\n')
      .filter((line) => !line.startsWith('building-lead,poplar-3'))
      .join('\n');
    const { problems } = refusal(file('posts.csv', without.replace('worker-oleaster-3', 'worker-oleaster-2')));
    expect(problems[0]).toContain('poplar-3: nobody is building-lead here, which tier 1 (building-lead) of default@');
    // The unit that has the gap is not in any of the files.
    expect(problems[0]).toMatch(/^the directory in the store:1:1 \(units\[\d+\]\)/);
  });
});

it('a folder with a document and tables is refused: one of them would be silently passed over', () => {
  tablesIn(shipped, '.');
  file('community.yaml', directoryYaml(shipped));
  expect(refusal(folder).problems[0]).toContain('holds community.yaml and tables beside it');
});

it('a wrong document is refused by line and field', () => {
  const text = directoryYaml(shipped).replace(
    'role: grid-worker, unit: oleaster,',
    'role: grid-worker, unit: oleastr,',
  );
  const line = text.split('\n').findIndex((one) => one.includes('oleastr,')) + 1;
  expect(refusal(file('community.yaml', text)).problems[0]).toMatch(
    new RegExp(
      `^community\\.yaml:${line}:\\d+ \\(posts\\[2\\]\\.unit\\) unknown unit "oleastr"; did you mean "oleaster"`,
    ),
  );
});
