/** The directory as tables that a spreadsheet opens and that readTable reads: one file a section. */
import { stringify } from 'csv-stringify/sync';
import { isPlain, type WrittenDirectory } from '../../store';
import { textOf } from './csv-cells';
import { columnsOf, documentInOrder, entryShape, fieldsOf, headShape, isList, sectionNames, type Shape } from './shape';

/** The table of what belongs to the place as a whole: one row. */
export const HEAD_TABLE = 'community';

/**
 * By file name without its ending; a section without entries is a table without rows, so that files of an earlier export
 * do not stay behind. With a byte order mark, without which spreadsheets misread Chinese.
 */
export function directoryTables(document: WrittenDirectory): Readonly<Record<string, string>> {
  const none = Object.fromEntries(sectionNames().map((name) => [name, []]));
  const whole = documentInOrder({ ...none, ...document });
  const isSection = (value: unknown): value is readonly unknown[] => Array.isArray(value);
  const head = Object.fromEntries(Object.entries(whole).filter(([, value]) => !isSection(value)));
  const sections = Object.entries(whole).flatMap(([name, value]) =>
    isSection(value) ? [[name, tableOf(value, entryShape(name))] as const] : [],
  );
  return { [HEAD_TABLE]: tableOf([head], headShape()), ...Object.fromEntries(sections) };
}

function tableOf(entries: readonly unknown[], shape: Shape): string {
  const rows = entries.map((entry) => new Map(cellsOf(entry, shape)));
  const used = new Set(rows.flatMap((row) => [...row.keys()]));
  // Of an empty section the header alone is left, and says what could stand there.
  const known = columnsOf(shape);
  const columns = rows.length === 0 ? known : [...new Set([...known.filter((name) => used.has(name)), ...used])];
  return stringify([columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? ''))], {
    bom: true,
    quoted_match: /^\s|\s$/,
    record_delimiter: '\r\n',
  });
}

/** The cells of an entry by their columns; a mapping has a column for each of its fields. */
function cellsOf(value: unknown, shape: Shape, path = ''): readonly (readonly [string, string])[] {
  if (path !== '' && (!isPlain(value) || isList(shape) || Object.keys(value).length === 0))
    return [[path, textOf(value)]];
  const fields = fieldsOf(shape);
  return Object.entries(value as object).flatMap(([field, inner]) =>
    cellsOf(inner, fields[field] ?? {}, path === '' ? field : `${path}.${field}`),
  );
}
