/** A section of the directory as a table: one entry a row, the header names the fields. */
import { parse } from 'csv-parse/sync';
import type { Source } from '../../domain/procedure/documents/document';
import { unknown } from '../../domain/procedure/documents/nearest';
import { fieldName, type FieldPath, type Problem } from '../../domain/procedure/documents/problems';
import { valueOf } from './csv-cells';
import { columnsOf, shapeAt, type Shape } from './shape';

export interface Table {
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly Problem[];
  /** Where a field of an entry stands: the line of its row, and the number of its column, both from 1. */
  place(entry: number, path: FieldPath): { readonly line: number; readonly column: number };
}

interface Row {
  readonly record: readonly string[];
  /** Of the last line of the row. */
  readonly info: { readonly lines: number };
}

/**
 * Comma-separated, RFC 4180, with or without a byte order mark, lines ending in LF or CRLF. Never throws.
 * @param section shown before the field in problems
 */
export function readTable(source: Source, section: string, shape: Shape): Table {
  const problem = (line: number, column: number, field: string, reason: string): Problem => ({
    file: source.path,
    line,
    column,
    field,
    reason,
  });
  const broken = (line: number, reason: string): Table => ({
    entries: [],
    problems: [problem(line, 1, '', reason)],
    place: () => ({ line, column: 1 }),
  });
  const strange = source.text.indexOf('\uFFFD');
  if (strange >= 0) {
    return broken(source.text.slice(0, strange).split('\n').length, 'is not UTF-8: save it as "CSV UTF-8"');
  }
  let rows: readonly Row[];
  try {
    rows = rowsOf(source.text);
  } catch (error) {
    const { lines = 1 } = error as { lines?: number };
    return broken(lines, `is not CSV: ${(error as Error).message.replace(/ at line \d+$/, '')}`);
  }
  const [head, ...body] = rows;
  if (head === undefined) return broken(1, 'is empty: the first row names the fields');
  const columns = head.record;
  const misnamed = headProblems(columns, shape).map(({ column, reason }) =>
    problem(lineOf(head), column, columns[column - 1] ?? '', reason),
  );
  if (misnamed.length > 0) return { ...broken(1, ''), problems: misnamed };
  const shapes = columns.map((column) => shapeAt(shape, column.split('.')) ?? {});
  const problems: Problem[] = [];
  const entries = body.map((row, index) => {
    const entry: Record<string, unknown> = {};
    row.record.forEach((text, at) => {
      const [column, columnShape] = [columns[at], shapes[at]];
      const path = fieldName([section, index, ...(column === undefined ? [] : [column])]);
      const say = (reason: string) => problems.push(problem(lineOf(row), at + 1, path, reason));
      if (column === undefined || columnShape === undefined) {
        if (text !== '') say(`has more cells than the header, which has ${columns.length}; quote a text with a comma`);
        return;
      }
      const cell = valueOf(text, columnShape);
      if ('reason' in cell) say(cell.reason);
      else if (cell.value !== undefined) put(entry, column.split('.'), cell.value);
    });
    return entry;
  });
  return {
    entries,
    problems,
    place: (entry, path) => {
      const row = body[entry];
      return { line: row === undefined ? lineOf(head) : lineOf(row), column: columnOf(columns, path) };
    },
  };
}

/** With LF alone: the parser counts a CRLF inside of a cell as two lines, and a cell means the same with either. */
const rowsOf = (text: string): readonly Row[] =>
  parse(text.replaceAll('\r\n', '\n'), {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
  }) as unknown as readonly Row[];

/** A row may hold line breaks inside its cells; people look for where it begins. */
const lineOf = ({ record, info }: Row): number =>
  info.lines - record.reduce((sum, text) => sum + (text.match(/\n/g)?.length ?? 0), 0);

function headProblems(columns: readonly string[], shape: Shape) {
  const known = columnsOf(shape);
  return columns.flatMap((name, index) => {
    const column = index + 1;
    if (columns.indexOf(name) < index) return [{ column, reason: 'is here twice; each field has one column' }];
    if (shapeAt(shape, name.split('.')) !== undefined) return [];
    if (columns.length === 1 && /[;\t]/.test(name))
      return [{ column, reason: 'looks separated by other signs than commas: save it as "CSV UTF-8 (comma)"' }];
    return [{ column, reason: unknown('column', name, known) }];
  });
}

/** The column of the field itself, of the mapping around it, or of one inside it; else the first. */
function columnOf(columns: readonly string[], path: FieldPath): number {
  const names = path.filter((step) => typeof step === 'string');
  for (let length = names.length; length > 0; length -= 1) {
    const name = names.slice(0, length).join('.');
    const at = columns.findIndex((column) => column === name || column.startsWith(`${name}.`));
    if (at >= 0) return at + 1;
  }
  return 1;
}

function put(entry: Record<string, unknown>, [field = '', ...inner]: readonly string[], value: unknown): void {
  if (inner.length === 0) entry[field] = value;
  else {
    const at = (entry[field] ??= {}) as Record<string, unknown>;
    put(at, inner, value);
  }
}
