/** What is to become the directory, read from files: a whole community document, or tables that each replace their section. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fieldName, refuse, wholeFile, type FieldPath, type Problem } from '../../domain/procedure/documents/problems';
import { openDocument, type OpenDocument } from '../../domain/procedure/documents/document';
import { unknown } from '../../domain/procedure/documents/nearest';
import type { WrittenDirectory } from '../../store';
import { attempt, readSource } from '../read';
import { HEAD_TABLE } from './csv-write';
import { readTable, type Table } from './csv-read';
import { entryShape, headShape, sectionNames } from './shape';

/**
 * @param path a YAML file, a CSV file named after its section (`people.csv`), or a folder with `community.yaml` or tables
 * @param current what the tables are laid over
 * Throws DoorstepError POLICIES_UNREADABLE, or COMMUNITY_INVALID for what can't be read as what it is.
 */
export function readDirectoryFiles(path: string, current: WrittenDirectory): OpenDocument {
  const files = attempt(path, () => statSync(path)).isDirectory() ? filesIn(path) : [path];
  const [first] = files;
  if (first !== undefined && /\.ya?ml$/.test(first)) return readYaml(first);
  if (first === undefined || !files.every((file) => /\.csv$/i.test(file)))
    return refuse('COMMUNITY_INVALID', path, [wholeFile(path, 'is neither YAML nor CSV, nor a folder of them')]);
  return readTables(files, current);
}

function filesIn(folder: string): readonly string[] {
  const document = join(folder, 'community.yaml');
  const tables = attempt(folder, () => readdirSync(folder))
    .filter((name) => /\.csv$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
  if (!existsSync(document)) return tables;
  if (tables.length === 0) return [document];
  return refuse('COMMUNITY_INVALID', folder, [
    wholeFile(folder, 'holds community.yaml and tables beside it; name the one that counts'),
  ]);
}

function readYaml(path: string): OpenDocument {
  const source = readSource(path);
  const { document, problems } = openDocument(source);
  return document ?? refuse('COMMUNITY_INVALID', source.path, problems);
}

function readTables(files: readonly string[], current: WrittenDirectory): OpenDocument {
  const tables = new Map<string, Table & { readonly file: string }>();
  const problems: Problem[] = [];
  const known = [HEAD_TABLE, ...sectionNames()];
  for (const path of files) {
    const name = basename(path).replace(/\.csv$/i, '');
    const source = readSource(path);
    if (!known.includes(name)) {
      problems.push(wholeFile(source.path, unknown('section', name, known)));
      continue;
    }
    const table = readTable(source, name, name === HEAD_TABLE ? headShape() : entryShape(name));
    if (name === HEAD_TABLE && table.problems.length === 0 && table.entries.length !== 1)
      problems.push(wholeFile(source.path, `must have one row below its header, not ${table.entries.length}`));
    problems.push(...table.problems);
    tables.set(name, { ...table, file: source.path });
  }
  if (problems.length > 0)
    refuse('COMMUNITY_INVALID', files.length === 1 ? files[0]! : `${files.length} tables`, problems);
  return laidOver(current, tables);
}

function laidOver(
  current: WrittenDirectory,
  tables: ReadonlyMap<string, Table & { readonly file: string }>,
): OpenDocument {
  const sections = [...tables].flatMap(([name, { entries }]) =>
    name === HEAD_TABLE ? [] : [[name, entries] as const],
  );
  const head = tables.get(HEAD_TABLE)?.entries[0];
  const kept = Object.entries(current).filter(([, value]) => head === undefined || Array.isArray(value));
  const value = { ...head, ...Object.fromEntries(kept), ...Object.fromEntries(sections) };
  const problem = (path: FieldPath, reason: string): Problem => {
    const [section, index, ...inner] = path;
    const table = tables.get(String(section));
    if (table !== undefined && typeof index === 'number')
      return { file: table.file, ...table.place(index, inner), field: fieldName(path), reason };
    const whole = table ?? tables.get(HEAD_TABLE);
    if (whole !== undefined && (table !== undefined || !Array.isArray(value[String(section) as never])))
      return { file: whole.file, ...whole.place(0, path), field: fieldName(path), reason };
    // Of a part that no table replaces: it stands in the store, and has no line.
    return { file: STORE, line: 1, column: 1, field: fieldName(path), reason };
  };
  return { path: STORE, value, problem };
}

/** What stands in the store, to be checked as a document is. */
export const storedDocument = (document: WrittenDirectory): OpenDocument => laidOver(document, new Map());

/** How problems call what stands in the store. */
const STORE = 'the directory in the store';
