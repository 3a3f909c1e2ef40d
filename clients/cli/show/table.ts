/** Tables for people: without lines, so that they copy and grep well; Chinese counts as two columns. */
import type Table from 'cli-table3';
import { widthOf, wrap } from './wrap';

/** @param widest columns of the terminal; null cuts nothing, for what is to be copied */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widest: number | null | undefined = process.stdout.columns,
): string {
  const oneLine = rows.map((row) => row.map((cell) => cell.replace(/\s*\n\s*/g, ' ')));
  return drawn(head, oneLine)
    .map((line) => cut(line, widest))
    .join('\n');
}

/** Nothing is cut: what does not fit goes on in the next line of its column. @param gives the column that gives way */
export function wrappedTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widest: number | undefined,
  gives: number,
): string {
  const all = [head, ...rows];
  const others = head.map((_, at) => (at === gives ? 0 : Math.max(...all.map((row) => widthOf(row[at] ?? ''))) + 2));
  const left = (widest ?? Infinity) - others.reduce((sum, width) => sum + width, 0);
  const broken = all.map((row) => row.map((cell, at) => (at === gives ? wrap(cell, left).join('\n') : cell)));
  return drawn(broken[0] ?? [], broken.slice(1)).join('\n');
}

/** The lines, without anything at their ends. */
function drawn(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
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
  made.push(...rows.map((row) => [...row]));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** A terminal's line is not broken; a pipe (no width) gets everything. */
function cut(line: string, widest: number | null | undefined): string {
  if (widest === undefined || widest === null) return line;
  let width = 0;
  let kept = '';
  for (const char of line) {
    width += widthOf(char);
    if (width > widest - 1) return `${kept}…`;
    kept += char;
  }
  return kept;
}
