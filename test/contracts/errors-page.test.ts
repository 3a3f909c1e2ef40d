import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES, ERROR_TABLES } from '../../contracts/error-codes';
import { DoorstepError, formatPlace } from '../../contracts/errors';
import { errorsPage } from '../../contracts/errors-page';

test('docs/errors.md is in step with the table of codes (`npm run docs` writes it)', () => {
  expect(readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8')).toBe(errorsPage());
});

test.each(Object.entries(ERROR_CODES))(
  '%s says what it means, what to do and how the command line ends',
  (_code, entry) => {
    expect(entry.meaning).toMatch(/^\p{Lu}.*[.]$/u);
    expect(entry.remedy).toMatch(/[.]$/);
    expect([2, 3, 4, 5, 130]).toContain(entry.exit);
  },
);

test('an error brings the remedy of its code, and its own when it has one', () => {
  expect(new DoorstepError('ISSUE_UNKNOWN', 'x').remedy).toBe(ERROR_CODES.ISSUE_UNKNOWN.remedy);
  expect(new DoorstepError('ISSUE_UNKNOWN', 'x', { remedy: 'y' }).remedy).toBe('y');
});

test('a place reads file:line:column (field)', () => {
  expect(formatPlace({ file: 'a.yaml', line: 3, column: 5, field: 'tiers[0]' })).toBe('a.yaml:3:5 (tiers[0])');
  expect(formatPlace({ field: 'by' })).toBe('(by)');
});

test('a code stands in one table only, or the last one would win in silence', () => {
  const codes = ERROR_TABLES.flatMap((table) => Object.keys(table));
  expect(codes.filter((code, n) => codes.indexOf(code) !== n)).toEqual([]);
});
