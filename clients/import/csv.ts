/** Rows of a CSV file, one after the other, whatever its size. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { DoorstepError } from '../../contracts/errors';
import { unknown } from '../../domain/procedure/documents/nearest';
import type { SourceRow } from './rows';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * RFC 4180 in UTF-8 with a header, with or without a byte order mark.
 * Throws DoorstepError IMPORT_UNREADABLE for what is no such file, or lacks one of the columns.
 */
export async function* csvRows(file: string, columns: readonly string[]): AsyncGenerator<SourceRow> {
  const refused = (line: number, reason: string, cause?: unknown): DoorstepError =>
    new DoorstepError('IMPORT_UNREADABLE', `${file}:${line}: ${reason}.`, { place: { file, line }, cause });
  const input = createReadStream(file);
  const rows = input.pipe(parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true }));
  // A stream that ends by an error does not end the one behind it.
  input.once('error', (error) => rows.destroy(error));
  let head: readonly string[] | undefined;
  try {
    for await (const { record, info } of rows as AsyncIterable<Parsed>) {
      const line = info.lines - record.reduce((sum, text) => sum + (text.match(/\n/g)?.length ?? 0), 0);
      if (head === undefined) {
        head = record.map((name) => name.trim());
        const missing = columns.find((column) => head?.includes(column) !== true);
        if (missing !== undefined) throw refused(line, unknown('column of the mapping', missing, head));
        continue;
      }
      if (record.some((text) => text.includes('\uFFFD'))) throw refused(line, 'is not UTF-8: save it as "CSV UTF-8"');
      yield { line, fields: Object.fromEntries(head.map((name, at) => [name, record[at] ?? ''])) };
    }
  } catch (error) {
    if (error instanceof DoorstepError) throw error;
    // The library's sentence may quote the row.
    const { code, lines = 1 } = error as { readonly code?: string; readonly lines?: number };
    throw refused(lines, `can't be read as CSV (${code ?? (error as Error).name})`, error);
  } finally {
    rows.destroy();
    input.destroy();
  }
  if (head === undefined) throw refused(1, 'is empty: the first row names the columns');
}
