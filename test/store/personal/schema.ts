/** The tables that the migrations make, without a server: what they say is taken down and read. */
import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
} from 'kysely';
import { migrations } from '../../../store/migrations';

/** Table by table, the columns in their order. */
export async function schemaOfMigrations(): Promise<ReadonlyMap<string, readonly string[]>> {
  const said: string[] = [];
  const db = new Kysely<unknown>({ dialect: takingDown(said) });
  for (const [, migration] of Object.entries(migrations).sort(([a], [b]) => (a < b ? -1 : 1))) await migration.up(db);
  const tables = new Map<string, string[]>();
  for (const statement of said) {
    const made = /^\s*create table doorstep\.(\w+) \((.*)\)\s*$/s.exec(statement);
    if (made !== null) tables.set(made[1]!, parts(made[2]!).flatMap(columnOf));
    const changed = /^\s*alter table doorstep\.(\w+)\s(.*)$/s.exec(statement);
    if (changed === null) continue;
    const columns = tables.get(changed[1]!)!;
    for (const part of parts(changed[2]!)) {
      const [, added] = /^add column (?:if not exists )?(\w+)/.exec(part) ?? [];
      const [, dropped] = /^drop column (?:if exists )?(\w+)/.exec(part) ?? [];
      if (added !== undefined) columns.push(added);
      else if (dropped !== undefined) columns.splice(columns.indexOf(dropped), 1);
      else if (/^alter column/.test(part.trim())) continue;
      else if (/column/.test(part)) throw new Error(`What becomes of the columns is not understood: ${part}`);
    }
  }
  return tables;
}

const CONSTRAINT = /^(primary|unique|check|foreign|constraint|exclude)\b/;
const columnOf = (part: string): readonly string[] => (CONSTRAINT.test(part) ? [] : [part.split(/\s/)[0]!]);

/** At the commas that stand in no parentheses. */
function parts(text: string): readonly string[] {
  const found: string[] = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((part) => part.trim()).filter(Boolean);
}

function takingDown(said: string[]): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async ({ sql }: CompiledQuery) => (said.push(sql), { rows: [] }),
    async *streamQuery() {
      throw new Error('Migrations read nothing.');
    },
  };
  const nothing = async () => undefined;
  return {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: nothing,
      acquireConnection: async () => connection,
      beginTransaction: nothing,
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      releaseConnection: nothing,
      destroy: nothing,
    }),
  };
}
