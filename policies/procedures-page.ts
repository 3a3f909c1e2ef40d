/**
 * The tables of docs/procedures.md, made from the schemas and the tables of words: `npm run docs` writes them between
 * their marks, a test sees that they are in step. What stands between the tables is written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../contracts/package-root';
import { COMMAND_NAMES } from '../domain';
import { commandFields } from '../domain/kernel/command-fields';
import { parts } from '../domain/procedure/fixtures/schema';
import { writtenName } from '../domain/procedure/fixtures/when';
import { CHINESE_TABLES, COMMANDS, FIELDS, type Table } from '../domain/procedure/fixtures/words';
import { procedureJsonSchema } from '../domain/procedure/schema';

export const PAGE = join(packageRoot(), 'docs', 'procedures.md');

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
}

/** The page with its tables made anew. */
export const withTables = (page: string): string =>
  page.replace(
    /<!-- table: ([a-z-]+) -->[^]*?<!-- end -->/g,
    (_, name: string) =>
      `<!-- table: ${name} -->\n<!-- prettier-ignore-start -->\n\n${tableOf(name)}\n\n<!-- prettier-ignore-end -->\n<!-- end -->`,
  );

function tableOf(name: string): string {
  if (name === 'procedure') return procedureTable();
  if (name === 'commands') return commandTable();
  if (name === 'words') return wordTable();
  if (Object.hasOwn(parts, name)) return fieldTable(name as keyof typeof parts);
  throw new RangeError(`docs/procedures.md asks for a table "${name}" that nobody makes.`);
}

function procedureTable(): string {
  return rows(['field', 'needed', 'meaning'], fieldsOf(procedureJsonSchema(), ''));
}

/** Every field with its inner ones: `tiers[].repeat.every`. */
function fieldsOf({ properties = {}, required = [] }: JsonSchema, path: string): readonly (readonly string[])[] {
  return Object.entries(properties).flatMap(([name, field]) => [
    [`\`${path}${name}\``, required.includes(name) ? 'yes' : '', field.description ?? ''],
    ...fieldsOf(field, `${path}${name}.`),
    ...(field.items === undefined ? [] : fieldsOf(field.items, `${path}${name}[].`)),
  ]);
}

function fieldTable(part: keyof typeof parts): string {
  const { properties = {} } = z.toJSONSchema(parts[part], { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const chinese: Table = part === 'due' ? (CHINESE_TABLES['clocks'] ?? {}) : FIELDS;
  return rows(
    ['field', '中文', 'meaning'],
    Object.entries(properties).map(([name, { description }]) => [
      `\`${name}\``,
      code(chinese[name]),
      description ?? '',
    ]),
  );
}

const commandTable = (): string =>
  rows(
    ['command', '中文', 'fields'],
    COMMAND_NAMES.map((name) => [
      `\`${name}\``,
      code(COMMANDS[name]),
      Object.entries(commandFields[name] as Readonly<Record<string, string>>)
        .map(([field, kind]) => fieldName(writtenName(field), kind.endsWith('?')))
        .join(', '),
    ]),
  );

const fieldName = (name: string, optional: boolean): string => {
  const chinese = (FIELDS as Table)[name];
  return `\`${name}\`${chinese === undefined ? '' : ` ${chinese}`}${optional ? ' (may be left out)' : ''}`;
};

const wordTable = (): string =>
  rows(
    ['used in', 'words'],
    Object.entries(CHINESE_TABLES)
      .filter(([kind]) => kind !== 'fields' && kind !== 'commands')
      .map(([kind, table]) => [
        kind,
        Object.entries(table)
          .map(([english, chinese]) => `\`${english}\` ${chinese}`)
          .join(' · '),
      ]),
  );

const code = (word: string | undefined): string => (word === undefined ? '' : `\`${word}\``);
const rows = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
const cell = (text: string): string => text.replaceAll('|', '\\|');

if (require.main === module) writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8')));
