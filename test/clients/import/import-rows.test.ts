/** What a row becomes, and everything that can be wrong with it or with the mapping. */
import fc from 'fast-check';
import { join } from 'node:path';
import { readMapping } from '../../../clients/import/mapping';
import { RowReader } from '../../../clients/import/rows';
import { foretellImport } from '../../../clients/import/run';
import { packageRoot } from '../../../contracts/package-root';
import { readPolicies } from '../../../policies/read';

const policies = readPolicies(join(packageRoot(), 'policies'));
const NOW = Date.parse('2026-01-01T00:00:00Z');
const MAPPING = `source: old-hotline
key: number
text: [title, details]
category: { column: kind, values: { Light: lamps, Water: water }, otherwise: other }
unit: { column: house, values: { 'House 1': oleaster-1 } }
severity: { column: grade, values: { A: high }, otherwise: normal }
opened: reported
closed: solved
`;
const mapping = readMapping({ path: 'map.yaml', text: MAPPING });
const good = {
  number: '4711',
  title: 'No light',
  details: 'second floor',
  kind: 'Light',
  house: 'House 1',
  grade: 'A',
  reported: '2025-03-01 08:00',
  solved: '2025-03-02 09:30',
};
const read = (fields: Readonly<Record<string, string>>, line = 2) =>
  new RowReader(mapping, policies, NOW).read({ line, fields: { ...good, ...fields } });

it('a row is an issue with its own times, by the clock of the place', () => {
  expect(read({})).toMatchObject({
    ref: '4711',
    key: 'import/old-hotline/4711',
    report: {
      text: 'No light\nsecond floor',
      category: 'lamps',
      unit: 'oleaster-1',
      severity: 'high',
      reporter: 'open311',
      channel: 'import',
    },
    openedAtMs: Date.parse('2025-03-01T00:00:00Z'),
    closedAtMs: Date.parse('2025-03-02T01:30:00Z'),
  });
});

it('the same row is the same issue for ever, another row and another system are not', () => {
  const id = (fields = {}) => (read(fields) as { id: string }).id;
  expect(id()).toBe(id({ title: 'said otherwise' }));
  expect(id({ number: '4712' })).not.toBe(id());
});

it.each([
  ['number', 'number'],
  ['title', 'title, details'],
])('what no database keeps is refused in %s', (column, field) => {
  for (const text of ['a\u0000b', 'half \ud83d'])
    expect(read({ [column]: text })).toEqual([
      { line: 2, field, reason: 'holds U+0000 or half of a surrogate pair, which can’t be kept' },
    ]);
});

it('what the mapping does not name falls to what it says otherwise', () => {
  expect(read({ kind: 'Ghosts', grade: '', solved: '' })).toMatchObject({
    report: { category: 'other', severity: 'normal' },
    closedAtMs: undefined,
  });
});

it.each([
  ['no key', { number: ' ' }, 'number', 'is empty'],
  ['no text', { title: '', details: ' ' }, 'title, details', 'is empty'],
  ['too long a text', { details: 'x'.repeat(4_001) }, 'title, details', 'is longer'],
  ['an unknown place', { house: 'House 9' }, 'house', 'mapping of unit'],
  ['no time', { reported: '' }, 'reported', 'is empty'],
  ['a time that is none', { reported: 'in spring' }, 'reported', 'can be read'],
  ['a time to come', { solved: '2030-01-01' }, 'solved', 'future'],
  ['an end before its beginning', { solved: '2025-02-01' }, 'solved', 'earlier'],
])('a row with %s is a problem of its line and column', (_what, wrong, field, reason) => {
  expect(read(wrong, 7)).toStrictEqual([{ line: 7, field, reason: expect.stringContaining(reason) as unknown }]);
});

it('every problem of a row is told, and never what the row says of people', () => {
  const problems = read({ number: '', house: 'secret street 5', reported: 'secret time', solved: 'x' });
  expect(problems).toHaveLength(4);
  expect(JSON.stringify(problems)).not.toContain('secret');
});

it('a key that comes twice is a problem of the second line', async () => {
  async function* rows() {
    yield { line: 2, fields: good };
    yield { line: 3, fields: good };
    yield { line: 4, fields: { ...good, number: '4712', solved: '' } };
  }
  const result = await foretellImport(rows(), { mapping, policies });
  expect(result).toMatchObject({ rows: 3, bad: 1, closed: 1, open: 1 });
  expect(result.problems).toStrictEqual([
    { line: 3, field: 'number', reason: expect.stringContaining('line 2') as unknown },
  ]);
});

it.each([
  ['an unknown field', 'colour: red\n', 'colour'],
  ['no source', MAPPING.replace('source: old-hotline\n', ''), 'source'],
  ['a source that is no id', MAPPING.replace('old-hotline', 'Old Hotline'), 'source'],
  ['an unknown severity', MAPPING.replace('A: high', 'A: dire'), 'severity'],
  ['no YAML', '{', ''],
])('a mapping with %s is refused with its line', (_what, text, field) => {
  const whole = text.startsWith('colour') ? `${MAPPING}${text}` : text;
  expect(() => readMapping({ path: 'map.yaml', text: whole })).toThrow(
    expect.objectContaining({
      code: 'IMPORT_MAPPING_INVALID',
      place: expect.objectContaining({ file: 'map.yaml', line: expect.any(Number) as number }) as unknown,
      message: expect.stringContaining(field) as unknown,
    }) as Error,
  );
});

it('whatever rows say, each is an issue or has a reason', () => {
  fc.assert(
    fc.property(fc.record(Object.fromEntries(Object.keys(good).map((name) => [name, fc.string()]))), (fields) => {
      const found = read(fields);
      expect('id' in found || found.length > 0).toBe(true);
    }),
  );
});
