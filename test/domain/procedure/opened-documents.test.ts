import { judge, LARGEST_DOCUMENT, openDocument } from '../../../domain/procedure/documents/document';
import { newest, sameVersion } from '../../../domain/procedure/documents/versions';
import { z } from 'zod';

const opened = (text: string) => {
  const { document } = openDocument({ path: 'p.yaml', text });
  if (document === undefined) throw new Error(`${text} was refused`);
  return document;
};
const refused = (text: string): readonly string[] =>
  openDocument({ path: 'p.yaml', text }).problems.map(
    ({ file, line, column, field, reason }) => `${file}:${line}:${column} ${field}${reason}`,
  );

const text = `name: joint
tiers:
  - key: lead
    repeat: { every: 1h, times: 2 }
  - key: grid
    told: lead-1 lead-2 called
total:
shared: &post
  role: committee
check: *post
`;
const document = opened(text);

describe('GIVEN a document WHEN a field of it is pointed at', () => {
  const place = (...[path, spot]: readonly [readonly (string | number)[], ('value' | 'key' | { text: string })?]) => {
    const { line, column, field } = document.problem(path, 'x', spot);
    return `${line}:${column} ${field}`;
  };

  test('THEN it is the value, or the key, or a piece of the value', () => {
    expect(place(['name'])).toBe('1:7 name');
    expect(place(['name'], 'key')).toBe('1:1 name');
    expect(place(['tiers', 1, 'told'], { text: 'lead-2' })).toBe('6:18 tiers[1].told');
    expect(place(['tiers', 1, 'told'], { text: 'lead-3' })).toBe('6:11 tiers[1].told');
    expect(place(['tiers', 1, 'key'], { text: 'key' })).toBe('5:10 tiers[1].key');
    expect(place(['tiers', 0, 'repeat', 'times'])).toBe('4:33 tiers[0].repeat.times');
    expect(place(['tiers', 0, 'repeat', 'times'], 'key')).toBe('4:26 tiers[0].repeat.times');
    expect(place(['tiers', 1], 'key')).toBe('5:5 tiers[1]');
    expect(place([])).toBe('1:1 ');
    expect(place([], 'key')).toBe('1:1 ');
  });

  test('THEN what is missing is looked for where it would stand', () => {
    expect(place(['reopen', 'within'])).toBe('1:1 reopen.within');
    expect(place(['tiers', 1, 'handle'])).toBe('5:5 tiers[1].handle');
    expect(place(['tiers', 7, 'key'])).toBe('3:3 tiers[7].key');
    expect(place(['tiers', 0, 'key', 'zh'])).toBe('3:10 tiers[0].key.zh');
    expect(place(['tiers', 0, 'repeat', 'until'], 'key')).toBe('4:13 tiers[0].repeat.until');
  });

  test('THEN a field without a value is where it is written', () => {
    expect(place(['total'], 'key')).toBe('7:1 total');
    expect(place(['total', 'within'])).toMatch(/^7:\d+ total\.within$/);
    const flow = opened('{ name: x, total, reopen: y }').problem(['total'], 'x');
    expect(`${flow.line}:${flow.column}`).toBe('1:12');
    const inside = opened('{ name: x, total, reopen: y }').problem(['total', 'within'], 'x');
    expect(`${inside.line}:${inside.column}`).toBe('1:12');
  });

  test('THEN what is written once and used twice is where it is written', () => {
    expect(document.value).toMatchObject({ shared: { role: 'committee' }, check: { role: 'committee' } });
    expect(place(['check', 'role'])).toBe('9:9 check.role');
  });

  test('THEN it is found, whatever else is written', () => {
    const { line, column } = opened('name: joint\nnote: undefined\n').problem(['name'], 'x');
    expect(`${line}:${column}`).toBe('1:7');
  });

  test('THEN the problem has the file, the field and the reason', () => {
    expect(document.problem(['tiers', 0, 'key'], 'is used twice')).toEqual({
      file: 'p.yaml',
      line: 3,
      column: 10,
      field: 'tiers[0].key',
      reason: 'is used twice',
    });
  });
});

