/** docs/errors.md, made from the table of codes: `npm run docs` writes it, a test sees that it is in step. */
import { ERROR_CODES } from './error-codes';

const EXITS: Readonly<Record<number, string>> = {
  2: 'the input is wrong',
  3: 'the rules refused',
  4: 'it is not there',
  5: 'a server or the machine is at fault',
  130: 'it was interrupted (Ctrl-C)',
};

export function errorsPage(): string {
  const rows = Object.entries(ERROR_CODES)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, { meaning, remedy, exit }]) => `| \`${code}\` | ${cell(meaning)} | ${cell(remedy)} | ${exit} |`);
  const exits = Object.entries(EXITS).map(([exit, why]) => `- ${exit}: ${why}`);
  return [
    '# Error codes',
    '',
    'Every error carries a code that never changes its meaning, a sentence, its place (file, line, field) where it has one, and what to do next.',
    'This page is generated from `contracts/error-codes/` by `npm run docs`.',
    '',
    'Exit codes of the command line: 0 done, 1 a defect, and',
    '',
    ...exits,
    '',
    '| code | meaning | what to do | exit |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

if (require.main === module) process.stdout.write(errorsPage());
