/** What a community document may say by itself: its shape, its ids, its tree, its posts and its routes. */
import { communityJsonSchema } from '../../../domain/directory/community';
import { readCommunity } from '../../../domain/directory/parse';
import { but, COMMUNITY, lineIn, read, wrongWith } from './small-place';

const name = 'name: { zh: 名, en: Name }';
const after = (piece: string, more: string): string => but(COMMUNITY, piece, `${piece}${more}`);
const unit = (text: string): string => after('units:\n', `  - { ${text}, ${name} }\n`);

describe('GIVEN a community', () => {
  it('THEN it is read as it is written', () => {
    const { community, problems } = read(COMMUNITY);
    expect(problems).toEqual([]);
    expect(community).toMatchObject({ id: 'small', version: 1, zone: 'Asia/Shanghai' });
    expect(community).not.toHaveProperty('calendar');
    expect(community?.units[0]).toEqual({ id: 'town', level: 'community', name: { zh: '名', en: 'Name' } });
    expect(community?.routing).toEqual([
      { category: ['lamps'], severity: ['low'], procedure: 'other' },
      { category: undefined, severity: undefined, procedure: 'main' },
    ]);
    expect(read(after('zone: Asia/Shanghai\n', 'calendar: office\n')).community?.calendar).toBe('office');
  });

  it('THEN there is exactly one, and it has something in it', () => {
    expect(readCommunity([]).problems).toEqual([
      { file: 'community.yaml', line: 1, column: 1, field: '', reason: 'is missing' },
    ]);
    const second = { path: 'b/community.yaml', text: COMMUNITY };
    expect(readCommunity([{ path: 'a/community.yaml', text: COMMUNITY }, second])).toEqual({
      problems: [expect.objectContaining({ file: 'b/community.yaml', field: '' })],
    });
    expect(readCommunity([{ path: 'a/community.yaml', text: '' }, second]).problems).toMatchObject([
      { file: 'a/community.yaml', reason: 'is empty' },
      { file: 'b/community.yaml' },
    ]);
  });

  it.each(['units', 'people', 'roles', 'posts', 'categories', 'routing'])(
    'THEN %s are a list with something in it',
    (list) => {
      const none = COMMUNITY.replace(new RegExp(`^${list}:\\n(  - .*\\n)+`, 'm'), `${list}: []\n`);
      expect(wrongWith(none).map((problem) => problem.split(' ')[0])).toContain(list);
      expect(wrongWith(but(none, `${list}: []\n`, `${list}: x\n`)).join('\n')).toContain(list);
    },
  );

  it.each([
    ['levels: [building]', 'levels: []', 'roles[0].levels'],
    ['people: [lead]', 'people: []', 'posts[0].people'],
    ['category: [lamps]', 'category: []', 'routing[0].when.category'],
    ['severity: [low]', 'severity: []', 'routing[0].when.severity'],
    ['severity: [low]', 'severity: [grave]', 'routing[0].when.severity[0]'],
    ['level: community', 'level: house', 'units[0].level'],
    ['version: 1', 'version: 0', 'version'],
  ])('THEN %s may not be %s', (piece, by, field) => {
    expect(wrongWith(but(COMMUNITY, piece, by)).map((problem) => problem.split(' ')[0])).toContain(field);
  });
});

describe('GIVEN ids', () => {
  it.each([
    [
      'units',
      '  - { id: west-1, level: building, parent: west',
      '  - { id: east-2, level: building, parent: west',
      'units[5].id',
    ],
    ['people', '{ id: vice', '{ id: chair', 'people[4].id'],
    ['roles', '{ id: plumber', '{ id: board', 'roles[3].id'],
    ['categories', '{ id: water', '{ id: lamps', 'categories[1].id'],
  ])('WHEN one of the %s has that of an earlier one THEN it is refused', (list, piece, by, field) => {
    const found = wrongWith(but(COMMUNITY, piece, by)).find((problem) => problem.startsWith(field));
    expect(found).toMatch(new RegExp(`is already the id of an earlier entry in ${list}$`));
  });

  it('WHEN one has the form of a reporter without an account THEN it is refused', () => {
    const guest = `guest-${'0'.repeat(32)}`;
    const found = wrongWith(but(COMMUNITY, '{ id: vice', `{ id: ${guest}`));
    expect(found).toContain(`people[4].id "${guest}" is the form of reporters without an account`);
  });

  it.each([
    ['a unit', 'unit: east-1,', 'unit: est-1,', 'posts[0].unit unknown unit "est-1"; did you mean "east-1"?'],
    ['a role', 'role: lead,', 'role: leed,', 'posts[0].role unknown role "leed"; did you mean "lead"?'],
    ['a person', 'people: [lead]', 'people: [leed]', 'posts[0].people[0] unknown person "leed"; did you mean "lead"?'],
    [
      'a category',
      'category: [lamps]',
      'category: [lamp]',
      'routing[0].when.category[0] unknown category "lamp"; did you mean "lamps"?',
    ],
    ['a parent', 'parent: east,', 'parent: est,', 'units[3].parent unknown unit "est"; did you mean "east"?'],
  ])('WHEN %s is not known THEN the nearest one is named', (_what, piece, by, problem) => {
    expect(wrongWith(but(COMMUNITY, piece, by))[0]).toBe(problem);
  });

  it('WHEN many are not known THEN the nearest is looked for twenty times, and a long word is cut', () => {
    const unknown = Array.from({ length: 21 }, (_, index) => `leed${index}`);
    const long = 'x'.repeat(70);
    const found = wrongWith(but(COMMUNITY, 'people: [lead]', `people: [${[...unknown, long].join(', ')}]`)).filter(
      (problem) => problem.includes('unknown person'),
    );
    expect(found).toHaveLength(22);
    expect(found[19]).toContain('"leed19"; ');
    expect(found[20]).toMatch(/unknown person "leed20"$/);
    expect(found[21]).toMatch(/unknown person "x{64}"$/);
  });
});

