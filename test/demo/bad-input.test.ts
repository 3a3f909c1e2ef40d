/** What is wrong with the input is said before anything is started. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemo } from '../../clients/demo';
import { ERROR_CODES, type ErrorCode } from '../../contracts/error-codes';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-demo-input-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refusal = async (...argv: string[]) => {
  const error = (await runDemo(argv).catch((thrown: unknown) => thrown)) as { code: ErrorCode; message: string };
  expect(ERROR_CODES[error.code].exit).toBe(error.code === 'REPORTS_UNREADABLE' ? 4 : 2);
  return error;
};

test('a wrong line is refused with file, line and field', async () => {
  const file = join(folder, 'mine.jsonl');
  writeFileSync(
    file,
    '{"id":"r-1","at":"+0h05m","unit":"oleaster-1","category":"lmaps","severity":"low","reporter":"resident-01","channel":"app","text":"x","lang":"zh"}\n',
  );
  const error = await refusal(file);
  expect(error.code).toBe('REPORTS_INVALID');
  expect(error.message).toContain(`${file}:1`);
  expect(error.message).toContain('category');
});

test('a file that is not there', async () =>
  expect((await refusal(join(folder, 'none.jsonl'))).code).toBe('REPORTS_UNREADABLE'));
test('a file without reports', async () => {
  writeFileSync(join(folder, 'empty.jsonl'), '\n');
  expect((await refusal(join(folder, 'empty.jsonl'))).code).toBe('REPORTS_INVALID');
});
test.each([['--scale', '0'], ['--scale', 'fast'], ['--limit', '-1'], ['--lang', 'fr'], ['--nonsense'], ['a', 'b']])(
  'a wrong argument: %s %s',
  async (...argv) => expect((await refusal(...argv)).code).toBe('ARGUMENT_INVALID'),
);
