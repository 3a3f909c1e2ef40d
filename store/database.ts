/** The connection to PostgreSQL: one pool a process, read with Kysely; the hot append goes through the pool itself. */
import { isFollowed, spanOfPast } from '../contracts/tracing';
import {
  Kysely,
  PostgresDialect,
  type Generated,
  type LogEvent,
  type PostgresPool,
  type PostgresPoolClient,
} from 'kysely';
import { DatabaseError, Pool, types, type QueryResultRow } from 'pg';

// Counts and positions fit a JavaScript number by far; the driver's default is a string.
types.setTypeParser(types.builtins.INT8, Number);

export interface Tables {
  'doorstep.event': {
    issue_id: string;
    seq: number;
    position: Generated<number>;
    tx: Generated<string>;
    type: string;
    actor: string;
    command_id: string;
    occurred_at: Date;
    recorded_at: Date;
    data: unknown;
    hash: Buffer;
  };
  'doorstep.issue': {
    id: string;
    seq: number;
    hash: Buffer;
    stage: string;
    tier: number;
    unit: string;
    category: string;
    severity: string;
    reporter: string;
    assignee: string | null;
    procedure: string;
    outcome: string | null;
    due_at: Date | null;
    opened_at: Date;
    updated_at: Date;
    state: unknown;
  };
  'doorstep.notice': {
    issue_id: string;
    seq: number;
    recipient: string;
    channel: string;
    template: string;
    tier: number;
    round: number;
    facts: unknown;
    queued_at: Date;
    delivered_at: Date | null;
    read_at: Date | null;
  };
  'doorstep.outbox': { issue_id: string; first_seq: number; last_seq: number; created_at: Date };
}

export interface Database {
  readonly pool: Pool;
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

/**
 * @param url postgres://user:password@host:port/database
 * @param size most connections at once; more than a few per core only adds context switches
 * @param answerWithinMs a statement that takes longer fails, and its connection is closed
 */
export function openDatabase(url: string, size = 8, { answerWithinMs = 10_000 } = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: size,
    application_name: 'doorstep',
    connectionTimeoutMillis: 2_000,
    // A connection that the server dropped is noticed instead of waited for.
    keepAlive: true,
    query_timeout: answerWithinMs,
    statement_timeout: answerWithinMs,
    // Whoever stands still with rows locked loses them; above what publishing a sweep may take.
    idle_in_transaction_session_timeout: 30_000,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that breaks while it is lent out and between two statements.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: lendingOnlyWhole(pool) }), log: follow });
  return { pool, db, close: () => db.destroy() };
}

/**
 * A statement that every report and command waits for: taken apart and planned once a connection, without a query builder.
 * A connection on which it failed is closed by the pool.
 */
export async function prepared<R extends QueryResultRow>(
  { pool }: Database,
  statement: { readonly name: string; readonly text: string; readonly values: unknown[] },
): Promise<readonly R[]> {
  const beganMs = performance.now();
  const { rows } = await pool.query<R>(statement);
  const { name } = statement;
  spanOfPast(name, performance.now() - beganMs, { 'db.system.name': 'postgresql', 'db.operation.name': name });
  return rows;
}

/** Texts of statements have no values in them. */
function follow(event: LogEvent): void {
  if (!isFollowed()) return;
  const { sql: text } = event.query;
  const name = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'query';
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': name,
    'db.query.text': text.slice(0, 2_000),
  };
  spanOfPast(name, event.queryDurationMillis, attributes, event.level === 'error' ? event.error : undefined);
}

/**
 * Kysely gives every connection back as if it were in order. One on which a statement ran out of time may be in the
 * middle of it, or inside a transaction that nobody will end: whoever is lent it next would write into that
 * transaction, and nothing of it would ever count. Such a connection is closed; the server then rolls back.
 */
const lendingOnlyWhole = (pool: Pool): PostgresPool => ({
  connect: async () => {
    const client = await pool.connect();
    let broken: Error | undefined;
    const query = async (text: string, values: unknown[]) => {
      try {
        return await client.query(text, values);
      } catch (error) {
        // What the server itself refuses leaves the connection whole.
        if (!(error instanceof DatabaseError)) broken = error as Error;
        throw error;
      }
    };
    return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(broken) };
  },
  end: () => pool.end(),
});
