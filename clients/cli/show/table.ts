/** Tables for people: without lines, so that they copy and grep well; Chinese counts as two columns. */
import type Table from 'cli-table3';

/** @param widest columns of the terminal; null cuts nothing, for what is to be copied */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widest: number | null | undefined = process.stdout.columns,
): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only when there is something to show
  const Made = require('cli-table3') as typeof Table;
  const none = Object.fromEntries(
    [
      'top',
      'top-mid',
      'top-left',
      'top-right',
      'bottom',
      'bottom-mid',
      'bottom-left',
      'bottom-right',
      'left',
      'left-mid',
      'mid',
      'mid-mid',
      'right',
      'right-mid',
    ].map((part) => [part, '']),
  );
  const made = new Made({
    head: [...head],
    chars: { ...none, middle: '  ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    wordWrap: false,
  });
  made.push(...rows.map((row) => row.map((cell) => cell.replace(/\s*\n\s*/g, ' '))));
  const lines = made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return lines.map((line) => cut(line, widest)).join('\n');
}

/** A terminal's line is not broken; a pipe (no width) gets everything. */
function cut(line: string, widest: number | null | undefined): string {
  if (widest === undefined || widest === null) return line;
  let width = 0;
  let kept = '';
  for (const char of line) {
    width += isWide(char) ? 2 : 1;
    if (width > widest - 1) return `${kept}…`;
    kept += char;
  }
  return kept;
}

const isWide = (char: string): boolean =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char);