describe('GIVEN a file that can not be read as a document', () => {
  test.each<[string, string, RegExp]>([
    ['nothing in it', '', /^p\.yaml:1:1 is empty$/],
    ['nothing but a comment', '# later\n', /^p\.yaml:1:1 is empty$/],
    ['nothing but nothing', '\n~\n', /^p\.yaml:1:1 is empty$/],
    ['a field twice', 'a: 1\nb: 2\na: 3\n', /^p\.yaml:3:1 the same field is here twice; fields are unique$/],
    ['a second document', 'a: 1\n---\nb: 2\n', /^p\.yaml:2:1 a second document starts here/],
    ['a key that is no text', 'a: 1\n? [1]\n: 2\n', /^p\.yaml:2:3 a field name must be text$/],
    ['an unknown tag', 'a: !secret 1\n', /^p\.yaml:1:4 Unresolved tag: !secret; tags are not used here$/],
    ['a list that is not closed', 'a: [1\n', /^p\.yaml:2:1 is not valid YAML: .* \(quote a text that begins with/],
    ['aliases that blow up', bomb(), /^p\.yaml:1:1 Excessive alias count/],
    ['a list in a list without end', '['.repeat(50_000), /^p\.yaml:1:1 is nested too deeply$/],
    ['a list in a list without end, on lines', '- '.repeat(50_000), /^p\.yaml:1:1 is nested too deeply$/],
    ['a mapping in a mapping without end', '{a: '.repeat(50_000), /^p\.yaml:1:1 is nested too deeply$/],
    ['a key in a key without end', '? '.repeat(50_000), /^p\.yaml:1:1 is nested too deeply$/],
  ])('WHEN there is %s THEN that is said, at its place', (_, written, said) => {
    const reasons = refused(written);
    expect(reasons[0]).toMatch(said);
  });

  test('WHEN nothing is wrong THEN nothing is told', () => {
    expect(refused('a: 1\n')).toEqual([]);
  });

  test('WHEN several things are wrong THEN each is told', () => {
    expect(refused('a: 1\na: 2\nb: 3\nb: 4\n')).toEqual([
      'p.yaml:2:1 the same field is here twice; fields are unique',
      'p.yaml:4:1 the same field is here twice; fields are unique',
    ]);
  });

  test('WHEN it is too large THEN it is not even looked at', () => {
    const much = (length: number): string => `#${'x'.repeat(length - 1)}`;
    expect(refused(much(LARGEST_DOCUMENT + 1))).toEqual([
      'p.yaml:1:1 is too large: 4000001 characters, at most 4000000',
    ]);
    expect(refused(much(LARGEST_DOCUMENT))).toEqual(['p.yaml:1:1 is empty']);
  });

  test('WHEN it is nested deeper than a person writes THEN it is read, and not when it never ends', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(opened(nested(99)).value).toHaveLength(1);
    expect(refused(nested(100))).toEqual(['p.yaml:1:1 is nested too deeply']);
  });

  test('WHEN it uses what it wrote once a hundred times THEN it is read, and not when it does so far more often', () => {
    const often = (times: number): string =>
      `a: &a [1]\nb: [${Array.from({ length: times }, () => '*a').join(', ')}]\n`;
    expect(opened(often(50)).value).toMatchObject({ a: [1] });
    expect(refused(often(150))).toHaveLength(1);
  });
});

function bomb(): string {
  const names = ['a', 'b', 'c', 'd'];
  return names
    .map(
      (name, index) =>
        `${name}: &${name} [${Array.from({ length: 8 }, () => (index === 0 ? '1' : `*${names[index - 1]}`)).join(',')}]\n`,
    )
    .join('');
}

describe('GIVEN a document and what it may say', () => {
  const schema = z.strictObject({ name: z.string(), count: z.int().min(1) });

  test('WHEN it says that THEN the value is as the schema makes it', () => {
    expect(judge(opened('name: a\ncount: 1\n'), schema)).toEqual({ value: { name: 'a', count: 1 }, problems: [] });
  });

  test('WHEN it says something else THEN every mistake is told, a field that is unknown at its key', () => {
    const { value, problems } = judge(opened('name:   7\ncount:  0\nnmae:   a\n'), schema);
    expect(value).toBeUndefined();
    expect(problems.map(({ line, column, field, reason }) => `${line}:${column} ${field} ${reason}`)).toEqual([
      '1:9 name must be text, not 7',
      '2:9 count must be at least 1',
      '3:1 nmae unknown field; did you mean "name"?',
    ]);
  });
});

describe('GIVEN documents in versions', () => {
  const version = (id: string, number: number, source: string) => ({
    value: { id, version: number, source },
    document: opened(`id: ${id}\nversion: ${number}\n`),
  });

  test('WHEN one version is there three times THEN the second and the third are told, each with the first', () => {
    const read = [
      version('a', 1, '1.yaml'),
      version('a', 2, '2.yaml'),
      version('a', 1, '3.yaml'),
      version('a', 1, '4.yaml'),
    ];
    const found = sameVersion('calendar', [...read, version('b', 1, '5.yaml')]);
    expect(found.map(({ line, column, field }) => `${line}:${column} ${field}`)).toEqual([
      '2:10 version',
      '2:10 version',
    ]);
    for (const { reason } of found)
      expect(reason).toBe('a@1 is in 1.yaml already; a changed calendar needs a new version');
  });

  test('WHEN one of them could not be read THEN it is no second one', () => {
    const { value, document: file } = version('a', 1, '1.yaml');
    expect(
      sameVersion('calendar', [
        { value, document: file },
        { value: undefined, document: file },
        { value, document: undefined },
      ]),
    ).toEqual([]);
  });

  test('WHEN they come in any order THEN the newest of each counts', () => {
    const of = (id: string, number: number) => version(id, number, `${id}-${number}.yaml`).value;
    const current = newest([of('a', 2), of('b', 1), of('a', 10), of('a', 9)]);
    expect([...current].map(([id, one]) => `${id}@${one.version}`)).toEqual(['a@10', 'b@1']);
  });
});