describe('GIVEN the tree of units', () => {
  it('WHEN there are several roots THEN each but the first is refused', () => {
    const two = unit('id: apart, level: community').replace(
      `{ id: east, level: grid, parent: town`,
      '{ id: east, level: grid',
    );
    expect(wrongWith(two)).toEqual([
      'units[1] has no parent, but "apart" is the root already; units are one tree',
      'units[2] has no parent, but "apart" is the root already; units are one tree',
    ]);
  });

  it('WHEN all have a parent THEN there is no root, and all that are in a ring are refused', () => {
    const ring = but(COMMUNITY, 'level: community, name', 'level: community, parent: west, name');
    const { problems } = read(ring);
    expect(problems.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      'units has no root: one unit must have no parent',
      'units[0].parent "town" is, through its parents, a part of itself',
      'units[2].parent "west" is, through its parents, a part of itself',
    ]);
    expect(problems[0]?.line).toBe(lineIn(ring, 'units:'));
  });

  it('WHEN some are in a ring beside the root THEN those are refused, and what hangs below them is not', () => {
    const ring = COMMUNITY.replace('id: east, level: grid, parent: town', 'id: east, level: grid, parent: east-1');
    expect(wrongWith(ring)).toEqual([
      'units[1].parent "east" is, through its parents, a part of itself',
      'units[3].parent "east-1" is, through its parents, a part of itself',
    ]);
    const itself = COMMUNITY.replace('id: east, level: grid, parent: town', 'id: east, level: grid, parent: east');
    expect(wrongWith(itself)).toEqual(['units[1].parent "east" is, through its parents, a part of itself']);
  });

  it('WHEN something hangs on an unknown parent THEN only that is said, and what hangs on it is judged as ever', () => {
    const lost = COMMUNITY.replace('id: east, level: grid, parent: town', 'id: east, level: grid, parent: nowhere');
    expect(wrongWith(lost)).toEqual([expect.stringMatching(/^units\[1\]\.parent unknown unit "nowhere"/)]);
    const wide = lost.replace('id: east-1, level: building', 'id: east-1, level: district');
    expect(wrongWith(wide)).toContain("units[3].parent a district can't be part of a grid");
  });

  it.each([
    ['building', 'east-1', 'building', "a building can't be part of a building"],
    ['community', 'town', 'community', "a community can't be part of a community"],
    ['grid', 'west', 'grid', "a grid can't be part of a grid"],
  ])('WHEN a %s lies in %s THEN it is refused', (level, parent, _above, reason) => {
    expect(
      wrongWith(
        after(
          '  - { id: west-1, level: building, parent: west, name: { zh: 名, en: Name } }\n',
          `  - { id: new, level: ${level}, parent: ${parent}, ${name} }\n`,
        ),
      ),
    ).toEqual([`units[6].parent ${reason}`]);
  });

  it('WHEN there are no units, or one of no known level, THEN only that is said', () => {
    const alone = (text: string) => wrongWith(text).filter((problem) => problem.startsWith('units'));
    expect(alone(COMMUNITY.replace(/units:\n( {2}- .*\n)+/, 'units: []\n'))).toHaveLength(1);
    expect(alone(but(COMMUNITY, 'id: west-1, level: building', 'id: west-1, level: house'))).toEqual([
      expect.stringMatching(/^units\[5\]\.level /),
    ]);
  });

  it('WHEN a level is left out between two THEN that is fine', () => {
    expect(wrongWith(after('units:\n', `  - { id: hut, level: building, parent: town, ${name} }\n`))).toEqual([]);
  });
});

