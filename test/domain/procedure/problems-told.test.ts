import {
  fieldName,
  formatProblem,
  refuse,
  wholeFile,
  type Problem,
} from '../../../domain/procedure/documents/problems';
import { refusal } from './shipped';

const at = (file: string, line: number, column: number, field = 'id'): Problem => ({
  file,
  line,
  column,
  field,
  reason: `wrong at ${line}:${column}`,
});
const refusedFor = (problems: readonly Problem[], limit?: number) =>
  refusal(() => refuse('PROCEDURE_INVALID', 'p.yaml', problems, limit));

describe('GIVEN a document with problems WHEN it is refused', () => {
  test('THEN they are told in the order of files, lines and columns', () => {
    const { problems, message } = refusedFor([
      at('b.yaml', 1, 1),
      at('a.yaml', 10, 1),
      at('a.yaml', 9, 20),
      at('c.yaml', 1, 1),
      at('a.yaml', 9, 3),
    ]);
    expect(problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      'a.yaml:9:3',
      'a.yaml:9:20',
      'a.yaml:10:1',
      'b.yaml:1:1',
      'c.yaml:1:1',
    ]);
    expect(message.split('\n')).toEqual([
      'p.yaml is refused: 5 problems.',
      '  a.yaml:9:3 (id) wrong at 9:3',
      '  a.yaml:9:20 (id) wrong at 9:20',
      '  a.yaml:10:1 (id) wrong at 10:1',
      '  b.yaml:1:1 (id) wrong at 1:1',
      '  c.yaml:1:1 (id) wrong at 1:1',
    ]);
  });

  test('THEN the place of the error is that of the first, with its field where it has one', () => {
    const { error } = refusedFor([at('a.yaml', 9, 1), at('a.yaml', 2, 4, 'tiers[1].handle')]);
    expect(error.place).toEqual({ file: 'a.yaml', line: 2, column: 4, field: 'tiers[1].handle' });
    expect(refusedFor([wholeFile('a.yaml', 'is empty')]).error.place).toEqual({ file: 'a.yaml', line: 1, column: 1 });
  });

  test('THEN the message shows five, and how many more there are', () => {
    const seven = Array.from({ length: 7 }, (_, index) => at('a.yaml', index + 1, 1));
    const lines = refusedFor(seven).message.split('\n');
    expect(lines[0]).toBe('p.yaml is refused: 7 problems.');
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('  ... and 2 more');
    expect(refusedFor(seven.slice(0, 1)).message.split('\n')[0]).toBe('p.yaml is refused: 1 problem.');
  });

  test('THEN a limit leaves out the last, and counts them', () => {
    const three = [3, 1, 2].map((line) => at('a.yaml', line, 1));
    const { problems, error } = refusedFor(three, 2);
    expect(problems.map(({ line }) => line)).toEqual([1, 2]);
    expect(error.details).toMatchObject({ total: 3 });
    expect(refusedFor(three).problems).toHaveLength(3);
  });
});

test('a place is told as an editor names it, with the field where there is one', () => {
  expect(formatProblem(at('a.yaml', 2, 4, 'name.zh'))).toBe('a.yaml:2:4 (name.zh) wrong at 2:4');
  expect(formatProblem(wholeFile('a.yaml', 'is empty'))).toBe('a.yaml:1:1 is empty');
});

test.each([
  [[], ''],
  [['tiers'], 'tiers'],
  [['tiers', 1, 'handle'], 'tiers[1].handle'],
  [['force-close', 'panels', 0, 'quorum'], 'force-close.panels[0].quorum'],
  [[0, 'id'], '[0].id'],
])('the field %j is called %s', (path, name) => {
  expect(fieldName(path)).toBe(name);
});