describe('GIVEN posts', () => {
  it.each([
    [
      'a person twice',
      'people: [worker, helper]',
      'people: [worker, worker]',
      ['posts[3].people[1] "worker" is named twice'],
    ],
    [
      'a role elsewhere',
      'role: lead, unit: east-2',
      'role: lead, unit: west',
      ['posts[1].unit is a grid; the role exists at: building'],
    ],
    [
      'a post a second time',
      'role: lead, unit: east-2',
      'role: lead, unit: east-1',
      ['posts[1] lead at east-1 is filled by an earlier post; name everybody there'],
    ],
  ])('WHEN they name %s THEN it is refused', (_what, piece, by, problems) => {
    expect(wrongWith(but(COMMUNITY, piece, by))).toEqual(problems);
  });

  it('WHEN a role exists at several levels THEN it may be held at each', () => {
    expect(wrongWith(after('posts:\n', '  - { role: plumber, unit: town, people: [chair] }\n'))).toEqual([]);
    expect(wrongWith(but(COMMUNITY, 'role: plumber, unit: east', 'role: plumber, unit: east-1'))).toEqual([
      'posts[6].unit is a building; the role exists at: community, grid',
    ]);
  });

  it('WHEN two posts are of no words THEN neither is taken for the other', () => {
    const both = (piece: RegExp, by: string) =>
      wrongWith(COMMUNITY.replace(piece, by).replace(piece, by)).map((problem) => problem.split(' ')[0]);
    expect(both(/role: lead, unit: east-\d/, 'role: 1, unit: east-1')).toEqual(['posts[0].role', 'posts[1].role']);
    expect(both(/role: lead, unit: east-\d/, 'role: lead, unit: 1')).toEqual(['posts[0].unit', 'posts[1].unit']);
  });

  it('WHEN role or unit are no words THEN only that is said', () => {
    for (const [piece, by, field] of [
      ['role: lead, unit: east-1', 'role: 1, unit: east-1', 'posts[0].role'],
      ['role: lead, unit: east-1', 'role: lead, unit: 1', 'posts[0].unit'],
      ['levels: [building]', 'levels: building', 'roles[0].levels'],
    ] as const)
      expect(wrongWith(but(COMMUNITY, piece, by)).map((problem) => problem.split(' ')[0])).toEqual([field]);
  });
});

describe('GIVEN routes', () => {
  const routes = (...lines: readonly string[]): string =>
    `${COMMUNITY.slice(0, COMMUNITY.indexOf('routing:\n'))}routing:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
  const main = '{ procedure: main }';

  it.each([
    ['the last is for all', [main], []],
    [
      'the last is not for all',
      ['{ when: { severity: [low] }, procedure: x }'],
      ['routing[0] the last route must be the default: one without "when"'],
    ],
    [
      'one comes after the default',
      [main, '{ when: { severity: [low] }, procedure: x }', main],
      ['routing[1]', 'routing[2]'],
    ],
    [
      'one is taken by two others together',
      ['{ when: { category: [lamps] }, procedure: x }', '{ when: { category: [water] }, procedure: x }', main],
      ['routing[2]'],
    ],
    [
      'one has a case left',
      [
        '{ when: { category: [lamps] }, procedure: x }',
        '{ when: { severity: [low] }, procedure: x }',
        '{ when: { category: [water], severity: [high] }, procedure: x }',
        main,
      ],
      [],
    ],
    [
      'one has no case left',
      [
        '{ when: { category: [water], severity: [low, high] }, procedure: x }',
        '{ when: { category: [water], severity: [high] }, procedure: x }',
        main,
      ],
      ['routing[1]'],
    ],
  ])('WHEN %s THEN that is judged', (_what, lines, expected) => {
    const found = wrongWith(routes(...lines));
    expect(found).toHaveLength(expected.length);
    expected.forEach((start, index) => expect(found[index]).toContain(start));
    for (const problem of found) expect(problem).toMatch(/must be the default|is never reached/);
  });

  it('WHEN a condition is no list THEN that is said, and no route is called needless for it', () => {
    const found = wrongWith(routes('{ when: { category: lamps }, procedure: x }', main));
    expect(found.map((problem) => problem.split(' ')[0])).toEqual(['routing[0].when.category']);
  });
});

it('GIVEN an editor WHEN it asks for the JSON Schema THEN every field is explained, and no other is allowed', () => {
  const bare: string[] = [];
  const walk = (schema: unknown, at: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties, items, additionalProperties } = schema as Record<string, unknown>;
    if (properties !== undefined && additionalProperties !== false) bare.push(`${at} is open`);
    for (const [field, value] of Object.entries((properties ?? {}) as Record<string, { description?: string }>)) {
      if ((value.description ?? '') === '') bare.push(`${at}.${field}`);
      walk(value, `${at}.${field}`);
    }
    walk(items, `${at}[]`);
  };
  walk(communityJsonSchema(), 'community');
  expect(bare).toEqual([]);
  expect(communityJsonSchema()).toMatchObject({
    required: ['id', 'version', 'name', 'zone', 'units', 'people', 'roles', 'posts', 'categories', 'routing'],
  });
});
